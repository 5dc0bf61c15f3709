"""Reads documents of what is published. Rows do not leave this room."""

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, and_, func, select

from catalog.domain.anchors import Anchor
from catalog.domain.content import MODELS, RULEBOOK_KINDS, RecordKind, joined_rulebook
from catalog.domain.events import Event, EventTag, JsonValue
from catalog.domain.rulebook import Rulebook
from catalog.store import audit, tables
from catalog.store.accounts import AccountReader
from catalog.store.assessments import AssessmentReads
from catalog.store.audit import EventFilter
from catalog.store.checks import Checks
from catalog.store.concern_reads import ConcernReads
from catalog.store.imports import ImportReads
from catalog.store.profiles import Profiles
from catalog.store.publishing import table
from catalog.store.sessions import SessionReader
from catalog.store.verifying import Verification, verify
from catalog.store.workflow_reads import WorkflowReads

_RECORD = table(tables.RecordRow)
_REVISION = table(tables.RevisionRow)


class Reader:
    """A connection that only reads, seeing the store as it stood at its first question."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def accounts(self) -> AccountReader:
        """The accounts."""
        return AccountReader(self._connection)

    @cached_property
    def sessions(self) -> SessionReader:
        """The sign-ins."""
        return SessionReader(self._connection)

    @cached_property
    def checks(self) -> Checks:
        """Second looks, tasks and links."""
        return Checks(self._connection)

    @cached_property
    def concerns(self) -> ConcernReads:
        """The concerns, and the reports that they may come from."""
        return ConcernReads(self._connection)

    @cached_property
    def workflow(self) -> WorkflowReads:
        """The drafts, submissions, decisions and standings."""
        return WorkflowReads(self._connection)

    @cached_property
    def assessments(self) -> AssessmentReads:
        """The assessments."""
        return AssessmentReads(self._connection)

    @cached_property
    def imports(self) -> ImportReads:
        """The imports, and what they are compared with."""
        return ImportReads(self._connection)

    @cached_property
    def profiles(self) -> Profiles:
        """The compliance profiles that are kept, and reviewers' results."""
        return Profiles(self._connection)

    def rulebook(self) -> Rulebook | None:
        """Return the rules on compliance profiles, or None while one of their files is not loaded."""
        return joined_rulebook({kind: next(self.documents(kind), None) for kind in RULEBOOK_KINDS})

    def documents(self, kind: RecordKind, slugs: Sequence[str] | None = None) -> Iterator[Any]:
        """Yield the published documents of a kind, by slug, all or those named; their class is `MODELS[kind]`."""
        query = (
            select(_REVISION.c.content)
            .join(_RECORD, _RECORD.c.revision_id == _REVISION.c.id)
            .where(and_(_RECORD.c.kind == kind, _RECORD.c.state == "published"))
            .order_by(_RECORD.c.slug)
        )
        if slugs is not None:
            query = query.where(_RECORD.c.slug.in_(slugs))
        model = MODELS[kind]
        yield from (model.model_validate_json(row.content) for row in self._connection.execute(query))

    def document(self, kind: RecordKind, slug: str) -> Any:
        """Return the published document of a record, or None."""
        query = (
            select(_REVISION.c.content)
            .join(_RECORD, _RECORD.c.revision_id == _REVISION.c.id)
            .where(and_(_RECORD.c.kind == kind, _RECORD.c.slug == slug, _RECORD.c.state == "published"))
        )
        content = self._connection.execute(query).scalar()
        return None if content is None else MODELS[kind].model_validate_json(content)

    def documents_since(self, kind: RecordKind, slug: str, event_seq: int) -> Iterator[Any]:
        """Yield the document of a record that was published at an event, if any, and every later one."""
        own = and_(_REVISION.c.kind == kind, _REVISION.c.slug == slug)
        at = select(func.max(_REVISION.c.number)).where(own, _REVISION.c.event_seq <= event_seq)
        number = self._connection.execute(at).scalar() or 0
        query = select(_REVISION.c.content).where(own, _REVISION.c.number >= number)
        model = MODELS[kind]
        yield from (model.model_validate_json(row.content) for row in self._connection.execute(query))

    def tools_of(self, provider: str) -> tuple[str, ...]:
        """Return the slugs of a provider's published tools."""
        tools = table(tables.ToolRow)
        query = select(tools.c.slug).where(tools.c.provider_slug == provider)
        return tuple(self._connection.execute(query).scalars())

    def cases_naming(self, tools: Sequence[str]) -> tuple[str, ...]:
        """Return the slugs of the published cases that name one of the tools."""
        links = table(tables.CaseLinkRow)
        query = select(links.c.case_slug).where(links.c.field == "tools", links.c.value.in_(tools)).distinct()
        return tuple(self._connection.execute(query).scalars())

    def revisions_shown(self, kind: RecordKind) -> Iterator[tuple[Any, int, str]]:
        """Yield (document, number, SHA-256) of every published revision of a kind, by slug."""
        query = (
            select(_REVISION.c.content, _REVISION.c.number, _REVISION.c.sha256)
            .join(_RECORD, _RECORD.c.revision_id == _REVISION.c.id)
            .where(and_(_RECORD.c.kind == kind, _RECORD.c.state == "published"))
            .order_by(_RECORD.c.slug)
        )
        for row in self._connection.execute(query):
            yield MODELS[kind].model_validate_json(row.content), row.number, row.sha256

    def redirect(self, old_slug: str) -> str | None:
        """Return the slug of the tool that took over an old slug, or None."""
        redirects = table(tables.RedirectRow)
        query = select(redirects.c.tool_slug).where(redirects.c.old_slug == old_slug)
        return self._connection.execute(query).scalar()

    def last_event(self) -> int:
        """Return the number of the newest event, 0 for an empty store."""
        return audit.last_seq(self._connection)

    def events(self) -> Iterator[Event]:
        """Yield every event in the order of the chain."""
        return audit.events(self._connection)

    def newest_events(self, wanted: EventFilter, limit: int) -> tuple[Event, ...]:
        """Return the newest events that fit, at most `limit`, the newest first."""
        return tuple(audit.newest(self._connection, wanted, limit))

    def verify(self, anchors: Sequence[Anchor]) -> Verification:
        """Return whether chain, anchors and rows fit together, with the first break if they do not."""
        return verify(self._connection, anchors)

    def newest_detail(self, tag: EventTag) -> dict[str, JsonValue] | None:
        """Return the detail of the newest event with a tag, or None."""
        events = table(tables.EventRow)
        query = select(events.c.detail).where(events.c.tag == tag).order_by(events.c.seq.desc()).limit(1)
        detail = self._connection.execute(query).scalar()
        return None if detail is None else json.loads(detail)

    def index_state(self) -> tuple[str, int] | None:
        """Return (manifest hash, event number) of the index that this store built last, or None."""
        state = table(tables.IndexStateRow)
        row = self._connection.execute(select(state.c.manifest_hash, state.c.event_seq)).first()
        return None if row is None else (row.manifest_hash, row.event_seq)

    def changes(self, event_seq: int) -> tuple[tuple[RecordKind, str], ...]:
        """Return the records that changed after an event, each once, as (kind, slug).

        Only what the index that this store built last has not taken up is known here.
        """
        outbox = table(tables.OutboxRow)
        query = (
            select(outbox.c.kind, outbox.c.slug)
            .where(outbox.c.event_seq > event_seq)
            .order_by(outbox.c.event_seq)
        )
        rows = self._connection.execute(query)
        return tuple(dict.fromkeys((RecordKind(row.kind), row.slug) for row in rows))
