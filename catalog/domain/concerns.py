"""A concern's life: raised → under examination → verdict; an appeal can reopen it. Nothing is edited or deleted.

A concern is a fixed statement and a growing list of steps; where it stands, and what it does to its tool, is worked
out from them and stored nowhere else, so that nothing can soften it but a further step with a name and a reason.
Raiser and decider are different people, nobody who curated the tool decides, and after an appeal somebody decides
who has not decided before (design: "A concern's life"). A severe concern about a tool suspends it at once, until
the verdict.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Final

from catalog.domain.content import RecordKind
from catalog.domain.people import Role
from catalog.domain.severity import Gravity, Severity, severity_of

SUBJECTS: Final = (RecordKind.TOOL, RecordKind.CAPABILITY, RecordKind.CASE)
"""What a concern can be about. Only a tool can be suspended; elsewhere it warns."""


class StepKind(StrEnum):
    """What can happen to a concern after it was raised."""

    TAKEN_UP = "taken-up"
    REPLY_ASKED = "reply-asked"
    REPLY = "reply"
    STATEMENT = "statement"  # of a provider, entered with its source and the declared interest
    VERDICT = "verdict"
    APPEAL = "appeal"
    APPEAL_DECLINED = "appeal-declined"
    REOPENED = "reopened"


class ConcernState(StrEnum):
    """Where a concern stands."""

    RAISED = "raised"
    EXAMINED = "under examination"
    WAITING = "waiting for a reply"
    DECIDED = "decided"
    APPEALED = "appealed"


class Verdict(StrEnum):
    """What a reviewer found."""

    UPHELD = "upheld"
    CONDITIONS = "upheld with conditions"
    NOT_UPHELD = "not upheld"


class Effect(IntEnum):
    """What a concern does to what investigators see; the higher, the stronger, and the strongest of all counts."""

    NONE = 0
    NOTICE = 1  # it is being examined
    WARNING = 2
    CONDITIONS = 3
    SUSPENSION = 4

    @property
    def label(self) -> str:
        """The word for it."""
        return self.name.lower()


@dataclass(frozen=True)
class Step:
    """One thing that happened. `by` is an account; times are ISO 8601 in UTC.

    A verdict has `verdict`, `effect` and, where it says so, `conditions` and `review_on` (a date). A provider's
    statement has `source` (a web address) and `interest`; a verdict has the decider's `interest`.
    """

    kind: StepKind
    by: str
    role: Role
    at: str
    text: str
    verdict: Verdict | None = None
    effect: Effect = Effect.NONE
    conditions: tuple[str, ...] = ()
    review_on: str = ""
    source: str = ""
    interest: str = ""


@dataclass(frozen=True)
class Concern:
    """A human-rights concern about a tool, a capability or a case, with all that happened to it.

    `principles` and `rights` are ids of the vocabularies, `sources` web addresses. `report` is the number of the
    report that it was taken up from, and `reporter` its author, or None and "".
    """

    id: int
    kind: RecordKind
    slug: str
    raised_by: str
    raised_at: str
    principles: tuple[str, ...]
    rights: tuple[str, ...]
    affected: str
    statement: str
    sources: tuple[str, ...]
    gravity: Gravity
    report: int | None = None
    reporter: str = ""
    steps: tuple[Step, ...] = field(default=())

    @property
    def severity(self) -> Severity:
        """How severe it is."""
        return severity_of(self.gravity)

    @property
    def state(self) -> ConcernState:
        """Where it stands."""
        return state_after(self.steps)

    @property
    def verdict(self) -> Step | None:
        """The newest verdict, also while an appeal against it is heard."""
        return next((step for step in reversed(self.steps) if step.kind is StepKind.VERDICT), None)

    @property
    def effect(self) -> Effect:
        """What it does to what investigators see."""
        return effect_of(self)

    @property
    def conditions(self) -> tuple[str, ...]:
        """The conditions of use that hold: those of the newest verdict, also while it is reopened."""
        return self.verdict.conditions if self.verdict else ()


_AFTER: Final[Mapping[StepKind, ConcernState]] = {
    StepKind.TAKEN_UP: ConcernState.EXAMINED,
    StepKind.REPLY_ASKED: ConcernState.WAITING,
    StepKind.VERDICT: ConcernState.DECIDED,
    StepKind.APPEAL: ConcernState.APPEALED,
    StepKind.APPEAL_DECLINED: ConcernState.DECIDED,
    StepKind.REOPENED: ConcernState.EXAMINED,
}

_OPEN: Final = frozenset({ConcernState.RAISED, ConcernState.EXAMINED, ConcernState.WAITING})

MAY_FOLLOW: Final[Mapping[ConcernState, frozenset[StepKind]]] = {
    ConcernState.RAISED: frozenset({StepKind.TAKEN_UP, StepKind.REPLY, StepKind.STATEMENT}),
    ConcernState.EXAMINED: frozenset(
        {StepKind.REPLY_ASKED, StepKind.REPLY, StepKind.STATEMENT, StepKind.VERDICT}
    ),
    ConcernState.WAITING: frozenset({StepKind.REPLY, StepKind.STATEMENT, StepKind.VERDICT}),
    ConcernState.DECIDED: frozenset({StepKind.APPEAL, StepKind.STATEMENT, StepKind.REOPENED}),
    ConcernState.APPEALED: frozenset({StepKind.REOPENED, StepKind.APPEAL_DECLINED, StepKind.STATEMENT}),
}
"""What may happen in each state. A decided one is reopened on appeal, or by a reviewer when its review is due."""


def state_after(steps: Iterable[Step]) -> ConcernState:
    """Return where a concern stands after these steps."""
    state = ConcernState.RAISED
    for step in steps:
        if step.kind in (StepKind.REPLY, StepKind.STATEMENT):
            state = ConcernState.EXAMINED if state is ConcernState.WAITING else state
        else:
            state = _AFTER[step.kind]
    return state


def effect_of(concern: Concern) -> Effect:
    """Return what a concern does now.

    While it is open, a severe one about a tool suspends, any other is a notice; what an earlier verdict set up
    stays until the next one, so that a reopening never softens anything.
    """
    found = concern.verdict.effect if concern.verdict else Effect.NONE
    if concern.state not in _OPEN:
        return found
    severe = concern.severity is Severity.SEVERE
    if not severe:
        return max(found, Effect.NOTICE)
    return Effect.SUSPENSION if concern.kind is RecordKind.TOOL else max(found, Effect.WARNING)


def strongest(concerns: Iterable[Concern]) -> Effect:
    """Return the strongest effect of all concerns about one subject."""
    return max((concern.effect for concern in concerns), default=Effect.NONE)


@dataclass(frozen=True)
class Report:
    """What somebody who is signed in tells the reviewers, in three fields, and what came of it.

    `concern` is the concern that it became; `answer` is the reviewer's reason when it became none. Both are
    unset while it waits.
    """

    id: int
    kind: RecordKind
    slug: str
    by: str
    at: str
    what: str
    harm: str
    seen: str
    concern: int | None = None
    answer: str = ""
    answered_by: str = ""
    answered_at: str = ""

    @property
    def waiting(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.concern is None and not self.answer
