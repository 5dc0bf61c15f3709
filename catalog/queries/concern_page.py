"""Reads one concern with all that happened, and what the person who looks may do about it."""

from collections.abc import Callable, Mapping
from typing import Final

from catalog.domain.concern_rules import require_appellant, require_judge, require_reopenable
from catalog.domain.concerns import MAY_FOLLOW, Concern, StepKind
from catalog.domain.content import RecordKind
from catalog.domain.errors import CatalogError, NotFound
from catalog.domain.people import Actor, Permission
from catalog.domain.workflow import Outcome, SubmissionState
from catalog.queries.concern_subjects import hidden_from, naming, veiled
from catalog.queries.concern_work_views import ConcernPage
from catalog.queries.reading import ReadSide
from catalog.queries.shown_concerns import concern_views
from catalog.store import Reader

_NEEDS: Final[Mapping[StepKind, Permission]] = {
    StepKind.TAKEN_UP: Permission.CONCERN_DECIDE,
    StepKind.REPLY_ASKED: Permission.CONCERN_DECIDE,
    StepKind.REPLY: Permission.CONCERN_ANSWER,
    StepKind.STATEMENT: Permission.CONCERN_STATEMENT,
    StepKind.VERDICT: Permission.CONCERN_DECIDE,
    StepKind.APPEAL: Permission.CONCERN_APPEAL,
    StepKind.APPEAL_DECLINED: Permission.CONCERN_DECIDE,
    StepKind.REOPENED: Permission.CONCERN_DECIDE,
}


def concern_page(read: ReadSide, actor: Actor, concern_id: int, today: str) -> ConcernPage:
    """Return everything the page of a concern shows; accounts are named to those who edit, and to nobody else.

    While its tool is out of sight, readers see where the concern stands and no text; the author of the report that
    it came from sees all.

    Raises:
        NotFound: there is no such concern.
    """
    actor.require(Permission.CATALOGUE_READ)
    with read.store.reading() as reader:
        concern = reader.concerns.one(concern_id)
        if concern is None:
            raise NotFound("There is no such concern. Look at the page of the tool.")
        own = actor.signed_in and actor.name == concern.reporter
        named = naming(reader, actor, own=own)
        subject = named(concern.kind, concern.slug)
        bearers = reader.concerns.bearers(concern.kind, concern.slug)
        hidden = hidden_from(actor, concern, [named(concern.kind, slug) for slug in bearers])
        curated = reader.concerns.curated_by(concern.kind, concern.slug)
        approvers = _approvers(reader, concern.kind, concern.slug) - curated
    shown = veiled(concern) if hidden else concern
    works = actor.may(Permission.CONCERN_WORK)
    view = concern_views(read.words, (shown,), named=works)[0]
    return ConcernPage(
        concern=shown,
        subject=subject,
        view=view,
        acts=_acts(actor, concern, curated, today),
        approvers=tuple(sorted(approvers)) if works else (),
        today=today,
    )


def _approvers(reader: Reader, kind: RecordKind, slug: str) -> frozenset[str]:
    """Return who approved a publication, a restoring or a merge of a record."""
    return frozenset(
        decision.by
        for submission in reader.workflow.submissions(kind, slug)
        if submission.state is SubmissionState.APPROVED
        for decision in submission.decisions
        if decision.outcome is Outcome.APPROVE
    )


def _acts(actor: Actor, concern: Concern, curated: frozenset[str], today: str) -> dict[StepKind, str]:
    """Return what this person's role may do now, each with the sentence that stands against it, or ""."""
    found = {}
    for kind in MAY_FOLLOW[concern.state]:
        if actor.may(_NEEDS[kind]):
            found[kind] = _against(actor, concern, curated, kind, today)
    if found.get(StepKind.APPEAL) and not actor.may(Permission.CONCERN_WORK):
        del found[StepKind.APPEAL]  # whoever did not report it is not bothered with what they cannot do
    return {kind: found[kind] for kind in StepKind if kind in found}


def _against(actor: Actor, concern: Concern, curated: frozenset[str], kind: StepKind, today: str) -> str:
    def rules() -> None:
        if kind is StepKind.APPEAL:
            require_appellant(actor, concern)
        elif _NEEDS[kind] is Permission.CONCERN_DECIDE:
            require_judge(actor, concern, curated)
        if kind is StepKind.REOPENED:
            require_reopenable(concern, today)

    return _sentence(rules)


def _sentence(rules: Callable[[], None]) -> str:
    try:
        rules()
    except CatalogError as error:
        return str(error)
    return ""
