"""Events: the links of the audit chain. Each holds the hash of the one before."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

JsonValue = str | int | bool | None | list["JsonValue"] | dict[str, "JsonValue"]

GENESIS: Final = "0" * 64
"""What the first event names as the hash before it."""

_DOMAIN: Final = b"safer-tools-catalog/event/v1"


class EventTag(StrEnum):
    """What happened, written `noun:participle`, in alphabetical order; a retired tag stays as a comment."""

    ACCOUNT_ADDED = "account:added"
    ACCOUNT_CHANGED = "account:changed"
    ACTION_REFUSED = "action:refused"
    AUDIT_ANCHORED = "audit:anchored"
    AUDIT_READ = "audit:read"
    BACKUP_MADE = "backup:made"
    BACKUP_RESTORED = "backup:restored"
    BATCH_IMPORTED = "batch:imported"
    BATCH_UNDONE = "batch:undone"
    CATALOGUE_LOADED = "catalogue:loaded"
    CHECK_ASSIGNED = "check:assigned"
    CHECK_CONFIRMED = "check:confirmed"
    DRAFT_DISCARDED = "draft:discarded"
    DRAFT_OPENED = "draft:opened"
    DRAFT_SAVED = "draft:saved"
    LINKS_CHECKED = "links:checked"
    PASSWORD_CHANGED = "password:changed"  # noqa: S105  # the name of an event
    RECORD_MERGED = "record:merged"
    RECORD_PUBLISHED = "record:published"
    RECORD_RESTORED = "record:restored"
    RECORD_RETIRED = "record:retired"
    RECORD_SUSPENDED = "record:suspended"
    SECOND_FACTOR_SET = "second-factor:set"
    SESSION_ENDED = "session:ended"
    SESSION_STARTED = "session:started"
    SIGN_IN_FAILED = "sign-in:failed"
    SUBMISSION_DECIDED = "submission:decided"
    SUBMISSION_MADE = "submission:made"
    SUBMISSION_TAKEN = "submission:taken"
    SUBMISSION_WITHDRAWN = "submission:withdrawn"


@dataclass(frozen=True)
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
    body = json.dumps(
        [seq, at, actor, tag, subject, group, detail],
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(b"\x00".join((_DOMAIN, previous.encode(), body.encode("utf-8")))).hexdigest()


def first_break(events: Iterable[Event]) -> tuple[int, str] | None:
    """Return (seq, what is wrong) of the first event that does not fit the chain, or None when all fit.

    The events come in the order in which they are stored. A cut tail cannot be seen from the chain alone.
    """
    previous, expected = GENESIS, 1
    for event in events:
        if event.seq != expected:
            return expected, f"event {expected} is missing; event {event.seq} stands in its place"
        if event.previous != previous:
            return event.seq, "it does not name the hash of the event before it"
        fields = (event.seq, event.at, event.actor, event.tag, event.subject, event.group, event.detail)
        if event_hash(previous, *fields) != event.hash:
            return event.seq, "its content was changed after it was written"
        previous, expected = event.hash, expected + 1
    return None
