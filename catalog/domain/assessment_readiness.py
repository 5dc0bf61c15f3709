"""The arithmetic of an agency's readiness: a profile of dimensions, from 0 to 4, and the gaps with what they ask for.

Ours. What is not known counts as level 0, so that it never raises a maturity.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from catalog.domain.assessment_answers import Filled, PlanValue
from catalog.domain.assessment_asking import Setting, is_gap, sections_asked
from catalog.domain.assessment_instrument import LEVELS, Instrument, Question

TENTHS: Final = 10
TOP: Final = LEVELS - 1

LEVEL_WORDS: Final = (
    "not begun",
    "first steps",
    "laid down",
    "in daily use",
    "checked and improved",
)
"""What the levels 0 to 4 are called."""

MUST_BELOW: Final = 2
"""Below this level a gap must be closed before AI is used; at it, it should be."""


@dataclass(frozen=True)
class Dimension:
    """One dimension. `tenths` is the mean level in tenths, rounded down; `at_best` if all unknowns were level 4.

    `weakest` is the lowest level in it.
    """

    id: str
    title: str
    levels: tuple[tuple[str, int | None], ...]
    tenths: int
    at_best: int
    weakest: int

    @property
    def unresolved(self) -> int:
        """How many answers are not known."""
        return sum(level is None for _, level in self.levels)

    @property
    def word(self) -> str:
        """The word for the level that the mean reaches in full."""
        return LEVEL_WORDS[self.tenths // TENTHS]


@dataclass(frozen=True)
class Gap:
    """A question below the target level, what its closing asks for, and what was planned."""

    question: Question
    level: int | None
    urgency: str
    plan: PlanValue | None


@dataclass(frozen=True)
class ReadinessResult:
    """The profile by dimension and by core principle, and the gaps, the most urgent first."""

    dimensions: tuple[Dimension, ...]
    principles: tuple[Dimension, ...]
    gaps: tuple[Gap, ...]


def readiness(instrument: Instrument, setting: Setting, said: Filled) -> ReadinessResult:
    """Return the profile of an agency and its gaps."""
    parts = sections_asked(instrument, setting, said)
    questions = [question for _, items in parts for question in items]
    gaps = [_gap(question, said) for question in questions if is_gap(said.answer(question.id))]
    return ReadinessResult(
        tuple(dimension(section.id, section.title, items, said) for section, items in parts),
        tuple(
            dimension(core, core, [q for q in questions if q.core == core], said)
            for core in instrument.cores()
        ),
        tuple(sorted(gaps, key=lambda gap: -1 if gap.level is None else gap.level)),
    )


def dimension(name: str, title: str, questions: Sequence[Question], said: Filled) -> Dimension:
    """Return the level of a group of questions; without any it is 0."""
    levels = tuple((question.id, level_of(said.answer(question.id))) for question in questions)
    known = [level or 0 for _, level in levels]
    best = [TOP if level is None else level for _, level in levels]
    count = max(1, len(levels))
    return Dimension(
        name,
        title,
        levels,
        TENTHS * sum(known) // count,
        TENTHS * sum(best) // count,
        min(known, default=0),
    )


def level_of(answer: str) -> int | None:
    """Return the level of an answer, None where it is not known or not given."""
    return int(answer) if answer.isdigit() else None


def _gap(question: Question, said: Filled) -> Gap:
    level = level_of(said.answer(question.id))
    urgency = "find out" if level is None else "must" if level < MUST_BELOW else "should"
    return Gap(question, level, urgency, said.plans.get(question.id))
