"""One act that changes the store: revisions, publication, events and outbox, all or nothing."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from catalog.domain.content import RecordKind
from catalog.domain.events import Event, EventTag, JsonValue
from catalog.domain.people import Actor
from catalog.domain.revision import canonical_json, content_hash
from catalog.domain.values import Record
from catalog.store import audit, tables
from catalog.store.publishing import clear, publish, table

Clock = Callable[[], datetime]

_RECORD = table(tables.RecordRow)
_REVISION = table(tables.RevisionRow)
_OUTBOX = table(tables.OutboxRow)


class UnitOfWork:
    """A transaction with an actor. All events of one unit share one group id."""

    def __init__(self, connection: Connection, actor: Actor, clock: Clock) -> None:
        self._connection = connection
        self._actor = actor
        self._at = clock().astimezone(UTC).isoformat(timespec="milliseconds")
        self._group = uuid4().hex

    def published_hashes(self) -> dict[tuple[RecordKind, str], str]:
        """Return the SHA-256 of the revision that readers see, for every published record."""
        query = (
            select(_RECORD.c.kind, _RECORD.c.slug, _REVISION.c.sha256)
            .join(_REVISION, _REVISION.c.id == _RECORD.c.revision_id)
            .where(_RECORD.c.state == "published")
        )
        return {(RecordKind(row.kind), row.slug): row.sha256 for row in self._connection.execute(query)}

    def record(self, tag: EventTag, subject: str, detail: dict[str, JsonValue]) -> Event:
        """Append an event to the audit chain."""
        return audit.append(self._connection, self._at, self._actor.name, tag, subject, self._group, detail)

    def publish(self, kind: RecordKind, slug: str, document: Record) -> int:
        """Store the document as the record's next revision, publish it, and return the revision's number."""
        canonical = canonical_json(document)
        digest = content_hash(canonical)
        number = self._next_number(kind, slug)
        event = self.record(
            EventTag.RECORD_PUBLISHED, f"{kind}:{slug}", {"revision": number, "sha256": digest}
        )
        values = {
            "kind": kind, "slug": slug, "number": number, "sha256": digest,
            "content": canonical, "created_at": self._at, "event_seq": event.seq,
        }  # fmt: skip
        new_id = insert(_REVISION).values(values).returning(_REVISION.c.id)
        revision_id = int(self._connection.execute(new_id).scalar_one())
        self._point(kind, slug, revision_id)
        publish(self._connection, kind, slug, document, revision_id)
        self._enqueue(kind, slug, event)
        return number

    def retire(self, kind: RecordKind, slug: str, reason: str) -> None:
        """Take a record out of what readers see; its revisions stay."""
        event = self.record(EventTag.RECORD_RETIRED, f"{kind}:{slug}", {"reason": reason})
        self._connection.execute(
            update(_RECORD)
            .where(and_(_RECORD.c.kind == kind, _RECORD.c.slug == slug))
            .values(state="retired", row_version=_RECORD.c.row_version + 1)
        )
        clear(self._connection, kind, slug)
        self._enqueue(kind, slug, event)

    def index_built(self, manifest_hash: str, event_seq: int) -> None:
        """Note which index was built, and empty the outbox of what it has taken up."""
        state = table(tables.IndexStateRow)
        self._connection.execute(delete(state))
        self._connection.execute(insert(state).values(id=1, manifest_hash=manifest_hash, event_seq=event_seq))
        self._connection.execute(delete(_OUTBOX).where(_OUTBOX.c.event_seq <= event_seq))

    def _next_number(self, kind: RecordKind, slug: str) -> int:
        newest = select(func.max(_REVISION.c.number)).where(
            and_(_REVISION.c.kind == kind, _REVISION.c.slug == slug)
        )
        return int(self._connection.execute(newest).scalar() or 0) + 1

    def _point(self, kind: RecordKind, slug: str, revision_id: int) -> None:
        changed = self._connection.execute(
            update(_RECORD)
            .where(and_(_RECORD.c.kind == kind, _RECORD.c.slug == slug))
            .values(state="published", revision_id=revision_id, row_version=_RECORD.c.row_version + 1)
        )
        if changed.rowcount == 0:
            row = {
                "kind": kind,
                "slug": slug,
                "state": "published",
                "revision_id": revision_id,
                "row_version": 1,
            }
            self._connection.execute(insert(_RECORD).values(row))

    def _enqueue(self, kind: RecordKind, slug: str, event: Event) -> None:
        self._connection.execute(insert(_OUTBOX).values(event_seq=event.seq, kind=kind, slug=slug))
