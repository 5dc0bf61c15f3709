"""Acts on reports: anybody who is signed in tells the reviewers, and a reviewer answers."""

from catalog.actions.raising import raised, require_subject
from catalog.actions.registry import action
from catalog.domain.concern_rules import MOST_WAITING, Raising, checked_text
from catalog.domain.concern_seals import answer_seal, report_seal
from catalog.domain.concerns import Concern, Report
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict, NotAllowed, NotFound
from catalog.domain.events import EventTag
from catalog.domain.people import Actor, Permission
from catalog.store import Store, UnitOfWork


@action(permission=Permission.REPORT_MAKE, events=(EventTag.REPORT_MADE,))
def report(
    store: Store, actor: Actor, kind: RecordKind, slug: str, *, what: str, harm: str, seen: str
) -> Report:
    """Tell the reviewers what happened, whom it may harm, and where it was seen.

    Raises:
        NotFound: there is no such record.
        Conflict: too many reports of this person wait for an answer.
        Invalid: one of the three is missing.
    """
    said = {
        "what": checked_text(what, "What happened"),
        "harm": checked_text(harm, "Whom it may harm, and how,"),
        "seen": checked_text(seen, "Where and when you saw it", least=4),
    }
    with store.writing(actor) as work:
        require_subject(work, kind, slug)
        if sum(item.waiting for item in work.concerns.reports(actor.name)) >= MOST_WAITING:
            raise Conflict(f"{MOST_WAITING} of your reports wait for an answer already. Nothing was sent.")
        made = work.concerns.add_report(kind, slug, actor.name, **said)
        work.record(EventTag.REPORT_MADE, f"{kind}:{slug}", {"report": made.id, "seal": report_seal(made)})
        return made


@action(
    permission=Permission.REPORT_ANSWER,
    events=(
        EventTag.REPORT_ANSWERED,
        EventTag.CONCERN_RAISED,
        EventTag.CONCERN_BORNE,
        EventTag.RECORD_SUSPENDED,
    ),
)
def take_report(store: Store, actor: Actor, report_id: int, said: Raising, text: str = "") -> Concern:
    """Make a concern of a report; its author hears of it, and of the verdict later.

    Raises:
        NotFound: there is no such report.
        NotAllowed: it is the actor's own.
        Conflict: it is answered already.
        Invalid: with a fault for each part that is missing or unreadable; nothing was raised.
    """
    note = checked_text(text, "The answer", least=0)
    with store.writing(actor) as work:
        found = _waiting(work, report_id)
        concern = raised(work, found.kind, found.slug, said, found)
        _answered(work, found, note, concern)
        return work.concerns.certain(concern.id)


@action(permission=Permission.REPORT_ANSWER, events=(EventTag.REPORT_ANSWERED,))
def dismiss_report(store: Store, actor: Actor, report_id: int, reason: str) -> Report:
    """Tell the author of a report why no concern comes of it.

    Raises:
        NotFound: there is no such report.
        NotAllowed: it is the actor's own.
        Conflict: it is answered already.
        Invalid: no reason is given.
    """
    said = checked_text(reason, "The reason")
    with store.writing(actor) as work:
        return _answered(work, _waiting(work, report_id), said)


def _waiting(work: UnitOfWork, report_id: int) -> Report:
    found = work.concerns.report(report_id)
    if found is None:
        raise NotFound("There is no such report. Look at the inbox.")
    if found.by == work.actor.name:
        raise NotAllowed("This report is your own; another reviewer has to answer it.")
    if not found.waiting:
        raise Conflict("This report is answered already; nothing was changed.")
    return found


def _answered(work: UnitOfWork, found: Report, text: str, concern: Concern | None = None) -> Report:
    answered = work.concerns.add_answer(found, work.actor.name, text, concern)
    work.record(
        EventTag.REPORT_ANSWERED,
        f"{found.kind}:{found.slug}",
        {"report": found.id, "concern": answered.concern, "seal": answer_seal(answered.concern, text)},
    )
    return answered
