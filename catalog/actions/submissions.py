"""Acts on submissions: put up for decision, take, withdraw, decide; a settled one is carried out at once."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from catalog.actions.carrying_out import carry_out
from catalog.actions.checking import require_record
from catalog.actions.registry import action
from catalog.domain.checklist import checklist_faults
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.people import Actor, Permission
from catalog.domain.tool import Tool
from catalog.domain.values import Record
from catalog.domain.work import Draft, Overtaken, Standing, Submission, weight_of
from catalog.domain.workflow import (
    CHECK_EVERY_DAYS,
    Act,
    Answer,
    Decision,
    DraftState,
    Outcome,
    RecordState,
    SubmissionState,
    approvals_needed,
    decision_seal,
    require_act,
    require_decider,
    require_plain,
    require_reason,
    require_same_revision,
    require_undecided,
    risk_of,
    state_after,
)
from catalog.domain.writing import require_writer
from catalog.store import Store, UnitOfWork

_NO_COMMENTS: Final[Mapping[str, str]] = {}


@action(permission=Permission.SUBMISSION_MAKE, events=(EventTag.SUBMISSION_MADE,))
def submit_draft(store: Store, actor: Actor, draft_id: int, version: int, reason: str) -> Submission:
    """Put a draft up for decision: its text becomes a revision that nobody can change any more.

    Raises:
        Invalid: with every fault that keeps it from being submitted; or no reason is given.
        Overtaken: somebody saved first.
        Conflict: it is under review already, or what is published has changed since the draft was begun.
    """
    said = require_reason(reason, "What you changed, and why,")
    with store.writing(actor) as work:
        draft = _writable(work, draft_id, version)
        standing = _unchanged(work, draft)
        record = require_record(draft.kind, draft.slug, draft.content, work.reader, work.at[:10])
        checked = _checked_today(record, work.at[:10])
        before = work.workflow.content(draft.kind, draft.slug, draft.base) if draft.base else None
        if before is not None and _said(checked) == _said(before):
            raise Conflict("The draft says just what is published already; there is nothing to decide.")
        require_act(Act.PUBLISH, standing.state)
        weight = weight_of(before, checked)
        # To publish a suspended tool is to restore it, and that takes two.
        sensitive = weight.sensitive or standing.state is RecordState.SUSPENDED
        detail: dict[str, JsonValue] = {"draft": draft.id, "reason": said}
        revision = work.store_revision(draft.kind, draft.slug, checked, EventTag.SUBMISSION_MADE, detail)
        work.workflow.add_contributor(draft.id)
        work.workflow.change_draft(draft, state=DraftState.SUBMITTED)
        return work.workflow.add_submission(
            Act.PUBLISH,
            draft.kind,
            draft.slug,
            revision,
            needs=approvals_needed(Act.PUBLISH, sensitive=sensitive),
            sensitive=sensitive,
            risk=weight.risk,
            reason=said,
            draft=draft.id,
        )


@action(permission=Permission.SUBMISSION_DECIDE, events=(EventTag.SUBMISSION_TAKEN,))
def take(store: Store, actor: Actor, submission_id: int) -> Submission:
    """Take a submission up for review, so that others see who is at it; anybody else may still decide.

    Raises:
        NotAllowed: the actor wrote part of it.
        Conflict: it is settled already.
    """
    with store.writing(actor) as work:
        submission = undecided(work, submission_id)
        if actor.name in writers(work, submission):
            raise NotAllowed("You wrote part of this revision; somebody else has to review it.")
        _told(work, EventTag.SUBMISSION_TAKEN, submission)
        return work.workflow.change_submission(submission, SubmissionState.IN_REVIEW, taken_by=actor.name)


@action(permission=Permission.SUBMISSION_MAKE, events=(EventTag.SUBMISSION_WITHDRAWN,))
def withdraw(store: Store, actor: Actor, submission_id: int, reason: str) -> Submission:
    """Take a submission back; its draft can be edited again.

    Raises:
        NotAllowed: the actor did not write it.
        Conflict: it is settled already.
        Invalid: no reason is given.
    """
    said = require_reason(reason, "The reason")
    with store.writing(actor) as work:
        submission = undecided(work, submission_id)
        require_writer(actor, submission.kind)
        if actor.name not in (submission.made_by, *submission.contributors):
            raise NotAllowed(
                "Only those who wrote a submission can withdraw it; you can decide on it instead."
            )
        _told(work, EventTag.SUBMISSION_WITHDRAWN, submission, reason=said)
        _reopen(work, submission)
        return work.workflow.change_submission(submission, SubmissionState.WITHDRAWN)


@action(
    permission=Permission.SUBMISSION_DECIDE,
    events=(
        EventTag.SUBMISSION_DECIDED,
        EventTag.CONCERN_BORNE,
        EventTag.RECORD_MERGED,
        EventTag.RECORD_PUBLISHED,
        EventTag.RECORD_RESTORED,
        EventTag.RECORD_RETIRED,
        EventTag.RECORD_SUSPENDED,
    ),
)
def decide(
    store: Store,
    actor: Actor,
    submission_id: int,
    sha256: str,
    outcome: Outcome,
    comment: str,
    interest: str,
    checklist: tuple[Answer, ...] = (),
    field_comments: Mapping[str, str] = _NO_COMMENTS,
) -> Submission:
    """Decide on exactly the revision that was seen; with the last approval it is published in the same act.

    `interest` declares conflicts of interest, or that there are none.

    Raises:
        NotAllowed: the actor contributed, decided before, or has a role whose approval is given already.
        Conflict: it is settled, the revision is another one, or the record changed meanwhile.
        Invalid: the checklist is not answered, comment or statement of interest are missing, or a text holds a
            character that texts do not hold.
    """
    decision = Decision(
        actor.name, actor.role, outcome, sha256,
        require_reason(comment, "The comment"), require_reason(interest, "The statement of interests", least=4),
        checklist=checklist, field_comments=field_comments,
    )  # fmt: skip
    for text in (*(answer.note for answer in checklist), *field_comments.values()):
        require_plain(text, "A note or a comment on a field")
    with store.writing(actor) as work:
        submission = undecided(work, submission_id)
        _require_checklist(checklist, outcome, submission.kind)
        require_same_revision(sha256, submission.sha256)
        require_decider(actor, writers(work, submission), submission.decisions, submission.needs, outcome)
        work.workflow.add_decision(submission, decision)
        state = state_after(submission.needs, (*submission.decisions, decision))
        said = {"outcome": outcome, "state": state, "sha256": sha256, "seal": decision_seal(decision)}
        _told(work, EventTag.SUBMISSION_DECIDED, submission, **said)
        if state is SubmissionState.APPROVED:
            carry_out(work, submission)
        elif state is SubmissionState.CHANGES_REQUESTED:
            _reopen(work, submission)
        elif state is SubmissionState.REJECTED and submission.draft is not None:
            work.workflow.change_draft(work.workflow.certain_draft(submission.draft), state=DraftState.DONE)
        return work.workflow.change_submission(submission, state)


def writers(work: UnitOfWork, submission: Submission) -> frozenset[str]:
    """Return who may not decide: the maker, and all who wrote since the last published revision."""
    wrote: tuple[str, ...] = ()
    if submission.draft is not None:
        base = work.workflow.certain_draft(submission.draft).base
        wrote = work.workflow.contributors_since(submission.kind, submission.slug, base)
    return frozenset((submission.made_by, *submission.contributors, *wrote))


def undecided(work: UnitOfWork, submission_id: int) -> Submission:
    """Return a submission that waits for a decision.

    Raises:
        NotFound: there is none.
        Conflict: it is settled already.
    """
    submission = work.workflow.submission(submission_id)
    if submission is None:
        raise NotFound("There is no such submission. Look at the queue.")
    require_undecided(submission.state)
    return submission


def _require_checklist(checklist: tuple[Answer, ...], outcome: Outcome, kind: RecordKind) -> None:
    if faults := checklist_faults(checklist, outcome, kind):
        raise Invalid(f"{faults[0].message}. Nothing was decided.", faults)


def _told(work: UnitOfWork, tag: EventTag, submission: Submission, **detail: str) -> None:
    work.record(tag, f"{submission.kind}:{submission.slug}", {"submission": submission.id, **detail})


def _reopen(work: UnitOfWork, submission: Submission) -> None:
    if submission.draft is not None:
        work.workflow.change_draft(work.workflow.certain_draft(submission.draft), state=DraftState.OPEN)


def _writable(work: UnitOfWork, draft_id: int, version: int) -> Draft:
    draft = work.workflow.draft(draft_id)
    if draft is None:
        raise NotFound("There is no such draft. Open the record again.")
    require_writer(work.actor, draft.kind)
    if draft.state is not DraftState.OPEN:
        raise Conflict(f"This draft is {draft.state} already; nothing was submitted.")
    if draft.version != version:
        raise Overtaken(draft)
    return draft


def _unchanged(work: UnitOfWork, draft: Draft) -> Standing:
    standing = work.workflow.standing(draft.kind, draft.slug)
    if standing.sha256 != draft.base:
        raise Conflict(
            "What is published changed after you began this draft. Compare it with what is published now, then "
            "submit it again. Your text is kept."
        )
    return standing


def _said(record: Record) -> dict[str, object]:
    """Return what a record says, without the dates on which it was checked."""
    return record.model_dump(exclude={"verification": {"checked", "next_check"}})


def _checked_today(record: Record, today: str) -> Record:
    """Return the record as checked today, by the interval of its risk: to submit is to answer for every fact."""
    if not isinstance(record, Tool):
        return record
    due = date.fromisoformat(today) + timedelta(days=CHECK_EVERY_DAYS[risk_of(record)])
    checked = record.verification.model_copy(update={"checked": today, "next_check": due.isoformat()})
    return record.model_copy(update={"verification": checked})
