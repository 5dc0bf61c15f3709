"""The views of concerns as every reader sees them: what is in force, and each concern with its whole history."""

from dataclasses import dataclass
from typing import Final

from catalog.queries.badge_view import Badge


@dataclass(frozen=True)
class ConcernBanner:
    """What a reader must know before anything else: the strongest effect, what it means, the conditions of use."""

    badge: Badge
    meaning: str
    conditions: tuple[str, ...]


@dataclass(frozen=True)
class StepView:
    """One thing that happened to a concern, in words.

    `who` is a role, with the account's name for those who may see it. `verdict` and `means` are filled for verdicts,
    `source` for provider's statements; `interest` is what was declared, or "".
    """

    number: int
    date: str
    what: str
    who: str
    text: str
    is_reply: bool = False
    verdict: str = ""
    means: str = ""
    conditions: tuple[str, ...] = ()
    review_on: str = ""
    source: str = ""
    interest: str = ""


@dataclass(frozen=True)
class ConcernView:
    """A concern as the panel shows it. `gravity` has (name, degree in words) of the four variables.

    `about` says of which tool it was raised, where that is not the one whose page this is, or "".
    """

    id: int
    title: str
    badges: tuple[Badge, ...]
    state: str
    raised: str
    severity: str
    statement: str
    affected: str
    rights: tuple[str, ...]
    gravity: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    steps: tuple[StepView, ...]
    about: str = ""

    @property
    def replies(self) -> tuple[StepView, ...]:
        """What curators and the provider said to it, in order."""
        return tuple(step for step in self.steps if step.is_reply)


@dataclass(frozen=True)
class ConcernPart:
    """All that is known of concerns about one subject: `banner` is None while none of them has an effect.

    `kind` and `slug` name the subject; `may_raise` and `may_report` tell what this reader can do about it.
    """

    banner: ConcernBanner | None = None
    concerns: tuple[ConcernView, ...] = ()
    kind: str = ""
    slug: str = ""
    may_raise: bool = False
    may_report: bool = False


NO_CONCERNS: Final = ConcernPart()
"""What a subject has that nobody raised a concern about."""
