"""Does what a fully approved submission asks for, unless what it was about has changed meanwhile."""

from catalog.actions.holding import concerns_following, hide_taker, name_taker
from catalog.domain.concern_rules import require_free
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict, Invalid
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.revision import canonical_json, content_hash
from catalog.domain.tool import Tool
from catalog.domain.values import Record
from catalog.domain.work import Standing, Submission
from catalog.domain.workflow import Act, DraftState, RecordState, require_act
from catalog.store import UnitOfWork


def carry_out(work: UnitOfWork, submission: Submission) -> None:
    """Publish, retire, restore or merge.

    Raises:
        Conflict: the record, or the one that it goes into, changed since it was submitted, or a concern holds it
            back; nothing was decided.
    """
    standing = work.workflow.standing(submission.kind, submission.slug)
    require_act(submission.act, standing.state)
    _require_no_concern(work, submission)
    with concerns_following(work):
        _carry_out(work, submission, standing)


def _carry_out(work: UnitOfWork, submission: Submission, standing: Standing) -> None:
    match submission.act:
        case Act.PUBLISH:
            _publish(work, submission, standing)
        case Act.RESTORE:
            _require_unchanged(submission.sha256 == standing.sha256)
            _show(work, submission, submission.slug, EventTag.RECORD_RESTORED)
        case Act.RETIRE:
            _require_unchanged(submission.sha256 == standing.sha256)
            _retire(work, submission)
        case Act.MERGE:
            joined = merged(work, submission.kind, submission.slug, submission.target)
            _require_unchanged(content_hash(canonical_json(joined)) == submission.sha256)
            _retire(work, submission)
            _show(work, submission, submission.target, EventTag.RECORD_MERGED)


def _require_no_concern(work: UnitOfWork, submission: Submission) -> None:
    """Let nothing that a concern holds back come to sight; who goes into another takes its concerns along."""
    if submission.act is not Act.RETIRE:
        shown = submission.target if submission.act is Act.MERGE else submission.slug
        require_free(work.concerns.about(submission.kind, shown))


def merged(work: UnitOfWork, kind: RecordKind, slug: str, target: str) -> Tool:
    """Return the published target as it takes over the address of the record that goes into it.

    Raises:
        Invalid: one of the two is no tool, or the target is not published.
    """
    into = work.reader.document(kind, target)
    gone = work.workflow.content(kind, slug, work.workflow.standing(kind, slug).sha256)
    if not isinstance(into, Tool) or not isinstance(gone, Tool):
        raise Invalid("Only a tool can be merged, and it needs the published tool that it goes into.")
    redirects = tuple(dict.fromkeys((*into.redirects, *gone.redirects, slug)))
    return into.model_copy(update={"redirects": redirects})


def _publish(work: UnitOfWork, submission: Submission, standing: Standing) -> None:
    draft = work.workflow.certain_draft(submission.draft or 0)
    slipped_back = standing.state is RecordState.SUSPENDED and not submission.sensitive
    _require_unchanged(standing.sha256 == draft.base and not slipped_back)
    before = work.workflow.content(submission.kind, submission.slug, standing.sha256)
    _show(work, submission, submission.slug, EventTag.RECORD_PUBLISHED)
    _take_places(work, before, work.reader.document(submission.kind, submission.slug))
    work.workflow.change_draft(draft, state=DraftState.DONE)


def _take_places(work: UnitOfWork, before: Record | None, tool: Record) -> None:
    if isinstance(tool, Tool):
        for old in tool.redirects:
            name_taker(work, old, tool.slug)
        hide_taker(work, before if isinstance(before, Tool) else None, tool)


def _show(work: UnitOfWork, submission: Submission, slug: str, tag: EventTag) -> None:
    revision = work.workflow.revision_id(submission.kind, slug, submission.sha256)
    detail: dict[str, JsonValue] = {"submission": submission.id}
    if submission.act is Act.MERGE:
        detail["merged"] = submission.slug
    work.publish_revision(submission.kind, slug, revision, tag, detail)


def _retire(work: UnitOfWork, submission: Submission) -> None:
    work.retire(
        submission.kind, submission.slug, submission.reason, origin="workflow", successor=submission.target
    )


def _require_unchanged(unchanged: bool) -> None:
    if not unchanged:
        raise Conflict(
            "What is published changed after this was submitted. Request changes, or reject it, so that it is "
            "submitted again as things stand now. Nothing was decided."
        )
