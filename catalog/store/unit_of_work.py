"""One act that changes the store: revisions, publication, events and outbox, all or nothing."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from uuid import uuid4

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from catalog.domain.content import MODELS, RecordKind
from catalog.domain.events import Event, EventTag, JsonValue
from catalog.domain.people import Actor
from catalog.domain.revision import canonical_json, content_hash
from catalog.domain.values import Record
from catalog.store import audit, tables
from catalog.store.accounts import AccountWriter
from catalog.store.assessments import AssessmentWrites
from catalog.store.checks import Checks
from catalog.store.concern_writes import ConcernWrites
from catalog.store.imports import ImportWrites
from catalog.store.profiles import Profiles
from catalog.store.publishing import clear, publish, table
from catalog.store.reader import Reader
from catalog.store.sessions import SessionWriter
from catalog.store.workflow_writes import WorkflowWrites

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
        self._head: Event | None = None

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self._actor

    @property
    def at(self) -> str:
        """When this act happens: ISO 8601 in UTC."""
        return self._at

    @property
    def head(self) -> Event | None:
        """The newest event of this act, None before the first."""
        return self._head

    @cached_property
    def accounts(self) -> AccountWriter:
        """The accounts."""
        return AccountWriter(self._connection, self._at)

    @cached_property
    def sessions(self) -> SessionWriter:
        """The sign-ins, and the tries that failed."""
        return SessionWriter(self._connection, self._at)

    @cached_property
    def workflow(self) -> WorkflowWrites:
        """The drafts, submissions and decisions."""
        return WorkflowWrites(self._connection, self._at, self._actor.name)

    @cached_property
    def checks(self) -> Checks:
        """Second looks, tasks and links."""
        return Checks(self._connection)

    @cached_property
    def profiles(self) -> Profiles:
        """The compliance profiles that are kept, and reviewers' results."""
        return Profiles(self._connection)

    @cached_property
    def concerns(self) -> ConcernWrites:
        """The concerns and reports; each change is told as an event here, with its seal."""
        return ConcernWrites(self._connection, self._at)

    @cached_property
    def assessments(self) -> AssessmentWrites:
        """The assessments."""
        return AssessmentWrites(self._connection, self._at, self._actor.name)

    @cached_property
    def imports(self) -> ImportWrites:
        """The batches of imports, and the columns that people mapped."""
        return ImportWrites(self._connection, self._at, self._actor.name)

    @cached_property
    def reader(self) -> Reader:
        """A reader that sees what this unit has written so far."""
        return Reader(self._connection)

    def loaded_hashes(self) -> dict[tuple[RecordKind, str], str]:
        """Return the SHA-256 of every record that came with the curated files and is not retired.

        What a concern has suspended is among them: it goes on following its file, out of sight.
        """
        query = (
            select(_RECORD.c.kind, _RECORD.c.slug, _REVISION.c.sha256)
            .join(_REVISION, _REVISION.c.id == _RECORD.c.revision_id)
            .where(and_(_RECORD.c.state != "retired", _RECORD.c.origin == "files"))
        )
        return {(RecordKind(row.kind), row.slug): row.sha256 for row in self._connection.execute(query)}

    def decided_here(self) -> frozenset[tuple[RecordKind, str]]:
        """Return the records that were last decided on in this installation, and not by the curated files."""
        query = select(_RECORD.c.kind, _RECORD.c.slug).where(_RECORD.c.origin == "workflow")
        return frozenset((RecordKind(row.kind), row.slug) for row in self._connection.execute(query))

    def record(self, tag: EventTag, subject: str, detail: dict[str, JsonValue]) -> Event:
        """Append an event to the audit chain."""
        self._head = audit.append(
            self._connection, self._at, self._actor.name, tag, subject, self._group, detail
        )
        return self._head

    def publish(self, kind: RecordKind, slug: str, document: Record, origin: str = "files") -> int:
        """Store the document as the record's next revision, publish it, and return the revision's number."""
        canonical = canonical_json(document)
        digest = content_hash(canonical)
        number = self._next_number(kind, slug)
        event = self.record(
            EventTag.RECORD_PUBLISHED, f"{kind}:{slug}", {"revision": number, "sha256": digest}
        )
        revision_id = self._store_revision(kind, slug, number, canonical, event)
        self._show(kind, slug, document, revision_id, event, origin)
        return number

    def store_revision(
        self, kind: RecordKind, slug: str, document: Record, tag: EventTag, detail: dict[str, JsonValue]
    ) -> int:
        """Store the document as the record's next revision without publishing it, and return the row of it."""
        canonical = canonical_json(document)
        number = self._next_number(kind, slug)
        told: dict[str, JsonValue] = {"revision": number, "sha256": content_hash(canonical), **detail}
        event = self.record(tag, f"{kind}:{slug}", told)
        return self._store_revision(kind, slug, number, canonical, event)

    def publish_revision(
        self,
        kind: RecordKind,
        slug: str,
        revision_id: int,
        tag: EventTag,
        detail: dict[str, JsonValue],
        origin: str = "workflow",
    ) -> None:
        """Show readers a revision that is stored already; unless told otherwise it was decided on here."""
        row = self._connection.execute(select(_REVISION).where(_REVISION.c.id == revision_id)).one()
        document = MODELS[kind].model_validate_json(row.content)
        event = self.record(tag, f"{kind}:{slug}", {"revision": row.number, "sha256": row.sha256} | detail)
        self._show(kind, slug, document, revision_id, event, origin)

    def retire(
        self, kind: RecordKind, slug: str, reason: str, *, origin: str = "files", successor: str = ""
    ) -> None:
        """Take a record out of what readers see for good; its revisions stay."""
        detail: dict[str, JsonValue] = {"reason": reason, "successor": successor}
        event = self.record(EventTag.RECORD_RETIRED, f"{kind}:{slug}", detail)
        self._hide(
            kind, slug, event, state="retired", origin=origin, reason=reason, successor=successor or None
        )

    def suspend(self, kind: RecordKind, slug: str, reason: str) -> None:
        """Take a record out of what readers see until a decision puts it back."""
        event = self.record(EventTag.RECORD_SUSPENDED, f"{kind}:{slug}", {"reason": reason})
        self._hide(kind, slug, event, state="suspended", origin="workflow", reason=reason)

    def hold(self, kind: RecordKind, slug: str, concern: int) -> None:
        """Take a record out of what readers see until the verdict on a concern.

        It keeps its origin, so that it goes on following its curated file.
        """
        detail: dict[str, JsonValue] = {"reason": _held(concern), "concern": concern}
        event = self.record(EventTag.RECORD_SUSPENDED, f"{kind}:{slug}", detail)
        self._hide(kind, slug, event, state="suspended", reason=_held(concern))

    def replace_hidden(self, kind: RecordKind, slug: str, document: Record, concern: int) -> None:
        """Store the document as the next revision of a record that a concern keeps out of sight."""
        canonical = canonical_json(document)
        number = self._next_number(kind, slug)
        detail: dict[str, JsonValue] = {
            "reason": _held(concern), "concern": concern, "revision": number, "sha256": content_hash(canonical),
        }  # fmt: skip
        event = self.record(EventTag.RECORD_SUSPENDED, f"{kind}:{slug}", detail)
        revision_id = self._store_revision(kind, slug, number, canonical, event)
        self._hide(
            kind,
            slug,
            event,
            state="suspended",
            revision_id=revision_id,
            reason=_held(concern),
            successor=None,
        )

    def touch(self, kind: RecordKind, slug: str, event: Event) -> None:
        """Let the index look at a record again whose content stays as it is."""
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

    def _store_revision(self, kind: RecordKind, slug: str, number: int, canonical: str, event: Event) -> int:
        values = {
            "kind": kind, "slug": slug, "number": number, "sha256": content_hash(canonical),
            "content": canonical, "created_at": self._at, "event_seq": event.seq,
        }  # fmt: skip
        new_id = insert(_REVISION).values(values).returning(_REVISION.c.id)
        return int(self._connection.execute(new_id).scalar_one())

    def _show(
        self, kind: RecordKind, slug: str, document: Record, revision_id: int, event: Event, origin: str
    ) -> None:
        shown = {
            "state": "published", "revision_id": revision_id, "origin": origin, "reason": None, "successor": None,
        }  # fmt: skip
        if not self._change_record(kind, slug, shown):
            self._connection.execute(insert(_RECORD).values(kind=kind, slug=slug, row_version=1, **shown))
        publish(self._connection, kind, slug, document, revision_id)
        self._enqueue(kind, slug, event)

    def _hide(self, kind: RecordKind, slug: str, event: Event, **values: object) -> None:
        self._change_record(kind, slug, values)
        clear(self._connection, kind, slug)
        self._enqueue(kind, slug, event)

    def _change_record(self, kind: RecordKind, slug: str, values: Mapping[str, object]) -> bool:
        same = and_(_RECORD.c.kind == kind, _RECORD.c.slug == slug)
        changed = update(_RECORD).where(same).values(row_version=_RECORD.c.row_version + 1, **values)
        return self._connection.execute(changed).rowcount > 0

    def _enqueue(self, kind: RecordKind, slug: str, event: Event) -> None:
        self._connection.execute(insert(_OUTBOX).values(event_seq=event.seq, kind=kind, slug=slug))


def _held(concern: int) -> str:
    return f"Concern {concern}: out of sight until the verdict on it"
