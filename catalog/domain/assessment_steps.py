"""Who takes part in an assessment over time, who owns it, and how an unfinished one is withdrawn.

Nothing is taken away: each change is a step, and who takes part now is worked out from the admissions and the steps.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from catalog.domain.errors import Conflict, NotAllowed


class Part(StrEnum):
    """What somebody has to do with an assessment."""

    CONTRIBUTOR = "contributor"
    READER = "reader"


@dataclass(frozen=True)
class Member:
    """Somebody who may see an assessment, and who let them."""

    account: str
    part: Part
    given_by: str
    at: str


class StepKind(StrEnum):
    """What changed about the people of an assessment; `withdrawn` ends it."""

    HANDED_OVER = "handed-over"
    LEFT = "left"
    READMITTED = "readmitted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Step:
    """One step: about whom, by whom (`account`), when. `part` is that of somebody readmitted; `reason` of a withdrawal."""

    number: int
    kind: StepKind
    about: str
    part: str
    reason: str
    account: str
    at: str


def present(admitted: Sequence[Member], steps: Sequence[Step]) -> tuple[Member, ...]:
    """Return who takes part now, in the order of admission."""
    found = {member.account: member for member in admitted}
    for step in steps:
        if step.kind is StepKind.LEFT:
            found.pop(step.about, None)
        elif step.kind is StepKind.READMITTED:
            found[step.about] = Member(step.about, Part(step.part), step.account, step.at)
    return tuple(found.values())


def owner_of(started_by: str, steps: Sequence[Step]) -> str:
    """Return the account that owns an assessment: who began it, or to whom it was handed over last."""
    heirs = [step.about for step in steps if step.kind is StepKind.HANDED_OVER]
    return heirs[-1] if heirs else started_by


def require_owner(owner: str, account: str) -> None:
    """Let only the owner hand an assessment over or withdraw it.

    Raises:
        NotAllowed: it is somebody else's.
    """
    if owner != account:
        raise NotAllowed(f"Only its owner does this. Ask {owner}.")


def require_leavable(owner: str, account: str) -> None:
    """Let everybody leave but the owner.

    Raises:
        Conflict: it is the owner, and an assessment has one at all times.
    """
    if owner == account:
        raise Conflict(
            "You own this assessment. Hand it over to another contributor first; then you can leave it."
        )


def require_unsigned(*, signed: bool) -> None:
    """Let an unfinished assessment be withdrawn.

    Raises:
        Conflict: somebody answers for it by signature.
    """
    if signed:
        raise Conflict(
            "This assessment is signed and cannot be withdrawn. Start a new version as a copy, and have that signed."
        )
