"""How severe an effect on people's rights is: four variables, and the table that joins them.

The variables are those of the Council of Europe's HUDERIA methodology (scale, scope, probability, reversibility);
the words of the degrees, and the table, are this catalogue's own. **Unknown counts as the worst degree**: not to
know how many are affected, or whether harm can be undone, never makes a concern lighter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Final

Degree = int | None
"""1 to 4, the worst last; None is "unknown"."""

WORST: Final = 4

DEGREES: Final[Mapping[str, tuple[str, str, tuple[str, str, str, str]]]] = {
    "scale": (
        "Scale",
        "How grave is the effect on a person?",
        (
            "an inconvenience that passes",
            "a limited interference with a right",
            "a serious interference with a right",
            "loss of liberty, of safety, or of a child's protection",
        ),
    ),
    "scope": (
        "Scope",
        "How many people can it reach?",
        (
            "single persons",
            "a small group",
            "many people",
            "whole groups of the public, or children as a group",
        ),
    ),
    "probability": (
        "Probability",
        "How likely is it in the use that is meant?",
        ("hardly thinkable", "possible", "likely", "it has happened, or happens as a rule"),
    ),
    "reversibility": (
        "Reversibility",
        "Can it be put right?",
        ("quickly and fully", "with some effort", "only in part, or late", "not at all"),
    ),
}
"""Each variable: its name, its question, and what the degrees 1 to 4 mean."""


class Severity(IntEnum):
    """How severe a concern is; the higher, the worse."""

    LOW = 1
    MODERATE = 2
    HIGH = 3
    SEVERE = 4

    @property
    def label(self) -> str:
        """The word for it."""
        return self.name.lower()


@dataclass(frozen=True)
class Gravity:
    """The four variables of one effect, each 1 to 4 or unknown (None)."""

    scale: Degree = None
    scope: Degree = None
    probability: Degree = None
    reversibility: Degree = None

    def __post_init__(self) -> None:
        for name, degree in self.degrees().items():
            if degree is not None and degree not in range(1, WORST + 1):
                raise ValueError(f"{name} is 1 to {WORST} or unknown")

    def degrees(self) -> dict[str, Degree]:
        """Return each variable with its degree."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    @property
    def unknown(self) -> tuple[str, ...]:
        """The variables that nobody knows."""
        return tuple(name for name, degree in self.degrees().items() if degree is None)


IMPACT: Final = (
    # scale + scope + reversibility (3 to 12) up to this sum, and the impact
    (4, 1),
    (6, 2),
    (8, 3),
    (12, 4),
)
"""From the sum of scale, scope and reversibility to the impact, 1 to 4."""

TABLE: Final[Mapping[int, tuple[Severity, Severity, Severity, Severity]]] = {
    1: (Severity.LOW, Severity.LOW, Severity.LOW, Severity.MODERATE),
    2: (Severity.LOW, Severity.MODERATE, Severity.MODERATE, Severity.HIGH),
    3: (Severity.MODERATE, Severity.MODERATE, Severity.HIGH, Severity.SEVERE),
    4: (Severity.MODERATE, Severity.HIGH, Severity.SEVERE, Severity.SEVERE),
}
"""From the impact (row) and the probability 1 to 4 (column) to the severity."""


def impact_of(gravity: Gravity) -> int:
    """Return the impact, 1 to 4; a scale of 4 that cannot be undone is always 4."""
    scale, scope, back = (_counted(gravity.scale), _counted(gravity.scope), _counted(gravity.reversibility))
    if scale == WORST and back >= WORST - 1:
        return WORST
    return next(impact for most, impact in IMPACT if scale + scope + back <= most)


def severity_of(gravity: Gravity) -> Severity:
    """Return the severity by `TABLE`. No unknown ever makes it lower than any known degree would."""
    return TABLE[impact_of(gravity)][_counted(gravity.probability) - 1]


def _counted(degree: Degree) -> int:
    return WORST if degree is None else degree
