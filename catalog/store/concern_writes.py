"""Writes concerns, their steps and reports, inside a unit of work. Rules stand in `catalog.domain.concern_rules`."""

import json
from typing import Any

from sqlalchemy import Connection, Table, insert

from catalog.domain.concern_rules import Raising
from catalog.domain.concerns import Concern, Report, Step
from catalog.domain.content import RecordKind
from catalog.store.concern_reads import ANSWER, CONCERN, REPORT, STEP, ConcernReads


class ConcernWrites(ConcernReads):
    """What a unit of work adds; nothing here changes or deletes."""

    def __init__(self, connection: Connection, at: str) -> None:
        super().__init__(connection)
        self._at = at

    def add(
        self, kind: RecordKind, slug: str, by: str, said: Raising, report: Report | None = None
    ) -> Concern:
        """Store a new concern and return it."""
        values = {
            "kind": kind, "slug": slug, "account": by, "at": self._at, "principles": _json(said.principles),
            "rights": _json(said.rights), "affected": said.affected, "statement": said.statement,
            "sources": _json(said.sources), **said.gravity.degrees(),
            "report_id": report.id if report else None,
        }  # fmt: skip
        return self.certain(self._insert(CONCERN, values))

    def add_step(self, concern: Concern, step: Step) -> Concern:
        """Store what happened to a concern next, and return it as it stands then."""
        values = {
            "concern_id": concern.id, "number": len(concern.steps) + 1, "kind": step.kind, "account": step.by,
            "role": step.role, "at": step.at, "text": step.text, "verdict": step.verdict,
            "effect": int(step.effect), "conditions": _json(step.conditions), "review_on": step.review_on,
            "source": step.source, "interest": step.interest,
        }  # fmt: skip
        self._insert(STEP, values)
        return self.certain(concern.id)

    def add_report(self, kind: RecordKind, slug: str, by: str, *, what: str, harm: str, seen: str) -> Report:
        """Store what somebody reports and return it."""
        values = {
            "kind": kind, "slug": slug, "account": by, "at": self._at, "what": what, "harm": harm, "seen": seen,
        }  # fmt: skip
        return self.certain_report(self._insert(REPORT, values))

    def add_answer(self, report: Report, by: str, text: str, concern: Concern | None = None) -> Report:
        """Store what came of a report and return it."""
        values = {
            "report_id": report.id, "account": by, "at": self._at, "text": text,
            "concern_id": concern.id if concern else None,
        }  # fmt: skip
        self._connection.execute(insert(ANSWER).values(values))
        return self.certain_report(report.id)

    def certain(self, concern_id: int) -> Concern:
        """Return a concern that was just written.

        Raises:
            LookupError: it was not.
        """
        if (concern := self.one(concern_id)) is None:
            raise LookupError("the concern was not written")
        return concern

    def certain_report(self, report_id: int) -> Report:
        """Return a report that was just written.

        Raises:
            LookupError: it was not.
        """
        if (report := self.report(report_id)) is None:
            raise LookupError("the report was not written")
        return report

    def _insert(self, target: Table, values: dict[str, Any]) -> int:
        return int(
            self._connection.execute(insert(target).values(values).returning(target.c.id)).scalar_one()
        )


def _json(values: tuple[str, ...]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
