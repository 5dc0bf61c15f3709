"""The dry run of an import: what each row of a file would do to the catalogue. Nothing is written here."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from catalog.domain.changes import changes
from catalog.domain.content import RecordKind
from catalog.domain.duplicates import Known
from catalog.domain.imports import (
    ImportReport,
    Mapped,
    ParsedFile,
    ParsedRow,
    Present,
    RowFault,
    RowReport,
    RowStatus,
    World,
)
from catalog.domain.text import fold_slug
from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED, is_slug
from catalog.domain.visibility import with_links_kept
from catalog.domain.work import MAX_DRAFT_CHARS
from catalog.exchange.curated import read_document
from catalog.exchange.drafts import draft_faults
from catalog.exchange.mapping import BOOKKEEPING, checked
from catalog.exchange.row_values import RowValues, row_values
from catalog.exchange.terms import Terms

_UNSTATED: Final = (
    *("provider", "homepage", "repository", "licence", "input", "output", "media", "access", "cost"),
    *("deployment", "offline", "hardware", "interfaces", "languages", "maturity", "last_release"),
    *("biometric", "personal_data", "children_data"),
)
_FIRST_CHECK_DAYS: Final = 180
_MOST_MISSING: Final = 12


def plan(file: ParsedFile, mapping: Mapping[str, str], world: World, today: str) -> ImportReport:
    """Return what each row would do; `today` is YYYY-MM-DD.

    Raises:
        Invalid: the mapping names no field of a record, or one twice, or nothing fills the name.
    """
    chosen = checked(mapping, file.columns)
    left_out = tuple(name for name in file.columns if name not in chosen and name not in BOOKKEEPING)
    return ImportReport(file, chosen, left_out, tuple(_Planner(chosen, world, today).rows(file)), world.mark)


class _Planner:
    """Looks at one row after the other, and keeps which addresses were used."""

    def __init__(self, mapping: Mapped, world: World, today: str) -> None:
        self._mapping = mapping
        self._world = world
        self._today = today
        self._terms = Terms(world.content)
        self._hidden = frozenset(world.present).difference(world.content.tools)
        self._known = Known(item.tool for item in world.present.values())
        self._used: dict[str, int] = {}

    def rows(self, file: ParsedFile) -> Iterator[RowReport]:
        """Yield the report of each row."""
        for row in file.rows:
            yield self._row(row)

    def _row(self, row: ParsedRow) -> RowReport:
        ours = bool(row.values.get("sha256"))
        said = row_values(row, self._mapping, self._terms, ours=ours)
        name = str(said.raw.get("name") or "")
        slug = str(said.raw.get("slug") or fold_slug(name))
        faults = (*said.faults, *self._faults(said, slug))
        if faults:
            return RowReport(row.number, RowStatus.FAULT, slug, name, faults=faults)
        self._used[slug] = row.number
        present = self._world.present.get(slug)
        if present is None:
            return self._new(row, said, slug)
        if "slug" not in said.raw:
            note = (
                f"“{slug}” has this name already. To change that tool, give its address in a column “slug”."
            )
            twins = self._known.likely({**said.raw, "slug": ""})
            return RowReport(row.number, RowStatus.DUPLICATE, slug, name, duplicates=twins, notes=(note,))
        return self._edit(row, said, present, ours=ours)

    def _faults(self, said: RowValues, slug: str) -> Iterator[RowFault]:
        """Yield why a row can be no draft at all."""
        if not slug:
            yield RowFault(self._column("name"), "has no name that an address can be made from; fill it")
        elif not is_slug(slug):
            yield RowFault(
                self._column("slug"),
                f"“{slug[:60]}” is no address; use small letters, digits and single hyphens",
            )
        elif slug in self._used:
            yield RowFault(
                "", f"has the same address as row {self._used[slug]}; keep one, or name it otherwise"
            )
        elif slug in self._world.live:
            yield RowFault("", f"somebody is writing “{slug}” already; open that draft instead")
        elif slug in self._world.retired:
            yield RowFault("", f"“{slug}” is retired; ask for it to be restored first")
        elif slug in self._world.redirects:
            kept = self._world.redirects[slug]
            yield RowFault("", f"“{slug}” was merged into “{kept}”; change that tool instead")
        elif len(json.dumps(said.raw, ensure_ascii=False)) > MAX_DRAFT_CHARS:
            yield RowFault("", f"is longer than {MAX_DRAFT_CHARS:,} characters; shorten its texts")

    def _new(self, row: ParsedRow, said: RowValues, slug: str) -> RowReport:
        content = self._filled({**said.raw, "slug": slug})
        twins = self._known.likely(content)
        return RowReport(
            row.number,
            RowStatus.DUPLICATE if twins else RowStatus.NEW,
            slug,
            str(content.get("name", "")),
            duplicates=twins,
            missing=self._missing(slug, content),
            notes=tuple(said.notes),
            content=content,
        )

    def _edit(self, row: ParsedRow, said: RowValues, present: Present, *, ours: bool) -> RowReport:
        tool, slug = present.tool, present.tool.slug
        base = tool.model_dump(mode="json")
        content = with_links_kept(said.raw, base, self._hidden) if ours else _laid_over(base, said.raw)
        # Columns that were not chosen say nothing, in our own files too.
        content = {**{key: base[key] for key in base if not self._fills(key)}, **content}
        record, _ = read_document(RecordKind.TOOL, "", content)
        if isinstance(record, Tool):
            changed = tuple(change.path for change in changes(tool, record))
            content = record.model_dump(mode="json")
        else:
            changed = tuple(sorted(key for key in {*base, *content} if base.get(key) != content.get(key)))
        notes = list(said.notes)
        if ours and changed and str(row.values["sha256"]) != present.sha256:
            notes.append("This row was exported from another revision than the one that is published now.")
        return RowReport(
            row.number,
            RowStatus.CHANGED if changed else RowStatus.UNCHANGED,
            slug,
            str(content.get("name", tool.name)),
            changed=changed,
            missing=self._missing(slug, content) if changed else (),
            notes=tuple(notes),
            content=content if changed else {},
            base=present.sha256,
        )

    def _filled(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Return a new record with "not-stated" wherever the record allows it, and first values for the rest."""
        due = date.fromisoformat(self._today) + timedelta(days=_FIRST_CHECK_DAYS)
        first: dict[str, Any] = {
            **dict.fromkeys(_UNSTATED, NOT_STATED),
            "kind": "tool",
            "ai": {"family": NOT_STATED, "use": NOT_STATED},
            "listing": {"status": "listed"},
            "verification": {
                "level": "desk-reviewed",
                "checked": self._today,
                "next_check": due.isoformat(),
            },
            "curation": {"confidence": "low"},
        }
        return _laid_over(first, raw)

    def _missing(self, slug: str, content: Mapping[str, Any]) -> tuple[Any, ...]:
        _, faults = draft_faults(RecordKind.TOOL, slug, content, self._world.content, self._today)
        return faults[:_MOST_MISSING]

    def _fills(self, field: str) -> bool:
        return any(path.partition(".")[0] == field for path in self._mapping.values())

    def _column(self, path: str) -> str:
        return next((column for column, filled in self._mapping.items() if filled == path), "")


def _laid_over(base: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return `raw` over `base`: an object fills the parts it has, anything else replaces what stands there."""
    result = dict(base)
    for key, value in raw.items():
        before = result.get(key)
        if isinstance(value, dict) and isinstance(before, dict) and key != "sources":
            result[key] = _laid_over(before, value)
        else:
            result[key] = value
    return result
