"""What concerns show on a card and at the head of a page: a badge for each state, and the banner of the strongest."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from catalog.domain.concern_states import OPEN, ShownState, conditions_of, states_of
from catalog.domain.concerns import Concern, Effect, strongest
from catalog.domain.content import RecordKind
from catalog.queries.badge_view import Badge
from catalog.queries.shown_concern_views import ConcernBanner

_BADGES: Final[Mapping[ShownState, Badge]] = {
    ShownState.SUSPENDED: Badge(
        "stop",
        "Suspended",
        "stop",
        "A concern about people's rights keeps this tool out of sight for investigators.",
    ),
    ShownState.CONDITIONS: Badge(
        "rules",
        "Conditions of use",
        "caution",
        "Reviewers upheld a concern about people's rights and set conditions of use.",
    ),
    ShownState.WARNING: Badge(
        "alert",
        "Reviewers' warning",
        "stop",
        "Reviewers warn of this because of a concern about people's rights.",
    ),
    ShownState.EXAMINED: Badge(
        "clock",
        "Concern under examination",
        "neutral",
        "A reviewer raised a concern about people's rights, which is being examined.",
    ),
}

SUSPENDED_BADGE: Final = Badge(
    "stop", "Suspended: not shown to investigators", "stop", "Only curators and reviewers see this tool now."
)
"""What a suspended tool is marked with where an editor finds it, whoever suspended it."""

_SUBJECTS: Final = {
    RecordKind.TOOL: "this tool",
    RecordKind.CAPABILITY: "this kind of tool",
    RecordKind.CASE: "this case",
}


def marked_suspended(badges: Iterable[Badge]) -> tuple[Badge, ...]:
    """Return the badges of a tool with the marking of a suspended one in front, which says what "Suspended" says."""
    return SUSPENDED_BADGE, *(badge for badge in badges if badge != _BADGES[ShownState.SUSPENDED])


def concern_badges(concerns: Sequence[Concern]) -> tuple[Badge, ...]:
    """Return a badge for each state of concern, the strongest first; none where no concern is in force."""
    return tuple(_BADGES[state] for state in states_of(concerns) if state in _BADGES)


def banner_of(concerns: Sequence[Concern]) -> ConcernBanner | None:
    """Return what stands at the head of a page about the subject of these concerns, or None without an effect."""
    effect = strongest(concerns)
    if effect is Effect.NONE:
        return None
    first = next(concern for concern in concerns if concern.effect is effect)
    badge = concern_badges((first,))[0]
    return ConcernBanner(badge, _meaning(first, effect), conditions_of(concerns))


def _meaning(concern: Concern, effect: Effect) -> str:
    subject = _SUBJECTS[concern.kind]
    undecided = concern.state in OPEN
    match effect:
        case Effect.SUSPENSION if undecided:
            return "A severe concern about people's rights is being examined. Investigators do not see this tool until the verdict."
        case Effect.SUSPENSION:
            return "Reviewers upheld a concern about people's rights. Investigators do not see this tool."
        case Effect.CONDITIONS:
            return f"Reviewers upheld a concern about people's rights. Use {subject} only under the conditions listed here."
        case Effect.WARNING if undecided and concern.verdict is None:
            return f"A severe concern about people's rights is being examined. Until the verdict, treat {subject} with caution."
        case Effect.WARNING:
            return f"Reviewers upheld a concern about people's rights. Read it before you decide about {subject}."
    return f"A reviewer raised a concern about people's rights and {subject}. It is being examined; nothing is decided yet."
