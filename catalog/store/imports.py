"""Reads and writes imports: the batches, the remembered columns, and what an import is compared with."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, select, update

from catalog.domain.content import MODELS, Content, RecordKind
from catalog.domain.imports import Batch, Mapped, Present, World
from catalog.domain.tool import Tool
from catalog.domain.workflow import DraftState, RecordState
from catalog.store import tables, work_tables
from catalog.store.publishing import table

_BATCH = table(work_tables.BatchRow)
_MAPPING = table(work_tables.ColumnMappingRow)
_DRAFT = table(work_tables.DraftRow)
_RECORD = table(tables.RecordRow)
_REVISION = table(tables.RevisionRow)
_REDIRECT = table(tables.RedirectRow)
_LIVE = (DraftState.OPEN, DraftState.SUBMITTED)


class ImportReads:
    """Batches, remembered columns and the world of an import, on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def world(self) -> World:
        """Return every published or suspended tool with what else decides about a row."""
        present, retired, published = {}, set(), {}
        for row in self._tools():
            if row.state == RecordState.RETIRED:
                retired.add(row.slug)
                continue
            present[row.slug] = Present(Tool.model_validate_json(row.content), row.sha256)
            if row.state == RecordState.PUBLISHED:
                published[row.slug] = present[row.slug].tool
        content = Content(
            tools=published,
            providers=self._documents(RecordKind.PROVIDER),
            capabilities=self._documents(RecordKind.CAPABILITY),
            vocabularies=self._documents(RecordKind.VOCABULARY),
        )
        return World(present, frozenset(retired), self._redirects(), self._live(), content, self.mark())

    def mark(self) -> str:
        """Return one SHA-256 over where every tool, draft and old address stands: equal marks, equal worlds."""
        standing = [[row.slug, row.state, row.sha256] for row in self._standings()]
        others = [
            [row.kind, row.slug, row.sha256]
            for row in self._connection.execute(
                select(_RECORD.c.kind, _RECORD.c.slug, _REVISION.c.sha256)
                .join(_REVISION, _REVISION.c.id == _RECORD.c.revision_id)
                .where(
                    _RECORD.c.kind.in_((RecordKind.PROVIDER, RecordKind.CAPABILITY, RecordKind.VOCABULARY))
                )
                .order_by(_RECORD.c.kind, _RECORD.c.slug)
            )
        ]
        text = json.dumps([standing, others, sorted(self._live()), sorted(self._redirects().items())])
        return hashlib.sha256(text.encode("ascii")).hexdigest()

    def batch(self, batch_id: int) -> Batch | None:
        """Return a batch, or None."""
        return next(self._batches(_BATCH.c.id == batch_id), None)

    def batches(self, limit: int = 50) -> tuple[Batch, ...]:
        """Return the newest batches, the newest first."""
        return tuple(self._batches(_BATCH.c.id > 0, limit))

    def mapping(self, account: str, fingerprint: str) -> Mapped | None:
        """Return how somebody mapped columns like these last time, or None."""
        query = select(_MAPPING.c.mapping).where(
            and_(_MAPPING.c.account == account, _MAPPING.c.header_hash == fingerprint)
        )
        kept = self._connection.execute(query).scalar()
        return None if kept is None else {str(key): str(value) for key, value in json.loads(kept).items()}

    def _batches(self, wanted: Any, limit: int = 1) -> Iterator[Batch]:
        still = func.count(_DRAFT.c.id).filter(_DRAFT.c.state == DraftState.OPEN).label("still")
        query = (
            select(_BATCH, still)
            .outerjoin(_DRAFT, _DRAFT.c.batch_id == _BATCH.c.id)
            .where(wanted)
            .group_by(*_BATCH.c)
            .order_by(_BATCH.c.id.desc())
            .limit(limit)
        )
        yield from (_batch(row) for row in self._connection.execute(query))

    def _standings(self) -> Iterator[Row[Any]]:
        query: Any = (
            select(_RECORD.c.slug, _RECORD.c.state, _REVISION.c.sha256)
            .join(_REVISION, _REVISION.c.id == _RECORD.c.revision_id)
            .where(_RECORD.c.kind == RecordKind.TOOL)
            .order_by(_RECORD.c.slug)
        )
        yield from self._connection.execute(query)

    def _tools(self) -> Iterator[Row[Any]]:
        query: Any = (
            select(_RECORD.c.slug, _RECORD.c.state, _REVISION.c.sha256, _REVISION.c.content)
            .join(_REVISION, _REVISION.c.id == _RECORD.c.revision_id)
            .where(_RECORD.c.kind == RecordKind.TOOL)
            .order_by(_RECORD.c.slug)
        )
        yield from self._connection.execute(query)

    def _documents(self, kind: RecordKind) -> dict[str, Any]:
        query = (
            select(_RECORD.c.slug, _REVISION.c.content)
            .join(_REVISION, _REVISION.c.id == _RECORD.c.revision_id)
            .where(and_(_RECORD.c.kind == kind, _RECORD.c.state == RecordState.PUBLISHED))
            .order_by(_RECORD.c.slug)
        )
        rows = self._connection.execute(query)
        return {row.slug: MODELS[kind].model_validate_json(row.content) for row in rows}

    def _redirects(self) -> dict[str, str]:
        query = select(_REDIRECT.c.old_slug, _REDIRECT.c.tool_slug)
        return {row.old_slug: row.tool_slug for row in self._connection.execute(query)}

    def _live(self) -> frozenset[str]:
        query = select(_DRAFT.c.slug).where(and_(_DRAFT.c.kind == RecordKind.TOOL, _DRAFT.c.state.in_(_LIVE)))
        return frozenset(self._connection.execute(query).scalars())


