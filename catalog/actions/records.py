"""Acts on published records: suspend at once; ask for one to be retired, restored or merged."""

from catalog.actions.carrying_out import merged
from catalog.actions.registry import action
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict, Invalid, NotFound
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.people import Actor, Permission
from catalog.domain.tool import Tool
from catalog.domain.work import Standing, Submission
from catalog.domain.workflow import (
    Act,
    RecordState,
    Risk,
    approvals_needed,
    require_act,
    require_reason,
    risk_of,
)
from catalog.domain.writing import require_writer
from catalog.store import Store, UnitOfWork


@action(permission=Permission.RECORD_SUSPEND, events=(EventTag.RECORD_SUSPENDED,))
def suspend(store: Store, actor: Actor, kind: RecordKind, slug: str, reason: str) -> None:
    """Take a published record out of what readers see, at once; a decision of two can restore it.

    Raises:
        NotFound: there is no such record.
        Conflict: it is not published now.
        Invalid: no reason is given.
    """
    said = require_reason(reason, "The reason")
    with store.writing(actor) as work:
        standing = _known(work, kind, slug)
        if standing.state is not RecordState.PUBLISHED:
            raise Conflict(f"The record is {standing.state} already; nothing was changed.")
        work.suspend(kind, slug, said)


@action(permission=Permission.SUBMISSION_MAKE, events=(EventTag.SUBMISSION_MADE,))
def propose(
    store: Store, actor: Actor, act: Act, kind: RecordKind, slug: str, reason: str, target: str = ""
) -> Submission:
    """Ask for a record to be retired, restored, or merged into `target`; decided by two others.

    A retired record may name its successor as `target`.

    Raises:
        NotAllowed: the actor's role does not write such records.
        NotFound: there is no such record, or no such target.
        Conflict: the record is in a state in which this makes no sense, or waits for a decision already.
        Invalid: no reason is given, or an edit was asked for.
    """
    require_writer(actor, kind)
    said = require_reason(reason, "The reason")
    if act is Act.PUBLISH:
        raise Invalid("An edit is submitted as a draft. Open the record for editing.")
    with store.writing(actor) as work:
        standing = _known(work, kind, slug)
        require_act(act, standing.state)
        if next(work.workflow.undecided(kind, slug), None) is not None:
            raise Conflict("Something about this record waits for a decision already. Settle that first.")
        if target:
            _require_target(work, kind, slug, target)
        elif act is Act.MERGE:
            raise Invalid("Choose the tool that this one merges into; its address will lead there.")
        revision = _merged(work, kind, slug, target, said) if act is Act.MERGE else _same(work, standing)
        if act is not Act.MERGE:
            detail: dict[str, JsonValue] = {"act": act, "reason": said, "target": target}
            work.record(EventTag.SUBMISSION_MADE, f"{kind}:{slug}", detail)
        return work.workflow.add_submission(
            act,
            kind,
            slug,
            revision,
            needs=approvals_needed(act, sensitive=True),
            sensitive=True,
            risk=_risk(work, standing),
            reason=said,
            target=target,
        )


def _known(work: UnitOfWork, kind: RecordKind, slug: str) -> Standing:
    standing = work.workflow.standing(kind, slug)
    if standing.state is None:
        raise NotFound("There is no such record. Search for it by name.")
    return standing


def _require_target(work: UnitOfWork, kind: RecordKind, slug: str, target: str) -> None:
    if target == slug or work.workflow.standing(kind, target).state is not RecordState.PUBLISHED:
        raise NotFound(f"“{target}” is not another published record. Name one by its address.")


def _same(work: UnitOfWork, standing: Standing) -> int:
    return work.workflow.revision_id(standing.kind, standing.slug, standing.sha256)


def _merged(work: UnitOfWork, kind: RecordKind, slug: str, target: str, reason: str) -> int:
    """Return the row of the revision of the target that takes over the old address."""
    detail: dict[str, JsonValue] = {"act": Act.MERGE, "reason": reason, "merged": slug}
    return work.store_revision(
        kind, target, merged(work, kind, slug, target), EventTag.SUBMISSION_MADE, detail
    )


def _risk(work: UnitOfWork, standing: Standing) -> Risk:
    record = work.workflow.content(standing.kind, standing.slug, standing.sha256)
    return risk_of(record) if isinstance(record, Tool) else Risk.ORDINARY
