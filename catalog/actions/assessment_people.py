"""Acts on who takes part in an assessment: hand it over, leave it, withdraw an unfinished one. Nothing is deleted."""

from catalog.actions.assessment_rows import note
from catalog.actions.registry import action
from catalog.domain.assessment import Assessment
from catalog.domain.assessment_signing import require_member, statement_of
from catalog.domain.assessment_steps import (
    Part,
    StepKind,
    require_leavable,
    require_owner,
    require_unsigned,
)
from catalog.domain.errors import Invalid
from catalog.domain.events import EventTag
from catalog.domain.people import Actor, Permission
from catalog.store import Store


@action(permission=Permission.ASSESSMENT_WRITE, events=(EventTag.ASSESSMENT_HANDED_OVER,))
def hand_over_assessment(store: Store, actor: Actor, assessment_id: int, heir: str) -> Assessment:
    """Make another contributor the owner; the one before stays a contributor.

    Raises:
        NotAllowed: the actor is not the owner.
        Invalid: the heir is no contributor, has no active account or writes in no assessment.
    """
    with store.writing(actor) as work:
        held = require_member(work.assessments.find(assessment_id), actor.name)
        require_owner(held.owner, actor.name)
        account = work.accounts.find(heir)
        if heir == actor.name or held.part_of(heir) is not Part.CONTRIBUTOR:
            raise Invalid("Choose somebody else who writes in it. Let them in first if they do not.")
        if (
            account is None
            or not account.active
            or not Actor(account.name, account.role).may(Permission.ASSESSMENT_WRITE)
        ):
            raise Invalid("This account writes in no assessment any more. Choose another contributor.")
        rows = work.assessments.step(held, StepKind.HANDED_OVER, heir)
        note(work, held.id, EventTag.ASSESSMENT_HANDED_OVER, rows)
        return work.assessments.certain(held.id)


@action(permission=Permission.ASSESSMENT_READ, events=(EventTag.ASSESSMENT_LEFT,))
def leave_assessment(store: Store, actor: Actor, assessment_id: int) -> None:
    """Take part no longer: the assessment goes out of the actor's sight, and what they wrote and signed stays.

    Raises:
        Conflict: the actor owns it.
    """
    with store.writing(actor) as work:
        held = require_member(work.assessments.find(assessment_id), actor.name)
        require_leavable(held.owner, actor.name)
        rows = work.assessments.step(held, StepKind.LEFT, actor.name)
        note(work, held.id, EventTag.ASSESSMENT_LEFT, rows)


@action(permission=Permission.ASSESSMENT_WRITE, events=(EventTag.ASSESSMENT_WITHDRAWN,))
def withdraw_assessment(store: Store, actor: Actor, assessment_id: int, reason: str) -> None:
    """Withdraw an unfinished assessment: nobody sees its content any more, and the audit trail keeps all of it.

    Raises:
        NotAllowed: the actor is not the owner.
        Conflict: it is signed.
        Invalid: no reason is given.
    """
    said = statement_of(reason, "The reason", most=300)
    with store.writing(actor) as work:
        held = require_member(work.assessments.find(assessment_id), actor.name)
        require_owner(held.owner, actor.name)
        require_unsigned(signed=held.signed)
        rows = work.assessments.step(held, StepKind.WITHDRAWN, "", reason=said)
        note(work, held.id, EventTag.ASSESSMENT_WITHDRAWN, rows)
