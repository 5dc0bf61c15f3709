"""Reads of the audit trail: whether it is whole, and its events in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from catalog.domain.anchors import Anchor
from catalog.domain.events import Event, EventTag, JsonValue
from catalog.domain.people import Actor, Permission
from catalog.store import Store
from catalog.store.verifying import Verification

TAG_WORDS: Final[dict[EventTag, str]] = {
    EventTag.ACCOUNT_ADDED: "account added",
    EventTag.ACCOUNT_CHANGED: "account changed",
    EventTag.ACTION_REFUSED: "act refused",
    EventTag.ASSESSMENT_DISSENTED: "dissent from an assessment",
    EventTag.ASSESSMENT_HANDED_OVER: "assessment handed over",
    EventTag.ASSESSMENT_LEFT: "assessment left",
    EventTag.ASSESSMENT_READMITTED: "let into an assessment again",
    EventTag.ASSESSMENT_SAVED: "assessment saved",
    EventTag.ASSESSMENT_SHARED: "assessment shared",
    EventTag.ASSESSMENT_SIGNED: "assessment signed off",
    EventTag.ASSESSMENT_STARTED: "assessment started",
    EventTag.ASSESSMENT_WITHDRAWN: "assessment withdrawn",
    EventTag.AUDIT_ANCHORED: "audit trail anchored",
    EventTag.AUDIT_READ: "audit trail read",
    EventTag.BACKUP_MADE: "backup made",
    EventTag.BACKUP_RESTORED: "backup restored",
    EventTag.BATCH_IMPORTED: "import made",
    EventTag.BATCH_UNDONE: "import undone",
    EventTag.CATALOGUE_LOADED: "curated files loaded",
    EventTag.CHECK_ASSIGNED: "second look assigned",
    EventTag.CHECK_CONFIRMED: "found still true",
    EventTag.CONCERN_RAISED: "concern raised",
    EventTag.CONCERN_BORNE: "concerns that bear on a tool",
    EventTag.CONCERN_STEPPED: "step in a concern",
    EventTag.DRAFT_DISCARDED: "draft discarded",
    EventTag.DRAFT_OPENED: "draft opened",
    EventTag.DRAFT_SAVED: "draft saved",
    EventTag.LINKS_CHECKED: "links checked",
    EventTag.PASSWORD_CHANGED: "password changed",
    EventTag.PROFILE_OVERRIDDEN: "profile overridden",
    EventTag.PROFILE_REMOVED: "profile removed",
    EventTag.PROFILE_SAVED: "profile saved",
    EventTag.RECORD_MERGED: "record merged",
    EventTag.RECORD_PUBLISHED: "record published",
    EventTag.RECORD_RESTORED: "record restored",
    EventTag.RECORD_RETIRED: "record retired",
    EventTag.RECORD_SUSPENDED: "record suspended",
    EventTag.REPORT_ANSWERED: "report answered",
    EventTag.REPORT_MADE: "report made",
    EventTag.SECOND_FACTOR_SET: "second factor set up",
    EventTag.SESSION_ENDED: "session ended",
    EventTag.SESSION_STARTED: "signed in",
    EventTag.SIGN_IN_FAILED: "sign-in failed",
    EventTag.SUBMISSION_DECIDED: "decision made",
    EventTag.SUBMISSION_MADE: "submission made",
    EventTag.SUBMISSION_TAKEN: "submission taken up",
    EventTag.SUBMISSION_WITHDRAWN: "submission withdrawn",
}
"""What the kinds of act are called on pages; a test holds that none lacks its words."""


@dataclass(frozen=True)
class AuditRow:
    """An event as a person reads it: `facts` are (name, value) of its detail, `act` is its kind in words."""

    seq: int
    at: str
    actor: str
    act: str
    subject: str
    facts: tuple[tuple[str, str], ...]


def audit_rows(events: Iterable[Event]) -> tuple[AuditRow, ...]:
    """Return events in words."""
    return tuple(
        AuditRow(
            event.seq,
            event.at[:19].replace("T", " "),
            event.actor,
            TAG_WORDS[event.tag],
            event.subject,
            tuple((name.replace("_", " "), _spelled(value)) for name, value in event.detail.items()),
        )
        for event in events
    )


def _spelled(value: JsonValue) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name.replace('_', ' ')}: {_spelled(item)}" for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(_spelled, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def verify_audit(store: Store, actor: Actor, anchors: Sequence[Anchor]) -> Verification:
    """Return whether the audit trail is whole, with the first break if it is not.

    Raises:
        NotAllowed: the actor may not read the audit trail.
        Unavailable: the database cannot be read.
    """
    actor.require(Permission.AUDIT_READ)
    with store.reading() as reader:
        return reader.verify(anchors)
