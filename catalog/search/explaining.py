"""Why a tool is in an answer: each matched field and each concept with its share of the score."""

from collections import defaultdict
from typing import Final

from catalog.domain.search import TEXT_FIELDS, Explanation
from catalog.search.grammar import Query
from catalog.search.ranking import NAMED, Ranking
from catalog.search.reading import Reading
from catalog.search.schema import NAME_FIELDS
from catalog.search.scoring import ALL, Scoring

_LEAST: Final = 0.005
"""Shares below this are not told."""


def explained(
    scoring: Scoring, ranking: Ranking, query: Query, reading: Reading, row: int, slug: str, score: float
) -> Explanation:
    """Return the shares of fields and concepts in the score of the tool in this row."""
    believed = ranking.believed(reading)
    concepts = {name: believed * part * float(fit[row]) for name, part, fit in ranking.topics(reading)}
    for name, leaning in ranking.leanings(reading):
        concepts[name] = concepts.get(name, 0.0) + float(leaning[row])
    fields: defaultdict[str, float] = defaultdict(float)
    for clause in query.clauses:
        if clause.negative or reading.dropped.issuperset(clause.parts):
            continue
        asked = 1 << TEXT_FIELDS.index(clause.field) if clause.field else ALL
        for part in dict.fromkeys((*clause.parts, "".join(clause.parts))):
            forms = scoring.forms(part, asked) or scoring.look_alikes(part, asked)
            for name, amount in scoring.by_field(forms, asked, row).items():
                fields[name] += amount * (NAMED if name in NAME_FIELDS else 1.0)
    whole = sum(fields.values())
    if concepts and whole:
        # Text counts as one term of the sum beside the topics, however many words there were.
        fields = defaultdict(float, {name: amount / max(whole, 1.0) for name, amount in fields.items()})
    total = sum(fields.values()) + sum(concepts.values())
    if not total:
        return Explanation(slug, score)
    return Explanation(slug, score, _shares(dict(fields), total), _shares(concepts, total))


def _shares(amounts: dict[str, float], total: float) -> tuple[tuple[str, float], ...]:
    shares = ((name, amount / total) for name, amount in amounts.items())
    return tuple(sorted((pair for pair in shares if pair[1] >= _LEAST), key=lambda pair: (-pair[1], pair[0])))
