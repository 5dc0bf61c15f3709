"""Which share of a question's words each tool has: in its texts, in its names, in what is recorded about it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from catalog.domain.search import TEXT_FIELDS
from catalog.search.bits import Bits
from catalog.search.grammar import Clause
from catalog.search.ranking import COVERED_IN_NAME, COVERED_IN_TEXT
from catalog.search.reading import Reading
from catalog.search.resolving import LONGEST_RUN, Resolving, Run, spread
from catalog.search.scoring import NAMES, NO_ROWS, Scored, Scores, Scoring, in_all

RECORDED: Final = sum(
    1 << TEXT_FIELDS.index(name) for name in ("limitations", "annotations", "claims", "cases")
)

_LESS: Final = np.float32(COVERED_IN_TEXT)
_NOTHING, _ONE = np.float32(0.0), np.float32(1.0)


class Shares(NamedTuple):
    """Which share of the words each tool has in its texts, and in its names (None where no name has any).

    `found` is what each word finds; nothing where no tool has all the words.
    """

    text: Scores
    named: Scores | None
    found: Sequence[Scored]

    @property
    def whole(self) -> Bits:
        """The tools that have all the words."""
        return in_all(self.found)


def shares_of(scoring: Scoring, words: Resolving, reading: Reading, plain: list[Clause]) -> Shares:
    """Return the shares of plain words; what they are read as is collected by `words`."""
    clauses = words.split(plain)
    runs = words.runs(clauses)
    covered = [reading.covered.issuperset(clause.parts) for clause in clauses]
    found = _found(words, clauses, covered, alone=len(clauses) == 1 and not reading.topics)
    said = [scored.weight for scored in found]
    spread(runs, found)
    complete = found
    if not reading.topics and 1 < len(clauses) <= LONGEST_RUN and not in_all(found):
        complete = []
        runs += words.misspelt_name(clauses)
        spread(runs, found)
    whole = max(sum([scored.weight for scored in found], _NOTHING), _ONE)
    text = sum([scored.scores for scored in found[1:]], found[0].scores) if found else scoring.nothing()
    named: Scores | None = None
    for i, clause in enumerate(clauses):
        share = COVERED_IN_NAME if covered[i] else 1.0
        own = _in_names(scoring, clause, share * said[i], share * found[i].weight, _over(runs, i))
        if own is not None:
            named = own if named is None else named + own
    return Shares(text / whole, named if named is None else named / whole, complete)


def _found(
    words: Resolving, clauses: Sequence[Clause], covered: Sequence[bool], *, alone: bool
) -> list[Scored]:
    """Return what each word finds; one that was read as a topic says less by itself, and is not repaired."""
    found = []
    for clause, known in zip(clauses, covered, strict=True):
        scored = words.word(clause, alone=alone, repair=not known)
        found.append(scored._replace(scores=scored.scores * _LESS) if known else scored)
    return found


def _over(runs: Sequence[Run], place: int) -> Sequence[Run]:
    """Return the runs that the word at this place is part of."""
    return [run for run in runs if run.start <= place < run.start + run.size] if runs else ()


def _in_names(
    scoring: Scoring, clause: Clause, amount: np.float32, in_run: np.float32, runs: Sequence[Run]
) -> Scores | None:
    """Return what a word says of the tools that have it in their names, `in_run` where a name writes it in a run."""
    rows = scoring.in_names(clause.parts[0]) if len(clause.parts) == 1 else NO_ROWS
    if not (rows.size or runs):
        return None
    own = scoring.nothing()
    own[rows] = amount
    for run in runs:
        own[scoring.scored(run.forms, NAMES).scores > 0] = in_run
    return own


def told(scoring: Scoring, words: Resolving, plain: list[Clause]) -> Scores:
    """Return which share of the words stands in what is recorded about each tool: rulings, concerns, limits, cases."""
    clauses = [clause for clause in words.split(plain) if len(clause.parts) == 1]
    amounts = scoring.nothing()
    whole = 0.0
    for clause in clauses:
        found = scoring.scored(scoring.forms(clause.parts[0], RECORDED), RECORDED)
        amounts += found.scores
        whole += float(found.weight)
    return amounts / max(whole, 1.0)
