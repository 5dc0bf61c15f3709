"""A tool's life: drafts, submissions and decisions, and the rules that no door can go around.

draft → submitted → in review → published; from review also: changes requested → submitted again, or rejected.
A decision binds to one revision by its SHA-256. Nobody decides on a revision to which they contributed since the
last published one; a first publication, and any change of ethics or compliance content, needs a curator and a
reviewer besides the contributors (design: "A tool's life").
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from catalog.domain.errors import Conflict, Invalid, NotAllowed
from catalog.domain.people import Actor, Permission, Role
from catalog.domain.text import holds_forbidden
from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED


class Act(StrEnum):
    """What a submission asks for."""

    MERGE = "merge"
    PUBLISH = "publish"
    RESTORE = "restore"
    RETIRE = "retire"


class DraftState(StrEnum):
    """Where a draft stands. Only an open one can be edited."""

    DISCARDED = "discarded"
    DONE = "done"
    OPEN = "open"
    SUBMITTED = "submitted"


class SubmissionState(StrEnum):
    """Where a submission stands; the last four are ends."""

    SUBMITTED = "submitted"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes-requested"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class RecordState(StrEnum):
    """Where a record stands that was published at least once."""

    PUBLISHED = "published"
    RETIRED = "retired"
    SUSPENDED = "suspended"


class Outcome(StrEnum):
    """What a decider decides."""

    APPROVE = "approve"
    REJECT = "reject"
    REQUEST_CHANGES = "request-changes"


UNDECIDED: Final = frozenset({SubmissionState.SUBMITTED, SubmissionState.IN_REVIEW})
"""A submission in one of these can be taken, decided or withdrawn."""

ACTS_FROM: Final[Mapping[Act, frozenset[RecordState | None]]] = {
    Act.PUBLISH: frozenset({None, RecordState.PUBLISHED, RecordState.SUSPENDED}),
    Act.RETIRE: frozenset({RecordState.PUBLISHED, RecordState.SUSPENDED}),
    Act.RESTORE: frozenset({RecordState.RETIRED, RecordState.SUSPENDED}),
    Act.MERGE: frozenset({RecordState.PUBLISHED, RecordState.SUSPENDED}),
}
"""The states of a record (None: never published) in which each act can be asked for and carried out."""

SENSITIVE_FIELDS: Final = (
    "annotations",
    "nothing_found",
    "limitations",
    "listing",
    "biometric",
    "personal_data",
    "children_data",
    "capabilities",
)
"""Ethics and compliance content of a tool: a change here needs a reviewer as well."""

_EITHER: Final = frozenset({Role.CURATOR, Role.REVIEWER})
_BOTH: Final = (frozenset({Role.CURATOR}), frozenset({Role.REVIEWER}))


@dataclass(frozen=True)
class Answer:
    """The answer to one question of the vetting checklist: yes, no or not applicable, with a note."""

    item: str
    answer: str
    note: str = ""


@dataclass(frozen=True)
class Decision:
    """What one person decided on one revision. `sha256` is the revision's; `interest` declares conflicts of interest."""

    by: str
    role: Role
    outcome: Outcome
    sha256: str
    comment: str
    interest: str
    at: str = ""
    checklist: tuple[Answer, ...] = ()
    field_comments: Mapping[str, str] | None = None


def decision_seal(decision: Decision) -> str:
    """Return the SHA-256 of what a decision says beyond its outcome; its event carries it."""
    answers = [[answer.item, answer.answer, answer.note] for answer in decision.checklist]
    said = [decision.role, decision.comment, decision.interest, answers, dict(decision.field_comments or {})]
    spelled = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(spelled.encode("utf-8")).hexdigest()


def sensitive_change(before: Tool | None, after: Tool) -> bool:
    """Tell whether a revision changes ethics or compliance content; a first one always does."""
    if before is None:
        return True
    return any(getattr(before, name) != getattr(after, name) for name in SENSITIVE_FIELDS)


def approvals_needed(act: Act, *, sensitive: bool) -> tuple[frozenset[Role], ...]:
    """Return which approvals publish: one role out of each set, each by another person."""
    if act is Act.PUBLISH and not sensitive:
        return (_EITHER,)
    return _BOTH


def approvals_missing(
    needed: Sequence[frozenset[Role]], decisions: Iterable[Decision]
) -> tuple[frozenset[Role], ...]:
    """Return the approvals that are still to be given, of all that are needed."""
    missing = list(needed)
    for decision in decisions:
        if decision.outcome is Outcome.APPROVE:
            match = next((roles for roles in missing if decision.role in roles), None)
            if match is not None:
                missing.remove(match)
    return tuple(missing)


