"""Events: the links of the audit chain, each with the hash of the one before, and the first that does not fit."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

JsonValue = str | int | bool | None | list["JsonValue"] | dict[str, "JsonValue"]

GENESIS: Final = "0" * 64
"""What the first event names as the hash before it."""

_DOMAIN: Final = b"safer-tools-catalog/event/v1"
_spell: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


class EventTag(StrEnum):
    """What happened, written `noun:participle`, in alphabetical order; a retired tag stays as a comment."""

    ACCOUNT_ADDED = "account:added"
    ACCOUNT_CHANGED = "account:changed"
    ACTION_REFUSED = "action:refused"
    ASSESSMENT_DISSENTED = "assessment:dissented"
    ASSESSMENT_HANDED_OVER = "assessment:handed-over"
    ASSESSMENT_LEFT = "assessment:left"
    ASSESSMENT_READMITTED = "assessment:readmitted"
    ASSESSMENT_SAVED = "assessment:saved"
    ASSESSMENT_SHARED = "assessment:shared"
    ASSESSMENT_SIGNED = "assessment:signed"
    ASSESSMENT_STARTED = "assessment:started"
    ASSESSMENT_WITHDRAWN = "assessment:withdrawn"
    AUDIT_ANCHORED = "audit:anchored"
    AUDIT_READ = "audit:read"
    BACKUP_MADE = "backup:made"
    BACKUP_RESTORED = "backup:restored"
    BATCH_IMPORTED = "batch:imported"
    BATCH_UNDONE = "batch:undone"
    CATALOGUE_LOADED = "catalogue:loaded"
    CHECK_ASSIGNED = "check:assigned"
    CHECK_CONFIRMED = "check:confirmed"
    CONCERN_BORNE = "concern:borne"
    CONCERN_RAISED = "concern:raised"
    CONCERN_STEPPED = "concern:stepped"
    DRAFT_DISCARDED = "draft:discarded"
    DRAFT_OPENED = "draft:opened"
    DRAFT_SAVED = "draft:saved"
    LINKS_CHECKED = "links:checked"
    PASSWORD_CHANGED = "password:changed"  # noqa: S105  # the name of an event
    PROFILE_OVERRIDDEN = "profile:overridden"
    PROFILE_REMOVED = "profile:removed"
    PROFILE_SAVED = "profile:saved"
    RECORD_MERGED = "record:merged"
    RECORD_PUBLISHED = "record:published"
    RECORD_RESTORED = "record:restored"
    RECORD_RETIRED = "record:retired"
    RECORD_SUSPENDED = "record:suspended"
    REPORT_ANSWERED = "report:answered"
    REPORT_MADE = "report:made"
    SECOND_FACTOR_SET = "second-factor:set"
    SESSION_ENDED = "session:ended"
    SESSION_STARTED = "session:started"
    SIGN_IN_FAILED = "sign-in:failed"
    SUBMISSION_DECIDED = "submission:decided"
    SUBMISSION_MADE = "submission:made"
    SUBMISSION_TAKEN = "submission:taken"
    SUBMISSION_WITHDRAWN = "submission:withdrawn"


@dataclass(frozen=True, slots=True)
class Event:
    """One link. `seq` counts from 1 without gaps; `at` is ISO 8601 in UTC and is information, not order.

    `group` is one id for all events of one act. `detail` holds only strings, integers, booleans, null,
    lists and objects: floats have no single spelling.
    """

    seq: int
    at: str
    actor: str
    tag: EventTag
    subject: str
    group: str
    detail: dict[str, JsonValue]
    previous: str
    hash: str


def detail_text(detail: dict[str, JsonValue]) -> str:
    """Return the one spelling of an event's detail: sorted keys, no spaces, non-ASCII kept."""
    return _spell(detail)


def event_hash(
    previous: str,
    seq: int,
    at: str,
    actor: str,
    tag: str,
    subject: str,
    group: str,
    detail: dict[str, JsonValue],
) -> str:
    """Return the SHA-256 that binds an event to its content and to the event before it."""
    body = _spell([seq, at, actor, tag, subject, group, detail])
    return hashlib.sha256(b"\x00".join((_DOMAIN, previous.encode(), body.encode("utf-8")))).hexdigest()


