"""Imports: what a foreign file says, row by row, beside what the catalogue has. Pure; nothing is written here."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from catalog.domain.content import Content
from catalog.domain.duplicates import Duplicate
from catalog.domain.faults import Fault
from catalog.domain.tool import Tool

MOST_DRAFTS: Final = 500
"""The most drafts that one batch makes; the rest of a longer file comes with the next import of it."""


@dataclass(frozen=True)
class RowFault:
    """Why a row cannot become a draft: the column ("" for the row as a whole) and what to do."""

    column: str
    message: str


@dataclass(frozen=True)
class ParsedRow:
    """One row of a file: `number` is the line of a CSV file, the row of a sheet, or the place in a list, from 1."""

    number: int
    values: Mapping[str, Any]
    faults: tuple[RowFault, ...] = ()


@dataclass(frozen=True)
class ParsedFile:
    """A file that was read and not yet understood.

    `columns` are the headers of a table or the keys of a list of objects, `notes` what was passed over while reading.
    """

    name: str
    format: str
    sha256: str
    columns: tuple[str, ...]
    rows: tuple[ParsedRow, ...]
    notes: tuple[str, ...] = ()

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of the columns: files of the same shape are mapped alike."""
        return hashlib.sha256("\n".join(self.columns).encode("utf-8", "surrogatepass")).hexdigest()


Mapped = Mapping[str, str]
"""Which field (in the flat form) each column fills; a column without a field is left out."""


class RowStatus(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    FAULT = "fault"


@dataclass(frozen=True)
class Present:
    """A tool that readers see, or that is suspended, with the hash of its revision."""

    tool: Tool
    sha256: str


@dataclass(frozen=True)
class World:
    """What an import is compared with. `mark` differs as soon as any of it does."""

    present: Mapping[str, Present]
    retired: frozenset[str]
    redirects: Mapping[str, str]
    live: frozenset[str]
    content: Content
    mark: str


@dataclass(frozen=True)
class RowReport:
    """What a row would do, and why.

    `changed` are the paths of the fields that differ, `missing` what keeps the draft from being submitted, `notes`
    what was left out of the row. `content` is the draft that it would become (empty when there is none to make),
    `base` the revision that it edits.
    """

    number: int
    status: RowStatus
    slug: str = ""
    name: str = ""
    changed: tuple[str, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    faults: tuple[RowFault, ...] = ()
    missing: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    content: Mapping[str, Any] = field(default_factory=dict, repr=False)
    base: str = ""

    @property
    def why(self) -> str:
        """Why the row has its status, in words; "" for a plain new tool."""
        said = [
            f"{fault.column}: {fault.message}" if fault.column else fault.message for fault in self.faults
        ]
        said += [f"{twin.name} ({twin.slug}): {twin.reason}" for twin in self.duplicates]
        said += [f"changes {', '.join(self.changed)}"] if self.changed else []
        return "; ".join(said)


@dataclass(frozen=True)
class ImportReport:
    """The dry run of a file: a report for each row, and the columns that fill nothing."""

    file: ParsedFile
    mapping: Mapped
    left_out: tuple[str, ...]
    rows: tuple[RowReport, ...]
    mark: str

    @cached_property
    def counts(self) -> Mapping[RowStatus, int]:
        """How many rows have each status."""
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in RowStatus}

    @cached_property
    def digest(self) -> str:
        """One SHA-256 over what would be done: what was seen in a dry run is what is made, or nothing."""
        lines = [[row.number, row.status, row.slug, row.base, row.content] for row in self.rows]
        text = json.dumps([self.mark, lines], sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()

    def drafts(self, *, duplicates: bool = False) -> tuple[RowReport, ...]:
        """Return the rows that become drafts at once, in the order of the file, at most `MOST_DRAFTS`."""
        return self.wanted(duplicates=duplicates)[:MOST_DRAFTS]

    def wanted(self, *, duplicates: bool = False) -> tuple[RowReport, ...]:
        """Return all rows that could become drafts; likely duplicates only when they are asked for."""
        statuses = {RowStatus.NEW, RowStatus.CHANGED} | ({RowStatus.DUPLICATE} if duplicates else set())
        return tuple(row for row in self.rows if row.status in statuses and row.content)


@dataclass(frozen=True)
class Batch:
    """One import that made drafts; `open` of them can still be undone."""

    id: int
    account: str
    at: str
    file_name: str
    file_sha256: str
    format: str
    drafts: int
    undone_at: str
    open: int = 0
