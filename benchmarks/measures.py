"""Measures of relevance for rankings judged by grades: 3 exactly what is needed, 2 useful, 1 marginal, 0 not."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

K: Final = 10
EXACT: Final = 3
USEFUL: Final = 2

Grades = Mapping[str, int]


@dataclass(frozen=True)
class Judged:
    """A query with the grade of every tool that is of any use; `expect_none` when nothing answers it."""

    id: str
    kind: str
    lang: str
    query: str
    grades: Grades
    expect_none: bool = False


def ndcg(ranking: Sequence[str], grades: Grades) -> float | None:
    """Return nDCG@10: gain 2^grade − 1, discount log2(rank + 1); None when no tool has a grade."""
    best = _gain(sorted(grades.values(), reverse=True)[:K])
    found = _gain([grades.get(slug, 0) for slug in _once(ranking)[:K]])
    return found / best if best else None


def recall_of_useful(ranking: Sequence[str], grades: Grades) -> float | None:
    """Return R2@10: the share of useful tools in the first ten, of as many as ten places can hold."""
    useful = {slug for slug, grade in grades.items() if grade >= USEFUL}
    hits = sum(slug in useful for slug in _once(ranking)[:K])
    return hits / min(K, len(useful)) if useful else None


def reciprocal_rank_of_exact(ranking: Sequence[str], grades: Grades) -> float | None:
    """Return MRR3's part: 1 / rank of the first exact tool in the whole ranking; None when there is none."""
    if EXACT not in grades.values():
        return None
    ranks = (rank for rank, slug in enumerate(_once(ranking), 1) if grades.get(slug) == EXACT)
    first = next(ranks, None)
    return 1 / first if first else 0.0


def exact_first(judged: Judged, ranking: Sequence[str]) -> float | None:
    """Return S@1: 1 when the first result is exact; None unless the query asks for a known tool."""
    if judged.kind != "known-item":
        return None
    return float(bool(ranking) and judged.grades.get(ranking[0]) == EXACT)


MEASURES: Final[dict[str, Callable[[Judged, Sequence[str]], float | None]]] = {
    "nDCG@10": lambda judged, ranking: ndcg(ranking, judged.grades),
    "R2@10": lambda judged, ranking: recall_of_useful(ranking, judged.grades),
    "MRR3": lambda judged, ranking: reciprocal_rank_of_exact(ranking, judged.grades),
    "S@1": exact_first,
}


def groups(queries: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Return the queries that have an answer: all, by kind and by language."""
    answered = [query for query in queries if not query.expect_none]
    found = {"all": answered}
    for kind in sorted({query.kind for query in answered}):
        found[f"kind: {kind}"] = [query for query in answered if query.kind == kind]
    for lang in sorted({query.lang for query in answered}):
        found[f"language: {lang}"] = [query for query in answered if query.lang == lang]
    return found


def mean(measure: str, queries: Sequence[Judged], rankings: Mapping[str, Sequence[str]]) -> float | None:
    """Return the mean over the queries for which the measure is defined; a missing ranking is an empty one."""
    values = [MEASURES[measure](query, rankings.get(query.id, ())) for query in queries]
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined) if defined else None


def _gain(grades: Sequence[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def _once(ranking: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ranking))
