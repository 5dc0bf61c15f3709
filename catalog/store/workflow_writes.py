"""Writes drafts, submissions and decisions, inside a unit of work. Rules stand in `catalog.domain.workflow`."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from catalog.domain.content import RecordKind
from catalog.domain.people import Role
from catalog.domain.work import Draft, Submission
from catalog.domain.workflow import Act, Decision, DraftState, Risk, SubmissionState
from catalog.store.workflow_reads import (
    CONTRIBUTOR,
    DECISION,
    DRAFT,
    REVISION,
    SUBMISSION,
    WorkflowReads,
)


class WorkflowWrites(WorkflowReads):
    """What a unit of work changes of the work behind what is published; each change is told as an event there."""

    def __init__(self, connection: Connection, at: str, account: str) -> None:
        super().__init__(connection)
        self._at = at
        self._account = account

    def add_draft(
        self,
        kind: RecordKind,
        slug: str,
        content: Mapping[str, Any],
        base: str = "",
        batch: int | None = None,
    ) -> Draft:
        """Store a new draft of a record, written by the actor; there must be no other live one."""
        values = {
            "kind": kind, "slug": slug, "content": _json(content), "state": DraftState.OPEN,
            "base_revision_id": self.revision_id(kind, slug, base) if base else None, "batch_id": batch,
            "created_by": self._account, "created_at": self._at, "updated_at": self._at, "row_version": 1,
        }  # fmt: skip
        draft_id = self._insert(DRAFT, values)
        self.add_contributor(draft_id)
        return self.certain_draft(draft_id)

    def change_draft(
        self,
        draft: Draft,
        *,
        slug: str | None = None,
        content: Mapping[str, Any] | None = None,
        base: str | None = None,
        state: DraftState | None = None,
    ) -> Draft | None:
        """Change a draft if it still has the version that was read; return it, or None when it was overtaken."""
        values: dict[str, Any] = {"updated_at": self._at, "row_version": draft.version + 1}
        if slug is not None:
            values["slug"] = slug
        if content is not None:
            values["content"] = _json(content)
        if base is not None:
            values["base_revision_id"] = self.revision_id(draft.kind, draft.slug, base) if base else None
        if state is not None:
            values["state"] = state
        same = and_(DRAFT.c.id == draft.id, DRAFT.c.row_version == draft.version)
        changed = self._connection.execute(update(DRAFT).where(same).values(values))
        if changed.rowcount == 0:
            return None
        if content is not None:
            self.add_contributor(draft.id)
        return self.certain_draft(draft.id)

    def add_contributor(self, draft_id: int) -> None:
        """Note that the actor wrote in a draft."""
        known = select(CONTRIBUTOR.c.account).where(
            and_(CONTRIBUTOR.c.draft_id == draft_id, CONTRIBUTOR.c.account == self._account)
        )
        if self._connection.execute(known).first() is None:
            self._connection.execute(insert(CONTRIBUTOR).values(draft_id=draft_id, account=self._account))

    def add_submission(
        self,
        act: Act,
        kind: RecordKind,
        slug: str,
        revision_id: int,
        *,
        needs: tuple[frozenset[Role], ...],
        sensitive: bool,
        risk: Risk,
        reason: str,
        draft: int | None = None,
        target: str = "",
    ) -> Submission:
        """Store a submission by the actor and return it."""
        values = {
            "act": act, "kind": kind, "slug": slug, "draft_id": draft, "revision_id": revision_id,
            "target_slug": target or None, "reason": reason, "sensitive": sensitive,
            "needs": json.dumps([sorted(roles) for roles in needs]), "risk": risk,
            "state": SubmissionState.SUBMITTED, "made_by": self._account, "made_at": self._at, "row_version": 1,
        }  # fmt: skip
        return self.certain_submission(self._insert(SUBMISSION, values))

    def change_submission(
        self, submission: Submission, state: SubmissionState, *, taken_by: str | None = None
    ) -> Submission:
        """Bring a submission to a state; the end of it is noted with its time."""
        values: dict[str, Any] = {"state": state, "row_version": submission.version + 1}
        if taken_by is not None:
            values["taken_by"] = taken_by
        if state not in (SubmissionState.SUBMITTED, SubmissionState.IN_REVIEW):
            values["settled_at"] = self._at
        same = SUBMISSION.c.id == submission.id
        self._connection.execute(update(SUBMISSION).where(same).values(values))
        return self.certain_submission(submission.id)

    def add_decision(self, submission: Submission, decision: Decision) -> None:
        """Store what the actor decided."""
        checklist = [[item.item, item.answer, item.note] for item in decision.checklist]
        values = {
            "submission_id": submission.id, "account": decision.by, "role": decision.role,
            "outcome": decision.outcome, "sha256": decision.sha256, "comment": decision.comment,
            "interest": decision.interest, "checklist": _json(checklist),
            "field_comments": _json(decision.field_comments or {}), "at": self._at,
        }  # fmt: skip
        self._connection.execute(insert(DECISION).values(values))

    def revision_id(self, kind: RecordKind, slug: str, sha256: str) -> int:
        """Return the row of a revision that is known to exist, the newest one with this hash."""
        query = select(REVISION.c.id).where(
            and_(REVISION.c.kind == kind, REVISION.c.slug == slug, REVISION.c.sha256 == sha256)
        )
        return int(self._connection.execute(query.order_by(REVISION.c.number.desc())).scalars().first() or 0)

    def certain_draft(self, draft_id: int) -> Draft:
        """Return a draft that was just written.

        Raises:
            LookupError: it was not.
        """
        if (draft := self.draft(draft_id)) is None:
            raise LookupError("the draft was not written")
        return draft

    def certain_submission(self, submission_id: int) -> Submission:
        """Return a submission that was just written.

        Raises:
            LookupError: it was not.
        """
        if (submission := self.submission(submission_id)) is None:
            raise LookupError("the submission was not written")
        return submission

    def _insert(self, target: Any, values: dict[str, Any]) -> int:
        return int(
            self._connection.execute(insert(target).values(values).returning(target.c.id)).scalar_one()
        )


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
