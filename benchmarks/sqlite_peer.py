"""The SQLite peer: the same records in one file with an FTS5 index, and the same search over it.

`tools` has one row a tool for people who read the table (facets with several values as JSON lists, as
Datasette likes them), `values_of` one row for each facet value, `texts` the FTS5 index of all text fields.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from catalog.domain.facets import FACET_IDS
from catalog.domain.search import PAGE_SIZE, TEXT_FIELDS, SearchDocument
from catalog.search.bits import pack, rows_of
from catalog.search.facets import FacetColumns
from catalog.search.scoring import FIELD_WEIGHTS

LISTS: Final = ("capability", "stage", "media", "rights", "deployment", "interface")
"""Facets of which a tool may have several values."""

_COLUMNS: Final = ("id", "slug", "name", "provider", "summary", *FACET_IDS, "checked", "evidence_rank")
_WEIGHTS: Final = ", ".join(str(FIELD_WEIGHTS[name]) for name in TEXT_FIELDS)
_NAME, _SUMMARY = TEXT_FIELDS.index("name"), TEXT_FIELDS.index("summary")

_SCHEMA: Final = f"""
CREATE TABLE tools (id INTEGER PRIMARY KEY, {", ".join(_COLUMNS[1:])});
CREATE TABLE values_of (facet TEXT, value TEXT, tool INTEGER, PRIMARY KEY (facet, value, tool)) WITHOUT ROWID;
CREATE INDEX values_by_tool ON values_of (tool, facet, value);
CREATE VIRTUAL TABLE texts USING fts5 ({", ".join(TEXT_FIELDS)}, tokenize = 'porter unicode61');
"""
_RANKED: Final = f"SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, {_WEIGHTS})"
_CARDS: Final = f"""
SELECT {", ".join(f"tools.{name}" for name in _COLUMNS)},
       highlight(texts, {_NAME}, '<mark>', '</mark>'), snippet(texts, {_SUMMARY}, '<mark>', '</mark>', '…', 32)
