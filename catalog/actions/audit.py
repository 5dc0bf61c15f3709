"""Acts on the audit trail: read it, take a copy of it, anchor it. Looking at it leaves a trace of its own."""

from dataclasses import asdict
from enum import StrEnum
from typing import Final

from catalog.actions.registry import action
from catalog.domain.anchors import Anchor
from catalog.domain.events import Event, EventTag, JsonValue
from catalog.domain.people import Actor, Permission
from catalog.exchange.audit_files import events_csv, events_json
from catalog.store import AnchorFile, EventFilter, Store
from catalog.store.anchors import anchor_of

MOST_SHOWN: Final = 500
MOST_EXPORTED: Final = 100_000


class AuditFormat(StrEnum):
    """The files in which the audit trail can be taken along."""

    CSV = "csv"
    JSON = "json"


@action(permission=Permission.AUDIT_READ, events=(EventTag.AUDIT_READ,))
def read_audit(store: Store, actor: Actor, wanted: EventFilter, limit: int = 100) -> tuple[Event, ...]:
    """Return the newest events that fit, at most `limit` (500 at the very most), and note who looked for what."""
    with store.writing(actor) as work:
        found = work.reader.newest_events(wanted, min(limit, MOST_SHOWN))
        work.record(EventTag.AUDIT_READ, "audit", {"looked_for": _looked_for(wanted), "shown": len(found)})
    return found


@action(permission=Permission.AUDIT_READ, events=(EventTag.AUDIT_READ,))
def export_audit(store: Store, actor: Actor, wanted: EventFilter, form: AuditFormat) -> bytes:
    """Return the newest events that fit as a file, at most 100,000, and note who took it along."""
    with store.writing(actor) as work:
        found = work.reader.newest_events(wanted, MOST_EXPORTED)
        detail: dict[str, JsonValue] = {
            "looked_for": _looked_for(wanted),
            "shown": len(found),
            "exported": form,
        }
        work.record(EventTag.AUDIT_READ, "audit", detail)
    return events_csv(found) if form is AuditFormat.CSV else events_json(found)


@action(permission=Permission.AUDIT_READ, events=(EventTag.AUDIT_ANCHORED,))
def anchor_audit(store: Store, actor: Actor, file: AnchorFile) -> Anchor:
    """Write down the head of the chain outside the database and return it as it was written.

    Raises:
        Unavailable: the file of anchors cannot be written.
    """
    with store.writing(actor) as work:
        anchor = anchor_of(work.record(EventTag.AUDIT_ANCHORED, "audit", {"asked_for": "by hand"}))
    file.append(anchor)
    return anchor


def _looked_for(wanted: EventFilter) -> dict[str, JsonValue]:
    said = asdict(wanted) | {"tags": list(wanted.tags)}
    return {name: value for name, value in said.items() if value}