class BreakKind(StrEnum):
    """What was done to the chain, as far as the stored events and the anchors show."""

    ANCHORS = "anchors damaged"
    CHANGED = "changed"
    DELETED = "deleted"
    INCONSISTENT = "inconsistent"
    INSERTED = "inserted"
    REORDERED = "reordered"
    REWRITTEN = "rewritten"
    TRUNCATED = "truncated"


@dataclass(frozen=True)
class Break:
    """The first bad event, what was done, and the sentence that says so. `seq` is 0 where no event is to blame."""

    seq: int
    kind: BreakKind
    text: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A stored row that no longer reads as an event."""

    seq: int


_WINDOW: Final = 10_000
"""How far from its place an event is looked for when its number does not fit."""


def first_break(events: Iterable[Event | Unreadable]) -> Break | None:
    """Return the first event that does not fit the chain, or None when all fit.

    The events come in the order in which they are stored. A cut end and a chain that was written anew as a whole
    cannot be seen from the chain alone: `catalog.domain.anchors` finds them.
    """
    previous, expected, rows = GENESIS, 1, iter(events)
    before = {GENESIS: 0}
    for event in rows:
        if event.seq != expected:
            return _gap(event, expected, previous, rows)
        if isinstance(event, Unreadable):
            return Break(event.seq, BreakKind.CHANGED, f"event {event.seq} cannot be read as it was written")
        if event.previous != previous:
            return _foreign(event, before, rows)
        if _hash(event) != event.hash:
            return _changed(event.seq)
        previous, expected = event.hash, expected + 1
        before[previous] = event.seq
    return None


def _hash(event: Event, seq: int = 0) -> str:
    return event_hash(
        event.previous, seq or event.seq, event.at, event.actor, event.tag, event.subject, event.group, event.detail
    )  # fmt: skip


def _changed(seq: int) -> Break:
    return Break(seq, BreakKind.CHANGED, f"the content of event {seq} was changed after it was written")


def _gap(
    event: Event | Unreadable, expected: int, previous: str, rest: Iterator[Event | Unreadable]
) -> Break:
    if event.seq < expected:
        return Break(event.seq, BreakKind.INSERTED, f"event {event.seq} stands there twice")
    following = (row for row in (event, *rest) if isinstance(row, Event))
    if any(row.previous == previous and _hash(row, expected) == row.hash for row in following):
        return Break(expected, BreakKind.REORDERED, f"event {expected} was moved to another place")
    text = f"event {expected} is missing; event {event.seq} stands in its place"
    return Break(expected, BreakKind.DELETED, text)


def _foreign(event: Event, before: Mapping[str, int], rest: Iterator[Event | Unreadable]) -> Break:
    """Tell why an event names another hash than that of the event before it."""
    number = _number_when_written(event)
    if number is None:
        return _changed(event.seq)
    after = {row.hash for row in rest if isinstance(row, Event)}
    if event.previous in after:
        return Break(
            event.seq, BreakKind.REORDERED, f"event {number} stands in the place of event {event.seq}"
        )
    if event.hash in before:
        text = f"event {event.seq} repeats event {before[event.hash]}"
        return Break(event.seq, BreakKind.INSERTED, text)
    if event.previous in before:
        seq = before[event.previous] + 1
        return Break(
            seq, BreakKind.INSERTED, f"event {seq} was put in after event {seq - 1} was followed by another"
        )
    if number > event.seq:
        text = f"event {event.seq} is missing; what was event {number} stands in its place"
        return Break(event.seq, BreakKind.DELETED, text)
    return Break(
        max(1, event.seq - 1),
        BreakKind.CHANGED,
        f"event {max(1, event.seq - 1)} was replaced; the event after it still names what stood there",
    )


def _number_when_written(event: Event) -> int | None:
    near = range(max(1, event.seq - _WINDOW), event.seq + _WINDOW)
    return next((seq for seq in (event.seq, *near) if _hash(event, seq) == event.hash), None)
