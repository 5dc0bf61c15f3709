"""Reads concerns and reports, as documents of `catalog.domain.concerns`."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, and_, select, union

from catalog.domain.concerns import SUBJECTS, Concern, Effect, Report, Step, StepKind, Verdict
from catalog.domain.content import RecordKind
from catalog.domain.events import EventTag
from catalog.domain.people import Role
from catalog.domain.severity import Gravity
from catalog.domain.succession import Links, borne, linked, reached, turned
from catalog.domain.workflow import RecordState
from catalog.store import concern_tables, tables, work_tables
from catalog.store.publishing import table

CONCERN = table(concern_tables.ConcernRow)
STEP = table(concern_tables.StepRow)
REPORT = table(concern_tables.ReportRow)
ANSWER = table(concern_tables.AnswerRow)
_EVENT = table(tables.EventRow)
_RECORD = table(tables.RecordRow)
_REVISION = table(tables.RevisionRow)
_REDIRECT = table(tables.RedirectRow)
_DRAFT = table(work_tables.DraftRow)
_CONTRIBUTOR = table(work_tables.ContributorRow)
_SUBMISSION = table(work_tables.SubmissionRow)
_CONFIRMATION = table(work_tables.ConfirmationRow)


class ConcernReads:
    """Concerns, with all that happened to them, and reports, on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Concern, ...]:
        """Return every concern, in the order in which they were raised."""
        return tuple(self._concerns(CONCERN.c.id > 0))

    def about(self, kind: RecordKind, slug: str) -> tuple[Concern, ...]:
        """Return every concern that bears on a record, in the order in which they were raised.

        Those about a tool whose place it took are among them.
        """
        slugs = reached(slug, turned(self.links())) if kind is RecordKind.TOOL else (slug,)
        return tuple(self._concerns(and_(CONCERN.c.kind == kind, CONCERN.c.slug.in_(slugs))))

    def bearers(self, kind: RecordKind, slug: str) -> tuple[str, ...]:
        """Return the records that a concern about this one bears on: itself, and of a tool those that took its place."""
        return reached(slug, self.links()) if kind is RecordKind.TOOL else (slug,)

    def bearing(self, kind: RecordKind) -> dict[str, tuple[Concern, ...]]:
        """Return for each record of a kind the concerns that bear on it, in the order in which they were raised."""
        found = tuple(self._concerns(CONCERN.c.kind == kind))
        return borne(found, self.links() if kind is RecordKind.TOOL and found else {})

    def every_bearing(self) -> dict[tuple[RecordKind, str], tuple[Concern, ...]]:
        """Return the concerns that bear on each record."""
        return {(kind, slug): found for kind in SUBJECTS for slug, found in self.bearing(kind).items()}

    def links(self) -> Links:
        """Return which tools took the place of which.

        What is out of sight has no row among the redirects, so its document is asked.
        """
        tools = _RECORD.c.kind == RecordKind.TOOL
        retired = select(_RECORD.c.slug.label("old"), _RECORD.c.successor.label("new")).where(
            tools, _RECORD.c.state == RecordState.RETIRED, _RECORD.c.successor.is_not(None)
        )
        shown = select(_REDIRECT.c.old_slug, _REDIRECT.c.tool_slug)
        hidden = (
            select(_RECORD.c.slug, _REVISION.c.content)
            .join(_REVISION, _REVISION.c.id == _RECORD.c.revision_id)
            .where(tools, _RECORD.c.state == RecordState.SUSPENDED)
        )
        pairs = [(row.old, row.new) for row in self._connection.execute(union(retired, shown))]
        for row in self._connection.execute(hidden):
            pairs += [(old, row.slug) for old in json.loads(row.content).get("redirects", ())]
        return linked(pairs)

    def one(self, concern_id: int) -> Concern | None:
        """Return a concern, or None."""
        return next(self._concerns(CONCERN.c.id == concern_id), None)

    def reports(self, by: str = "") -> tuple[Report, ...]:
        """Return the reports of somebody, or all of them, oldest first."""
        return tuple(self._reports(REPORT.c.account == by if by else REPORT.c.id > 0))

    def report(self, report_id: int) -> Report | None:
        """Return a report, or None."""
        return next(self._reports(REPORT.c.id == report_id), None)

    def curated_by(self, kind: RecordKind, slug: str) -> frozenset[str]:
        """Return everybody who wrote in a record, submitted it, or said that it is still true.

        Who did so with a tool that took its place is among them.
        """
        slugs = self.bearers(kind, slug)
        drafted = (
            select(_CONTRIBUTOR.c.account)
            .join(_DRAFT, _DRAFT.c.id == _CONTRIBUTOR.c.draft_id)
            .where(_DRAFT.c.kind == kind, _DRAFT.c.slug.in_(slugs))
        )
        made = select(_SUBMISSION.c.made_by).where(_SUBMISSION.c.kind == kind, _SUBMISSION.c.slug.in_(slugs))
        confirmed = select(_CONFIRMATION.c.account).where(
            _CONFIRMATION.c.kind == kind, _CONFIRMATION.c.slug.in_(slugs)
        )
        return frozenset(self._connection.execute(drafted.union(made, confirmed)).scalars())

    def suspender(self, kind: RecordKind, slug: str) -> int | None:
        """Return the number of the concern that a record was last suspended by, None where a person did it."""
        query = select(_EVENT.c.detail).where(
            _EVENT.c.tag == EventTag.RECORD_SUSPENDED, _EVENT.c.subject == f"{kind}:{slug}"
        )
        detail = self._connection.execute(query.order_by(_EVENT.c.seq.desc()).limit(1)).scalar()
        return None if detail is None else json.loads(detail).get("concern")

    def _concerns(self, wanted: Any) -> Iterator[Concern]:
        query = (
            select(CONCERN, REPORT.c.account.label("reporter"))
            .outerjoin(REPORT, REPORT.c.id == CONCERN.c.report_id)
            .where(wanted)
            .order_by(CONCERN.c.id)
        )
        rows = self._connection.execute(query).all()
        steps = self._steps(wanted)
        yield from (read_concern(row, row.reporter or "", tuple(steps[row.id])) for row in rows)

    def _steps(self, wanted: Any) -> dict[int, list[Step]]:
        query = select(STEP).join(CONCERN, CONCERN.c.id == STEP.c.concern_id).where(wanted)
        found: dict[int, list[Step]] = defaultdict(list)
        for row in self._connection.execute(query.order_by(STEP.c.concern_id, STEP.c.number)):
            found[row.concern_id].append(read_step(row))
        return found

    def _reports(self, wanted: Any) -> Iterator[Report]:
        query = (
            select(
                REPORT,
                ANSWER.c.concern_id,
                ANSWER.c.text.label("answer"),
                ANSWER.c.account.label("answered_by"),
                ANSWER.c.at.label("answered_at"),
            )
            .outerjoin(ANSWER, ANSWER.c.report_id == REPORT.c.id)
            .where(wanted)
            .order_by(REPORT.c.id)
        )
        for row in self._connection.execute(query):
            yield replace(
                read_report(row), concern=row.concern_id, answer=row.answer or "",
                answered_by=row.answered_by or "", answered_at=row.answered_at or "",
            )  # fmt: skip


def read_concern(row: Row[Any], reporter: str = "", steps: tuple[Step, ...] = ()) -> Concern:
    """Return a row of the table of concerns as a document."""
    return Concern(
        row.id, RecordKind(row.kind), row.slug, row.account, row.at, tuple(json.loads(row.principles)),
        tuple(json.loads(row.rights)), row.affected, row.statement, tuple(json.loads(row.sources)),
        Gravity(row.scale, row.scope, row.probability, row.reversibility), row.report_id, reporter, steps,
    )  # fmt: skip


def read_step(row: Row[Any]) -> Step:
    """Return a row of the table of steps as a document."""
    verdict = None if row.verdict is None else Verdict(row.verdict)
    return Step(
        StepKind(row.kind), row.account, Role(row.role), row.at, row.text, verdict, Effect(row.effect),
        tuple(json.loads(row.conditions)), row.review_on, row.source, row.interest,
    )  # fmt: skip


def read_report(row: Row[Any]) -> Report:
    """Return a row of the table of reports as a document, without its answer."""
    return Report(
        row.id, RecordKind(row.kind), row.slug, row.account, row.at, row.what, row.harm, row.seen,
    )  # fmt: skip