def require_decider(
    actor: Actor,
    contributors: Collection[str],
    decisions: Sequence[Decision],
    needed: Sequence[frozenset[Role]],
    outcome: Outcome,
) -> None:
    """Let somebody decide who did not write, did not decide before, and whose role is still asked for.

    Raises:
        NotAllowed: the rule that stands against it, in a sentence.
    """
    actor.require(Permission.SUBMISSION_DECIDE)
    if actor.name in contributors:
        raise NotAllowed(
            "You wrote part of this revision; somebody else has to decide on it. What is missing is the approval of "
            f"{in_words(approvals_missing(needed, decisions), beside=actor.role)}."
        )
    if any(decision.by == actor.name for decision in decisions):
        raise NotAllowed("You have decided on this revision already; the next decision is another person's.")
    if outcome is Outcome.APPROVE and not any(
        actor.role in roles for roles in approvals_missing(needed, decisions)
    ):
        raise NotAllowed(
            f"A {actor.role} has approved this already; what is missing is the approval of "
            f"{in_words(approvals_missing(needed, decisions))}."
        )


def in_words(missing: Sequence[frozenset[Role]], beside: Role | None = None) -> str:
    """Return which approvals are missing: "a curator and another reviewer", or ""; `beside` is a role that wrote."""
    return " and ".join(
        f"{'another' if beside in roles else 'a'} {' or '.join(sorted(roles))}" for roles in missing
    )


def state_after(needed: Sequence[frozenset[Role]], decisions: Sequence[Decision]) -> SubmissionState:
    """Return where a submission stands after these decisions; one refusal ends it."""
    last = decisions[-1].outcome if decisions else None
    if last is Outcome.REJECT:
        return SubmissionState.REJECTED
    if last is Outcome.REQUEST_CHANGES:
        return SubmissionState.CHANGES_REQUESTED
    if last is Outcome.APPROVE and not approvals_missing(needed, decisions):
        return SubmissionState.APPROVED
    return SubmissionState.IN_REVIEW if decisions else SubmissionState.SUBMITTED


def require_undecided(state: SubmissionState) -> None:
    """Let something be done about a submission only while it is open.

    Raises:
        Conflict: it was settled or withdrawn meanwhile.
    """
    if state not in UNDECIDED:
        raise Conflict(f"This submission is {state.replace('-', ' ')} already; nothing was changed.")


def require_act(act: Act, state: RecordState | None) -> None:
    """Let an act be asked for or carried out only from the states where it makes sense.

    Raises:
        Conflict: the record is in another state by now.
    """
    if state not in ACTS_FROM[act]:
        standing = "not published" if state is None else state
        raise Conflict(f"The record is {standing}, so it cannot be brought to {act}; nothing was changed.")


def require_same_revision(decided: str, submitted: str) -> None:
    """Let a decision bind only to the revision that the decider saw.

    Raises:
        Conflict: the text under review is another one.
    """
    if decided != submitted:
        raise Conflict("The text under review is not the one you decided on. Read it again, then decide.")


def require_reason(text: str, what: str, *, least: int = 10) -> str:
    """Return the stripped text if it says something.

    Raises:
        Invalid: it is shorter than `least` characters, or holds a character that texts do not hold.
    """
    stripped = require_plain(text, what).strip()
    if len(stripped) < least:
        raise Invalid(f"{what} is missing or too short; write at least {least} characters.")
    return stripped


def require_plain(text: str, what: str) -> str:
    """Return what somebody wrote freely, its lines ended alike; it is held to the same characters as a record.

    Raises:
        Invalid: it holds a control character (which no feed may carry) or one that reorders the text around it.
    """
    lines = text.replace("\r\n", "\n")
    if holds_forbidden(lines):
        raise Invalid(f"{what} holds a control or direction-changing character; retype the text.")
    return lines


class Risk(StrEnum):
    """How carefully and how often a tool is looked at."""

    HIGH = "high"
    ORDINARY = "ordinary"
    PROTOTYPE = "prototype"


CHECK_EVERY_DAYS: Final[Mapping[Risk, int]] = {Risk.HIGH: 90, Risk.ORDINARY: 180, Risk.PROTOTYPE: 365}
"""After so many days a tool's facts are due for another look."""

_GRAVE: Final = frozenset({"concern", "incident", "ruling"})


def risk_of(tool: Tool) -> Risk:
    """Return a tool's risk: biometric (or not known), warned of, or with a grave annotation is high."""
    if (
        tool.biometric is True
        or tool.biometric == NOT_STATED
        or tool.listing.status in ("caution", "cautionary")
    ):
        return Risk.HIGH
    if any(item.kind in _GRAVE for item in tool.annotations):
        return Risk.HIGH
    return Risk.PROTOTYPE if tool.maturity == "research" else Risk.ORDINARY
