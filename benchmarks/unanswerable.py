"""Questions that no tool answers: how often each engine says so, and how often it shows no more than a few."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.measures import Judged
from benchmarks.report import Cell, Table

QUERIES: Final = Path(__file__).with_name("queries.none.jsonl")

FEW: Final = 10
"""So many results may be looked through; more are a wrong answer."""

Counts = Mapping[str, int]
"""How many results a question has, by its id."""


def share(queries: Sequence[Judged], counts: Counts, most: int) -> float:
    """Return which share of the questions that no tool answers have at most so many results."""
    none = [counts[query.id] for query in queries if query.expect_none]
    return sum(count <= most for count in none) / len(none)


def table(queries: Sequence[Judged], engines: Mapping[str, Counts]) -> Table:
    """Return the shares of nothing and of at most a few, for all, by kind and by language."""
    none = [query for query in queries if query.expect_none]
    groups = {"all": none}
    for kind in dict.fromkeys(query.kind for query in none):
        groups[f"kind: {kind}"] = [query for query in none if query.kind == kind]
    for lang in sorted({query.lang for query in none}):
        groups[f"language: {lang}"] = [query for query in none if query.lang == lang]
    rows: list[tuple[Cell, ...]] = []
    for name, members in groups.items():
        cells = (_cell(members, counts) for counts in engines.values())
        rows.append((name, *cells, len(members)))
    note = f"{len(none)} questions that no tool answers: the share that finds nothing / at most {FEW} tools."
    return Table("unanswerable", ("questions", *engines, "n"), tuple(rows), (note,))


def _cell(queries: Sequence[Judged], counts: Counts) -> str:
    return f"{share(queries, counts, 0):.2f} / {share(queries, counts, FEW):.2f}"
