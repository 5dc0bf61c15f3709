"""Reads what is under review: the queue, and one submission with its changes beside their sources."""

from datetime import date

from catalog.domain.changes import FieldChange, changes
from catalog.domain.checklist import checklist_for
from catalog.domain.duplicates import likely_duplicates
from catalog.domain.errors import NotAllowed, NotFound
from catalog.domain.people import Actor, Permission
from catalog.domain.source import Source
from catalog.domain.tool import Tool
from catalog.domain.values import Record
from catalog.domain.work import Submission
from catalog.domain.workflow import (
    UNDECIDED,
    Act,
    Outcome,
    Risk,
    approvals_missing,
    in_words,
    require_decider,
)
from catalog.queries.drafts import preview_of
from catalog.queries.names import name_of
from catalog.queries.reading import ReadSide
from catalog.queries.sources import source_rows
from catalog.queries.work_views import QueueRow, ReviewedChange, ReviewPage
from catalog.store import Reader

_RISKS = {Risk.HIGH: 0, Risk.ORDINARY: 1, Risk.PROTOTYPE: 2}


def queue(read: ReadSide, actor: Actor, today: str, order: str = "oldest") -> tuple[QueueRow, ...]:
    """Return what waits for a decision; `order` is "oldest", "risk", or "mine" (taken by the actor, or decidable)."""
    actor.require(Permission.SUBMISSION_READ)
    with read.store.reading() as reader:
        rows = [_row(reader, actor, item, today) for item in reader.workflow.undecided()]
    if order == "risk":
        rows.sort(key=lambda row: (_RISKS[row.submission.risk], row.submission.made_at))
    elif order == "mine":
        rows = [row for row in rows if row.submission.taken_by == actor.name or not row.refusal]
        rows.sort(key=lambda row: (row.submission.taken_by != actor.name, row.submission.made_at))
    return tuple(rows)


def review_page(read: ReadSide, actor: Actor, submission_id: int) -> ReviewPage:
    """Return everything the page of a submission shows.

    Raises:
        NotFound: there is no such submission.
    """
    actor.require(Permission.SUBMISSION_READ)
    with read.store.reading() as reader:
        submission = reader.workflow.submission(submission_id)
        if submission is None:
            raise NotFound("There is no such submission. Look at the queue.")
        shown = submission.target if submission.act is Act.MERGE else submission.slug
        after = reader.workflow.content(submission.kind, shown, submission.sha256)
        before = _before(reader, submission, shown)
        refusal = _refusal(reader, actor, submission)
        objection = _refusal(reader, actor, submission, Outcome.REJECT)
        stuck = _stuck(reader, submission)
        name = _name(reader, after, submission)
    tool = after if isinstance(after, Tool) else None
    edited = after is not None and submission.act in (Act.PUBLISH, Act.MERGE)
    compared = changes(before, after) if after is not None and edited else ()
    return ReviewPage(
        submission=submission,
        name=name,
        changes=tuple(_with_sources(read, item, after, before) for item in compared),
        duplicates=likely_duplicates(tool.model_dump(), read.all_tools()) if tool and before is None else (),
        checklist=checklist_for(submission.kind),
        missing=in_words(approvals_missing(submission.needs, submission.decisions)),
        refusal=refusal,
        objection=objection,
        stuck=stuck,
        preview=preview_of(read, after) if after is not None else None,
    )


def _row(reader: Reader, actor: Actor, submission: Submission, today: str) -> QueueRow:
    shown = submission.target if submission.act is Act.MERGE else submission.slug
    record = reader.workflow.content(submission.kind, shown, submission.sha256)
    days = (date.fromisoformat(today) - date.fromisoformat(submission.made_at[:10])).days
    return QueueRow(
        submission,
        _name(reader, record, submission),
        max(0, days),
        in_words(approvals_missing(submission.needs, submission.decisions)),
        _refusal(reader, actor, submission),
    )


def _refusal(reader: Reader, actor: Actor, submission: Submission, outcome: Outcome = Outcome.APPROVE) -> str:
    """Return why the actor may not decide so now, or ""; the action asks the same rule again."""
    if submission.state not in UNDECIDED:
        return f"This submission is {submission.state.replace('-', ' ')}."
    try:
        require_decider(actor, _writers(reader, submission), submission.decisions, submission.needs, outcome)
    except NotAllowed as error:
        return str(error)
    return ""


def _writers(reader: Reader, submission: Submission) -> frozenset[str]:
    draft = reader.workflow.draft(submission.draft) if submission.draft is not None else None
    wrote = reader.workflow.contributors_since(submission.kind, submission.slug, draft.base) if draft else ()
    return frozenset((submission.made_by, *submission.contributors, *wrote))


def _stuck(reader: Reader, submission: Submission) -> str:
    """Return that an approval is missing which no active account can give, or ""."""
    if submission.state not in UNDECIDED:
        return ""
    out = _writers(reader, submission) | {decision.by for decision in submission.decisions}
    free = {item.role for item in reader.accounts.all() if item.active and item.name not in out}
    for roles in approvals_missing(submission.needs, submission.decisions):
        if not roles & free:
            return (
                f"Nobody can give the approval of a {' or '.join(sorted(roles))}: whoever has that role wrote part of "
                "this or has decided already. Another one is needed; ask an administrator for an account."
            )
    return ""


def _before(reader: Reader, submission: Submission, shown: str) -> Record | None:
    """Return what the revision is compared with: what the draft started from, else what is published."""
    if submission.draft is not None:
        draft = reader.workflow.draft(submission.draft)
        return reader.workflow.content(submission.kind, shown, draft.base) if draft and draft.base else None
    standing = reader.workflow.standing(submission.kind, shown)
    return reader.workflow.content(submission.kind, shown, standing.sha256)


def _name(reader: Reader, record: Record | None, submission: Submission) -> str:
    """Return what a submission is about: the record, or for a merge the two."""
    name = name_of(record, submission.slug)
    if submission.act is not Act.MERGE:
        return name
    standing = reader.workflow.standing(submission.kind, submission.slug)
    gone = reader.workflow.content(submission.kind, submission.slug, standing.sha256)
    return f"{name_of(gone, submission.slug)} into {name}"


def _with_sources(
    read: ReadSide, change: FieldChange, after: Record | None, before: Record | None
) -> ReviewedChange:
    known: dict[int, Source] = {**getattr(before, "sources", {}), **getattr(after, "sources", {})}
    cited = {number: known[number] for number in change.sources if number in known}
    return ReviewedChange(change, source_rows(read.words, cited))
