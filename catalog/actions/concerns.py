"""Acts on concerns: raise, examine, answer, decide, appeal, reopen. Each is one step that nobody can take back.

A step is stored, told as an event with its seal, and followed at once by what it does to the tool, all in one
transaction.
"""

from dataclasses import replace

from catalog.actions.holding import follow
from catalog.actions.raising import raised, tell
from catalog.actions.registry import action
from catalog.domain.concern_rules import (
    Raising,
    Ruling,
    checked_ruling,
    checked_source,
    checked_text,
    require_all_read,
    require_appellant,
    require_judge,
    require_reopenable,
    require_step,
)
from catalog.domain.concern_seals import step_seal
from catalog.domain.concerns import Concern, Step, StepKind
from catalog.domain.content import RecordKind
from catalog.domain.errors import Invalid, NotFound
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.people import Actor, Permission
from catalog.store import Store, UnitOfWork

_STEPPED = (EventTag.CONCERN_STEPPED, EventTag.CONCERN_BORNE)
_MAY_MOVE = (*_STEPPED, EventTag.RECORD_RESTORED, EventTag.RECORD_SUSPENDED)


@action(
    permission=Permission.CONCERN_RAISE,
    events=(EventTag.CONCERN_RAISED, EventTag.CONCERN_BORNE, EventTag.RECORD_SUSPENDED),
)
def raise_concern(store: Store, actor: Actor, kind: RecordKind, slug: str, said: Raising) -> Concern:
    """Raise a concern about a tool, a capability or a case; a severe one takes its tool out of sight at once.

    Raises:
        NotFound: there is no such record.
        Invalid: with a fault for each part that is missing or unreadable; nothing was raised.
    """
    with store.writing(actor) as work:
        return raised(work, kind, slug, said)


@action(permission=Permission.CONCERN_DECIDE, events=_STEPPED)
def take_up(store: Store, actor: Actor, concern_id: int, note: str = "") -> Concern:
    """Begin to examine a concern.

    Raises:
        NotFound: there is no such concern.
        NotAllowed: the actor has a part in it, or wrote in the record.
        Conflict: it is being examined already.
    """
    with store.writing(actor) as work:
        concern = _judged(work, concern_id)
        return _stepped(work, concern, StepKind.TAKEN_UP, text=_note(note))


@action(permission=Permission.CONCERN_DECIDE, events=_STEPPED)
def ask_reply(store: Store, actor: Actor, concern_id: int, question: str) -> Concern:
    """Ask the curators, or through them the provider, for a reply.

    Raises:
        NotFound: there is no such concern.
        NotAllowed: the actor has a part in it, or wrote in the record.
        Conflict: it is not being examined.
        Invalid: no question is asked.
    """
    with store.writing(actor) as work:
        concern = _judged(work, concern_id)
        return _stepped(work, concern, StepKind.REPLY_ASKED, text=checked_text(question, "The question"))


@action(permission=Permission.CONCERN_ANSWER, events=_STEPPED)
def reply(store: Store, actor: Actor, concern_id: int, text: str) -> Concern:
    """Answer a concern for those who keep the record; it is shown beside the concern.

    Raises:
        NotFound: there is no such concern.
        Conflict: it is decided already.
        Invalid: nothing is said.
    """
    with store.writing(actor) as work:
        return _stepped(work, _known(work, concern_id), StepKind.REPLY, text=checked_text(text, "The reply"))


@action(permission=Permission.CONCERN_STATEMENT, events=_STEPPED)
def enter_statement(
    store: Store, actor: Actor, concern_id: int, text: str, source: str, interest: str
) -> Concern:
    """Enter what the provider says, with the page where it stands and the interest that it declares.

    Raises:
        NotFound: there is no such concern.
        Invalid: the statement, its source or the interest is missing.
    """
    with store.writing(actor) as work:
        page = checked_source(source)
        if not page:
            raise Invalid("Name the web address where the provider says this. Nothing was saved.")
        return _stepped(
            work,
            _known(work, concern_id),
            StepKind.STATEMENT,
            text=checked_text(text, "The statement"),
            source=page,
            interest=checked_text(interest, "The declared interest", least=4),
        )


