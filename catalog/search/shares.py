"""Which share of a question's words each tool has: in its texts, in its names, in what is recorded about it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from catalog.domain.search import TEXT_FIELDS
from catalog.search.grammar import Clause
from catalog.search.ranking import COVERED_IN_NAME, COVERED_IN_TEXT
from catalog.search.reading import Reading
from catalog.search.resolving import LONGEST_RUN, Resolving, Run, spread
from catalog.search.scoring import NAMES, Scored, Scores, Scoring, in_all

RECORDED: Final = sum(
    1 << TEXT_FIELDS.index(name) for name in ("limitations", "annotations", "claims", "cases")
)


class Shares(NamedTuple):
    """Which share of the words each tool has in its texts, and in its names (None where no name has any).

    `found` is what each word finds, of nothing where it is known that no tool has all the words.
    """

    text: Scores
    named: Scores | None
    found: Sequence[Scored]

    @property
    def whole(self) -> bool:
        """Whether some tool has all the words."""
        return in_all(self.found)


def shares_of(scoring: Scoring, words: Resolving, reading: Reading, plain: list[Clause]) -> Shares:
    """Return the shares of plain words; what they are read as is collected by `words`."""
    clauses = words.split(plain)
    runs = words.runs(clauses)
    alone = len(clauses) == 1 and not reading.topics
    covered = [reading.covered.issuperset(clause.parts) for clause in clauses]
    found = []
    for clause, known in zip(clauses, covered, strict=True):
        scored = words.word(clause, alone=alone, repair=not known)
        found.append(_lessened(scored) if known else scored)
    said = [scored.weight for scored in found]
    spread(runs, found)
    complete: Sequence[Scored] = found
    if not reading.topics and 1 < len(clauses) <= LONGEST_RUN and not in_all(found):
        complete = ()
        runs += words.misspelt_name(clauses)
        spread(runs, found)
    whole = max(sum([scored.weight for scored in found], np.float32(0.0)), np.float32(1.0))
    text = sum([scored.scores for scored in found[1:]], found[0].scores) / whole if found else np.zeros(scoring.size, dtype=np.float32)
    factors = [COVERED_IN_NAME if known else 1.0 for known in covered]
    amounts = [factor * weight for factor, weight in zip(factors, said, strict=True)]
    in_runs = [factor * scored.weight for factor, scored in zip(factors, found, strict=True)] if runs else amounts
    named = _in_names(scoring, clauses, list(zip(amounts, in_runs, strict=True)), runs)
    return Shares(text, named if named is None else named / whole, complete)


def _lessened(scored: Scored) -> Scored:
    return scored._replace(scores=scored.scores * np.float32(COVERED_IN_TEXT))


def _in_names(
    scoring: Scoring, clauses: Sequence[Clause], amounts: Sequence[tuple[float, float]], runs: Sequence[Run]
) -> Scores | None:
    """Return what the words say of the tools that have them in their names, None where none has any.

    Each word has two amounts: what it says, and what it says where a name writes it in a run.
    """
    named: Scores | None = None
    for i, (clause, (amount, in_run)) in enumerate(zip(clauses, amounts, strict=True)):
        rows = scoring.in_names(clause.parts[0]) if len(clause.parts) == 1 else ()
        over = [run for run in runs if run.start <= i < run.start + run.size] if runs else ()
        if not (len(rows) or over):
            continue
        own = np.zeros(scoring.size, dtype=np.float32)
        own[rows] = amount
        for run in over:
            own[scoring.scored(run.forms, NAMES).scores > 0] = in_run
        named = own if named is None else named + own
    return named


def told(scoring: Scoring, words: Resolving, plain: list[Clause]) -> Scores:
    """Return which share of the words stands in what is recorded about each tool: rulings, concerns, limits, cases."""
    clauses = [clause for clause in words.split(plain) if len(clause.parts) == 1]
    amounts = np.zeros(scoring.size, dtype=np.float32)
    whole = 0.0
    for clause in clauses:
        found = scoring.scored(scoring.forms(clause.parts[0], RECORDED), RECORDED)
        amounts += found.scores
        whole += float(found.weight)
    return amounts / max(whole, 1.0)
