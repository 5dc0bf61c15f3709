"""What concerns come to for those who search: the states by which tools are found, and the conditions of use.

A tool can be in several states: one concern about it set conditions of use, another is being examined.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from catalog.domain.concerns import Concern, ConcernState, Effect


class ShownState(StrEnum):
    """A value of the facet of concerns, the strongest first. `SUSPENDED` is never in the index."""

    SUSPENDED = "suspended"
    CONDITIONS = "conditions-of-use"
    WARNING = "warning"
    EXAMINED = "under-examination"
    NONE = "none"


STATE_LABELS: Final[Mapping[ShownState, str]] = {
    ShownState.NONE: "No concern in force",
    ShownState.EXAMINED: "Under examination",
    ShownState.WARNING: "Warning",
    ShownState.CONDITIONS: "Conditions of use",
    ShownState.SUSPENDED: "Suspended",
}
"""The states in words, in the order in which they are shown beside the results."""

OPEN: Final = frozenset({ConcernState.RAISED, ConcernState.EXAMINED, ConcernState.WAITING})
"""Where a concern stands as long as nobody has decided on it, or it was reopened."""

_STATES: Final = {
    Effect.WARNING: ShownState.WARNING,
    Effect.CONDITIONS: ShownState.CONDITIONS,
    Effect.SUSPENSION: ShownState.SUSPENDED,
}


def states_of(concerns: Iterable[Concern]) -> tuple[ShownState, ...]:
    """Return every state that the concerns about one subject bring it into, the strongest first; at least one."""
    found = set()
    for concern in concerns:
        if concern.effect in _STATES:
            found.add(_STATES[concern.effect])
        if concern.state in OPEN:
            found.add(ShownState.EXAMINED)
    return tuple(state for state in ShownState if state in found) or (ShownState.NONE,)


def conditions_of(concerns: Iterable[Concern]) -> tuple[str, ...]:
    """Return the conditions of use that the concerns about one subject set, each once, in the order of concerns."""
    return tuple(dict.fromkeys(condition for concern in concerns for condition in concern.conditions))