@action(permission=Permission.CONCERN_DECIDE, events=_MAY_MOVE)
def decide(store: Store, actor: Actor, concern_id: int, said: Ruling, seen: int) -> Concern:
    """Give the verdict on a concern; `seen` is the number of steps that the decider has read.

    Raises:
        NotFound: there is no such concern.
        NotAllowed: the actor has a part in it, wrote in the record, or decided on it before.
        Conflict: it is not being examined, or something happened that the decider has not read.
        Invalid: with a fault for each part that is missing or that the verdict does not allow.
    """
    with store.writing(actor) as work:
        concern = _judged(work, concern_id)
        require_all_read(concern, seen)
        ruling = checked_ruling(said, concern.kind, work.at[:10])
        return _stepped(
            work,
            concern,
            StepKind.VERDICT,
            ruling,
            text=ruling.reasons,
            interest=ruling.interest,
        )


@action(permission=Permission.CONCERN_APPEAL, events=_STEPPED)
def appeal(store: Store, actor: Actor, concern_id: int, reasons: str) -> Concern:
    """Ask for another look at a verdict; what it set up stays meanwhile.

    Raises:
        NotFound: there is no such concern.
        NotAllowed: the actor is no curator, no reviewer and not the author of the report.
        Conflict: it is not decided.
        Invalid: no reasons are given.
    """
    with store.writing(actor) as work:
        concern = _known(work, concern_id)
        require_appellant(actor, concern)
        return _stepped(work, concern, StepKind.APPEAL, text=checked_text(reasons, "The reasons"))


@action(permission=Permission.CONCERN_DECIDE, events=_STEPPED)
def decline_appeal(store: Store, actor: Actor, concern_id: int, reasons: str) -> Concern:
    """Let a verdict stand, with reasons; done by a reviewer who did not give it.

    Raises:
        NotFound: there is no such concern.
        NotAllowed: the actor gave the verdict, appealed, has a part in it, or wrote in the record.
        Conflict: there is no appeal.
        Invalid: no reasons are given.
    """
    with store.writing(actor) as work:
        concern = _judged(work, concern_id)
        return _stepped(work, concern, StepKind.APPEAL_DECLINED, text=checked_text(reasons, "The reasons"))


@action(permission=Permission.CONCERN_DECIDE, events=_MAY_MOVE)
def reopen(store: Store, actor: Actor, concern_id: int, reasons: str) -> Concern:
    """Examine a decided concern again, on appeal or when its review is due; a severe one suspends again.

    Raises:
        NotFound: there is no such concern.
        NotAllowed: the actor gave the verdict, appealed, has a part in it, or wrote in the record.
        Conflict: there is no appeal and the day of the review has not come.
        Invalid: no reasons are given.
    """
    with store.writing(actor) as work:
        concern = _judged(work, concern_id)
        require_reopenable(concern, work.at[:10])
        return _stepped(work, concern, StepKind.REOPENED, text=checked_text(reasons, "The reasons"))


def _known(work: UnitOfWork, concern_id: int) -> Concern:
    concern = work.concerns.one(concern_id)
    if concern is None:
        raise NotFound("There is no such concern. Look at the list of concerns.")
    return concern


def _judged(work: UnitOfWork, concern_id: int) -> Concern:
    """Return a concern that the actor may examine and decide on."""
    concern = _known(work, concern_id)
    require_judge(work.actor, concern, work.concerns.curated_by(concern.kind, concern.slug))
    return concern


def _stepped(
    work: UnitOfWork,
    concern: Concern,
    kind: StepKind,
    ruling: Ruling | None = None,
    *,
    text: str,
    source: str = "",
    interest: str = "",
) -> Concern:
    """Let a step follow, tell of it, and let the tool follow what it says."""
    require_step(concern, kind)
    step = Step(kind, work.actor.name, work.actor.role, work.at, text, source=source, interest=interest)
    if ruling is not None:
        step = replace(
            step,
            verdict=ruling.verdict,
            effect=ruling.effect,
            conditions=ruling.conditions,
            review_on=ruling.review_on,
        )
    after = work.concerns.add_step(concern, step)
    detail: dict[str, JsonValue] = {
        "concern": concern.id, "step": len(after.steps), "kind": kind, "seal": step_seal(step),
    }  # fmt: skip
    if step.verdict is not None:
        detail |= {"verdict": step.verdict, "effect": step.effect.label}
    tell(work, EventTag.CONCERN_STEPPED, concern.kind, concern.slug, detail)
    follow(work, concern.kind, concern.slug)
    return after


def _note(text: str) -> str:
    return checked_text(text, "The note", least=0)
