"""Reads the work behind what is published, as documents of `catalog.domain.work`."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select, true

from catalog.domain.content import MODELS, RecordKind
from catalog.domain.people import Role
from catalog.domain.values import Record
from catalog.domain.work import Draft, Revision, Standing, Submission
from catalog.domain.workflow import (
    UNDECIDED,
    Act,
    Answer,
    Decision,
    DraftState,
    Outcome,
    RecordState,
    Risk,
    SubmissionState,
)
from catalog.store import tables, work_tables
from catalog.store.publishing import table

RECORD = table(tables.RecordRow)
REVISION = table(tables.RevisionRow)
DRAFT = table(work_tables.DraftRow)
CONTRIBUTOR = table(work_tables.ContributorRow)
SUBMISSION = table(work_tables.SubmissionRow)
DECISION = table(work_tables.DecisionRow)
_EVENT = table(tables.EventRow)


class WorkflowReads:
    """Drafts, submissions, revisions and standings, on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def standing(self, kind: RecordKind, slug: str) -> Standing:
        """Return where a record stands; one that was never published has no state."""
        query = (
            select(RECORD, REVISION.c.sha256)
            .join(REVISION, REVISION.c.id == RECORD.c.revision_id)
            .where(and_(RECORD.c.kind == kind, RECORD.c.slug == slug))
        )
        row = self._connection.execute(query).first()
        return Standing(kind, slug, None) if row is None else _standing(row)

    def standings(self, kinds: Sequence[RecordKind], state: RecordState | None = None) -> Iterator[Standing]:
        """Yield where the records of these kinds stand, by kind and slug: all, or those in one state."""
        wanted = (
            [RECORD.c.kind.in_(kinds)]
            if state is None
            else [RECORD.c.kind.in_(kinds), RECORD.c.state == state]
        )
        query = (
            select(RECORD, REVISION.c.sha256)
            .join(REVISION, REVISION.c.id == RECORD.c.revision_id)
            .where(and_(*wanted))
            .order_by(RECORD.c.kind, RECORD.c.slug)
        )
        yield from map(_standing, self._connection.execute(query).all())

    def suspended(self, kind: RecordKind) -> Iterator[tuple[Standing, Record]]:
        """Yield where the suspended records of a kind stand, each with its document, by slug."""
        query = (
            select(RECORD, REVISION.c.sha256, REVISION.c.content)
            .join(REVISION, REVISION.c.id == RECORD.c.revision_id)
            .where(and_(RECORD.c.kind == kind, RECORD.c.state == RecordState.SUSPENDED))
            .order_by(RECORD.c.slug)
        )
        for row in self._connection.execute(query):
            yield _standing(row), MODELS[kind].model_validate_json(row.content)

    def hidden(self, kind: RecordKind) -> frozenset[str]:
        """Return the slugs of the suspended records of a kind."""
        suspended = and_(RECORD.c.kind == kind, RECORD.c.state == RecordState.SUSPENDED)
        return frozenset(self._connection.execute(select(RECORD.c.slug).where(suspended)).scalars())

    def draft(self, draft_id: int) -> Draft | None:
        """Return a draft, or None."""
        return next(self._drafts(DRAFT.c.id == draft_id), None)

    def live_draft(self, kind: RecordKind, slug: str) -> Draft | None:
        """Return the one draft of a record that is open or submitted, or None."""
        live = DRAFT.c.state.in_((DraftState.OPEN, DraftState.SUBMITTED))
        return next(self._drafts(and_(DRAFT.c.kind == kind, DRAFT.c.slug == slug, live)), None)

    def drafts(self, *states: DraftState, batch: int | None = None) -> Iterator[Draft]:
        """Yield drafts, the one saved last first; all states when none is named."""
        wanted = DRAFT.c.state.in_(states or tuple(DraftState))
        yield from self._drafts(wanted if batch is None else and_(wanted, DRAFT.c.batch_id == batch))

    def submission(self, submission_id: int) -> Submission | None:
        """Return a submission with its decisions, or None."""
        return next(self._submissions(SUBMISSION.c.id == submission_id), None)

    def undecided(self, kind: RecordKind | None = None, slug: str = "") -> Iterator[Submission]:
        """Yield the submissions that wait for a decision, oldest first: all, or those of one record."""
        wanted: Any = SUBMISSION.c.state.in_(tuple(UNDECIDED))
        if kind is not None:
            wanted = and_(
                wanted,
                SUBMISSION.c.kind == kind,
                or_(SUBMISSION.c.slug == slug, SUBMISSION.c.target_slug == slug),
            )
        yield from self._submissions(wanted)

    def every_submission(self) -> tuple[Submission, ...]:
        """Return every submission with its decisions, oldest first."""
        return tuple(self._submissions(true()))

    def submissions(self, kind: RecordKind, slug: str) -> Iterator[Submission]:
        """Yield every submission about a record, oldest first, with those that merge another one into it."""
        into = and_(SUBMISSION.c.act == Act.MERGE, SUBMISSION.c.target_slug == slug)
        yield from self._submissions(and_(SUBMISSION.c.kind == kind, or_(SUBMISSION.c.slug == slug, into)))

    def revisions(self, kind: RecordKind, slug: str) -> tuple[Revision, ...]:
        """Return every revision of a record, newest first, with who made it, and which one readers see."""
        query = (
            select(
                REVISION,
                _EVENT.c.actor,
                RECORD.c.revision_id.label("shown"),
                RECORD.c.state.label("standing"),
            )
            .join(_EVENT, _EVENT.c.seq == REVISION.c.event_seq)
            .outerjoin(RECORD, and_(RECORD.c.kind == REVISION.c.kind, RECORD.c.slug == REVISION.c.slug))
            .where(and_(REVISION.c.kind == kind, REVISION.c.slug == slug))
            .order_by(REVISION.c.number.desc())
        )
        return tuple(
            Revision(
                kind, slug, row.number, row.sha256, row.created_at, row.event_seq, row.actor,
                published=row.shown == row.id and row.standing == RecordState.PUBLISHED,
            )
            for row in self._connection.execute(query)
        )  # fmt: skip

    def content(self, kind: RecordKind, slug: str, sha256: str) -> Record | None:
        """Return the document of a revision, by its record and hash, or None."""
        query = select(REVISION.c.content).where(
            and_(REVISION.c.kind == kind, REVISION.c.slug == slug, REVISION.c.sha256 == sha256)
        )
        content = self._connection.execute(query.limit(1)).scalar()
        return None if content is None else MODELS[kind].model_validate_json(content)

    def contributors_since(self, kind: RecordKind, slug: str, base: str) -> tuple[str, ...]:
        """Return everybody who wrote in a draft of a record since the revision with hash `base` was published."""
        based = _BASE.c.sha256 == base if base else DRAFT.c.base_revision_id.is_(None)
        query = (
            select(CONTRIBUTOR.c.account)
            .distinct()
            .join(DRAFT, DRAFT.c.id == CONTRIBUTOR.c.draft_id)
            .outerjoin(_BASE, _BASE.c.id == DRAFT.c.base_revision_id)
            .where(and_(DRAFT.c.kind == kind, DRAFT.c.slug == slug, based))
        )
        return tuple(sorted(row.account for row in self._connection.execute(query)))

    def _drafts(self, wanted: Any) -> Iterator[Draft]:
        query = (
            select(DRAFT, _BASE.c.sha256.label("base"))
            .outerjoin(_BASE, _BASE.c.id == DRAFT.c.base_revision_id)
            .where(wanted)
            .order_by(DRAFT.c.updated_at.desc(), DRAFT.c.id.desc())
        )
        rows = self._connection.execute(query).all()
        writers = self._writers([row.id for row in rows])
        yield from (_draft(row, writers.get(row.id, ())) for row in rows)

    def _writers(self, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        query = select(CONTRIBUTOR).where(CONTRIBUTOR.c.draft_id.in_(ids)).order_by(CONTRIBUTOR.c.account)
        found: dict[int, tuple[str, ...]] = {}
        for row in self._connection.execute(query):
            found[row.draft_id] = (*found.get(row.draft_id, ()), row.account)
        return found

    def _submissions(self, wanted: Any) -> Iterator[Submission]:
        query = (
            select(SUBMISSION, REVISION.c.sha256)
            .join(REVISION, REVISION.c.id == SUBMISSION.c.revision_id)
            .where(wanted)
            .order_by(SUBMISSION.c.made_at, SUBMISSION.c.id)
        )
        rows = self._connection.execute(query).all()
        decided = self._decisions([row.id for row in rows])
        writers = self._writers([row.draft_id for row in rows if row.draft_id is not None])
        for row in rows:
            wrote = writers.get(row.draft_id, ()) or (row.made_by,)
            yield _submission(row, wrote, decided.get(row.id, ()))

    def _decisions(self, ids: Sequence[int]) -> dict[int, tuple[Decision, ...]]:
        query = select(DECISION).where(DECISION.c.submission_id.in_(ids)).order_by(DECISION.c.id)
        found: dict[int, tuple[Decision, ...]] = {}
        for row in self._connection.execute(query):
            found[row.submission_id] = (*found.get(row.submission_id, ()), read_decision(row))
        return found


_BASE = REVISION.alias("base_revision")


def _standing(row: Row[Any]) -> Standing:
    return Standing(
        RecordKind(row.kind), row.slug, RecordState(row.state), row.sha256, row.origin,
        row.reason or "", row.successor or "", row.row_version,
    )  # fmt: skip


def _draft(row: Row[Any], contributors: tuple[str, ...]) -> Draft:
    return Draft(
        row.id, RecordKind(row.kind), row.slug, DraftState(row.state), row.base or "", json.loads(row.content),
        row.created_by, row.created_at, row.updated_at, row.row_version, contributors, row.batch_id,
    )  # fmt: skip


def _submission(row: Row[Any], contributors: tuple[str, ...], decisions: tuple[Decision, ...]) -> Submission:
    needs = tuple(frozenset(Role(role) for role in roles) for roles in json.loads(row.needs))
    return Submission(
        row.id, Act(row.act), RecordKind(row.kind), row.slug, row.draft_id, row.sha256, row.target_slug or "",
        row.reason, row.sensitive, needs, Risk(row.risk), SubmissionState(row.state), row.made_by, row.made_at,
        row.taken_by or "", row.settled_at or "", row.row_version, contributors, decisions,
    )  # fmt: skip


def read_decision(row: Row[Any]) -> Decision:
    """Return a row of the table of decisions as a document."""
    return Decision(
        row.account, Role(row.role), Outcome(row.outcome), row.sha256, row.comment, row.interest, row.at,
        tuple(Answer(*item) for item in json.loads(row.checklist)), json.loads(row.field_comments),
    )  # fmt: skip