FROM texts JOIN tools ON tools.id = texts.rowid
WHERE texts MATCH ? AND texts.rowid IN (SELECT value FROM json_each(?))
"""
_PLAIN_CARDS: Final = f"SELECT {', '.join(_COLUMNS)} FROM tools WHERE id IN (SELECT value FROM json_each(?))"
_COUNTS: Final = """
SELECT facet, value, count(*) FROM values_of
WHERE facet IN (SELECT value FROM json_each(?)) AND tool IN (SELECT value FROM json_each(?))
GROUP BY facet, value
"""
_COUNTS_OF_ONE: Final = """
SELECT value, count(*) FROM values_of
WHERE facet = ? AND tool IN (SELECT value FROM json_each(?)) GROUP BY value
"""

Counts = Mapping[str, Mapping[str, int]]
Filters = Mapping[str, tuple[str, ...]]


def build_file(documents: Sequence[SearchDocument], file: Path) -> None:
    """Write the documents into a new SQLite file."""
    ordered = sorted(documents, key=lambda one: (one.texts["name"].casefold(), one.slug))
    connection = sqlite3.connect(file)
    with connection:
        connection.executescript(_SCHEMA)
        _write(connection, list(enumerate(ordered)), "INSERT")
        connection.execute("INSERT INTO texts (texts) VALUES ('optimize')")
    connection.execute("ANALYZE")
    connection.close()


def _write(connection: sqlite3.Connection, numbered: Sequence[tuple[int, SearchDocument]], verb: str) -> None:
    """Write the documents as the rows with these numbers; `verb` is INSERT or REPLACE."""
    places = ", ".join("?" * len(_COLUMNS))
    connection.executemany(f"{verb} INTO tools VALUES ({places})", [_row(i, one) for i, one in numbered])
    connection.executemany(
        f"{verb} INTO values_of VALUES (?, ?, ?)",
        [
            (facet, value, i)
            for i, one in numbered
            for facet, values in one.facets.items()
            for value in values
        ],
    )
    fields = ", ".join("?" * len(TEXT_FIELDS))
    connection.executemany(
        f"{verb} INTO texts (rowid, {', '.join(TEXT_FIELDS)}) VALUES (?, {fields})",
        [(i, *(one.texts.get(name, "") for name in TEXT_FIELDS)) for i, one in numbered],
    )


def _row(number: int, one: SearchDocument) -> tuple[str | int, ...]:
    provider = one.texts.get("provider", "").partition("\n")[0]
    facets = (json.dumps(one.facets[id_]) if id_ in LISTS else one.facets[id_][0] for id_ in FACET_IDS)
    head = (number, one.slug, one.texts["name"], provider, one.texts["summary"])
    return (*head, *facets, one.checked, one.evidence)


@dataclass(frozen=True)
class PeerAnswer:
    """What the peer answers: how many, one page of rows with marked texts, the count of every facet value."""

    total: int
    cards: list[tuple[str | int, ...]]
    counts: Counts


class Fts:
    """The peer, opened. Rows of `texts` and `tools` are numbered from 0 in the order of names.

    `facets` are those that it counts.
    """

    def __init__(self, file: Path, facets: Sequence[str] = FACET_IDS) -> None:
        """Open a file that `build_file` wrote."""
        self._file = file
        self._counted = tuple(facets)
        self._database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self._slugs = [slug for (slug,) in self._database.execute("SELECT slug FROM tools ORDER BY id")]
        self._columns = self._facet_columns()
        self._counter = self._columns.counter(self._counted)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def update(self, document: SearchDocument, match: str) -> int:
        """Replace one document and return how many are found with the match once the change is searchable.

        The columns in memory, which our own index has as well, are left as they are.
        """
        row = self._slugs.index(document.slug)
        with self._writer() as writer:
            writer.execute("DELETE FROM values_of WHERE tool = ?", (row,))
            _write(writer, [(row, document)], "REPLACE")
        return len(self._rows(match))

    @contextmanager
    def _writer(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._file)) as writer, writer:
            yield writer

    def _facet_columns(self) -> FacetColumns:
        facets: list[dict[str, tuple[str, ...]]] = [{} for _ in self._slugs]
        for facet, value, tool in self._database.execute("SELECT facet, value, tool FROM values_of"):
            if facet in self._counted:
                facets[tool][facet] = (*facets[tool].get(facet, ()), value)
        return FacetColumns.of(
            [SearchDocument(s, {}, f, "", 0) for s, f in zip(self._slugs, facets, strict=True)]
        )

    def ranked(self, match: str) -> list[str]:
        """Return the slugs that match, best first; in the order of names when nothing is asked for."""
        return [self._slugs[row] for row in self._rows(match)]

    def _rows(self, match: str) -> list[int]:
        if not match:
            return list(range(len(self._slugs)))
        return [row for (row,) in self._database.execute(_RANKED, (match,))]

    def search(self, match: str, filters: Filters) -> PeerAnswer:
        """Answer with SQL alone: matching rows and bm25, filters, counts, marked texts."""
        rows = self._rows(match)
        chosen = {facet: self._having(facet, values) for facet, values in filters.items()}
        found = _within(rows, chosen)
        counts: dict[str, dict[str, int]] = {facet: {} for facet in self._counted}
        whole = json.dumps([facet for facet in self._counted if facet not in chosen])
        for facet, value, count in self._database.execute(_COUNTS, (whole, json.dumps(found))):
            counts[facet][value] = count
        for facet in chosen:
            wider = _within(rows, {other: tools for other, tools in chosen.items() if other != facet})
            counts[facet] = dict(self._database.execute(_COUNTS_OF_ONE, (facet, json.dumps(wider))))
        return PeerAnswer(len(found), self._cards(match, found[:PAGE_SIZE]), counts)

    def search_with_columns(self, match: str, filters: Filters) -> PeerAnswer:
        """Answer with SQL for matching rows, bm25 and marked texts, and with columns in memory for the rest."""
        rows = np.array(self._rows(match), dtype=np.int64)
        mask = np.zeros(len(self._slugs), dtype=np.bool_)
        mask[rows] = True
        base = pack(mask)
        chosen = {facet: self._columns.having(facet, values) for facet, values in filters.items()}
        found, without = base, dict.fromkeys(chosen, base)
        for facet, bits in chosen.items():
            found &= bits
            without |= {other: kept & bits for other, kept in without.items() if other != facet}
        kept = np.zeros(len(self._slugs), dtype=np.bool_)
        kept[rows_of(found, len(self._slugs))] = True
        ordered = rows[kept[rows]].tolist()
        counts = self._counter.counts(found, without)
        return PeerAnswer(len(ordered), self._cards(match, ordered[:PAGE_SIZE]), counts)

    def _having(self, facet: str, values: Sequence[str]) -> set[int]:
        marks = ", ".join("?" * len(values))
        sql = f"SELECT tool FROM values_of WHERE facet = ? AND value IN ({marks})"
        return {tool for (tool,) in self._database.execute(sql, (facet, *values))}

    def _cards(self, match: str, rows: Sequence[int]) -> list[tuple[str | int, ...]]:
        page = json.dumps(rows)
        if match:
            cards = self._database.execute(_CARDS, (match, page)).fetchall()
        else:
            cards = self._database.execute(_PLAIN_CARDS, (page,)).fetchall()
        place = {row: i for i, row in enumerate(rows)}
        return sorted(cards, key=lambda card: place[card[0]])


def _within(rows: Sequence[int], chosen: Mapping[str, set[int]]) -> list[int]:
    return [row for row in rows if all(row in tools for tools in chosen.values())]
