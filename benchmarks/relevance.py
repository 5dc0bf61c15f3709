"""Relevance: how well judged queries are answered, beside naive Whoosh and SQLite FTS5 over the same texts.

python -m benchmarks.relevance [FILE]     FILE: judged queries, one JSON object a line
"""

import argparse
import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks import unanswerable
from benchmarks.measures import MEASURES, Judged, groups, mean
from benchmarks.ours import documents_of, opened_in
from benchmarks.questions import quoted
from benchmarks.report import Cell, Table, machine_facts
from benchmarks.sqlite_peer import Fts, build_file
from benchmarks.whoosh_peer import NaiveWhoosh
from catalog.domain.errors import CatalogError
from catalog.domain.search import SearchRequest
from catalog.search import SearchIndex

QUERIES: Final = Path(__file__).with_name("queries.dev.jsonl")

_OURS: Final = "ours"
_WORD = re.compile(r"\w+")

Rankings = Mapping[str, Sequence[str]]


def read_queries(file: Path) -> list[Judged]:
    """Return the judged queries of a file.

    Raises:
        ValueError: a line is not a judged query, or an id appears twice.
    """
    lines = file.read_text(encoding="utf-8").splitlines()
    queries = [_judged(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if len({query.id for query in queries}) < len(queries):
        raise ValueError("an id appears twice")
    return queries


def _judged(number: int, line: str) -> Judged:
    try:
        raw = json.loads(line)
        return Judged(
            id=raw["id"],
            kind=raw["kind"],
            lang=raw["lang"],
            query=raw["query"],
            grades=raw["relevant"],
            expect_none=raw.get("expect_none", False),
        )
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"line {number} is not a judged query: {error}") from error


def tables(queries: Sequence[Judged], engines: Mapping[str, Rankings]) -> list[Table]:
    """Return one table for each measure, and one for the queries that nothing answers."""
    names = tuple(engines)
    made = []
    for measure in MEASURES:
        rows = []
        for group, members in groups(queries).items():
            defined = sum(MEASURES[measure](query, ()) is not None for query in members)
            if defined:
                figures = (mean(measure, members, engines[name]) for name in names)
                rows.append((group, *figures, defined))
        made.append(Table(measure, ("queries", *names, "n"), tuple(rows)))
    none = [query for query in queries if query.expect_none]
    if none:
        found: list[tuple[Cell, ...]] = [
            (query.query, *(len(engines[name].get(query.id, ())) for name in names)) for query in none
        ]
        empty: tuple[Cell, ...] = (
            "answered with nothing",
            *(sum(not counts[i] for counts in found) for i in range(1, len(names) + 1)),
        )
        note = (
            f"{len(none)} queries that no tool answers: how many results each engine gives; fewer is better."
        )
        made.append(Table("expect_none", ("query", *names), (*found, empty), (note,)))
    return made


def rankings_of(queries: Sequence[Judged], folder: Path) -> dict[str, Rankings]:
    """Return every engine's whole ranking for every query, from indexes that are built in the folder."""
    with ExitStack() as stack:
        app = opened_in(folder / "ours")
        stack.callback(app.store.close)
        documents = documents_of(app.store)
        whoosh = NaiveWhoosh(folder / "whoosh", documents)
        stack.callback(whoosh.close)
        build_file(documents, folder / "peer.db")
        fts = Fts(folder / "peer.db")
        stack.callback(fts.close)
        engines: dict[str, Callable[[str], Sequence[str]]] = {
            _OURS: lambda text: _ours(app.read.index, text),
            "Whoosh, all words": lambda text: whoosh.ranked(text, any_word=False),
            "Whoosh, any word": lambda text: whoosh.ranked(text, any_word=True),
            "FTS5, all words": lambda text: _fts(fts, text, " "),
            "FTS5, any word": lambda text: _fts(fts, text, " OR "),
        }
        return {name: {query.id: ask(query.query) for query in queries} for name, ask in engines.items()}


def _ours(index: SearchIndex, text: str) -> list[str]:
    return [hit.slug for hit in index.search(SearchRequest(text, size=len(index))).hits]


def _fts(fts: Fts, text: str, between: str) -> list[str]:
    words = _WORD.findall(text)
    return fts.ranked(quoted(words, between)) if words else []


def run(_rounds: int) -> list[Table]:
    """Return the tables of the judged queries of this folder; one round is all it takes."""
    queries, none = read_queries(QUERIES), read_queries(unanswerable.QUERIES)
    with TemporaryDirectory() as folder:
        engines = rankings_of([*queries, *none], Path(folder))
    counts = {
        name: {query: len(found) for query, found in rankings.items()} for name, rankings in engines.items()
    }
    return [*tables(queries, engines), unanswerable.table(none, counts)]


def main() -> None:
    """Rank the judged queries and print how well."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.relevance", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("file", nargs="?", type=Path, default=QUERIES, help="judged queries, JSON lines")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
    asked = parser.parse_args()
    queries = read_queries(asked.file)
    try:
        with TemporaryDirectory() as folder:
            engines = rankings_of(queries, Path(folder))
    except CatalogError as error:
        parser.exit(2, f"{error}\n")
    made: list[Table] = [machine_facts(), *tables(queries, engines)]
    for table in made:
        print(table.markdown(), flush=True)
    if asked.json:
        figures: list[dict[str, Any]] = [table.data() for table in made]
        asked.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