class ImportWrites(ImportReads):
    """What an import changes besides drafts; each change is told as an event by the action."""

    def __init__(self, connection: Connection, at: str, account: str) -> None:
        super().__init__(connection)
        self._at = at
        self._account = account

    def add_batch(self, file_name: str, file_sha256: str, form: str, drafts: int) -> int:
        """Store a batch by the actor and return its number."""
        values = {
            "account": self._account, "at": self._at, "file_name": file_name, "file_sha256": file_sha256,
            "format": form, "drafts": drafts,
        }  # fmt: skip
        query = insert(_BATCH).values(values).returning(_BATCH.c.id)
        return int(self._connection.execute(query).scalar_one())

    def discard_open(self, batch_id: int) -> tuple[tuple[int, str], ...]:
        """Discard every open draft of a batch; return the number and the address of each, in order."""
        query = (
            update(_DRAFT)
            .where(and_(_DRAFT.c.batch_id == batch_id, _DRAFT.c.state == DraftState.OPEN))
            .values(state=DraftState.DISCARDED, updated_at=self._at, row_version=_DRAFT.c.row_version + 1)
            .returning(_DRAFT.c.id, _DRAFT.c.slug)
        )
        return tuple(sorted((row.id, row.slug) for row in self._connection.execute(query)))

    def note_undone(self, batch_id: int) -> None:
        """Note that a batch was undone now."""
        self._connection.execute(update(_BATCH).where(_BATCH.c.id == batch_id).values(undone_at=self._at))

    def remember(self, fingerprint: str, mapping: Mapped) -> None:
        """Keep how the actor mapped columns like these."""
        same = and_(_MAPPING.c.account == self._account, _MAPPING.c.header_hash == fingerprint)
        self._connection.execute(delete(_MAPPING).where(same))
        text = json.dumps(dict(mapping), sort_keys=True)
        self._connection.execute(
            insert(_MAPPING).values(account=self._account, header_hash=fingerprint, mapping=text)
        )


def _batch(row: Row[Any]) -> Batch:
    return Batch(
        row.id, row.account, row.at, row.file_name, row.file_sha256, row.format, row.drafts,
        row.undone_at or "", row.still,
    )  # fmt: skip
