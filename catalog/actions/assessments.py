"""Acts on assessments: write, share, dissent, sign. Everything is added, nothing is changed."""

from typing import Any

from catalog.actions.assessment_rows import its_instrument, note
from catalog.actions.registry import action
from catalog.domain.assessment import (
    MOST_ENTRIES,
    AnsweredMeanwhile,
    Assessment,
)
from catalog.domain.assessment_answers import checked_entry, filled
from catalog.domain.assessment_asking import Setting, missing
from catalog.domain.assessment_signing import require_member, require_open, require_signer, statement_of
from catalog.domain.assessment_steps import Part, StepKind
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict, Invalid, NotFound
from catalog.domain.events import EventTag
from catalog.domain.faults import Fault
from catalog.domain.people import Actor, Permission
from catalog.domain.tool import Tool
from catalog.store import Store, UnitOfWork


@action(permission=Permission.ASSESSMENT_WRITE, events=(EventTag.ASSESSMENT_SAVED,))
def save_entry(
    store: Store, actor: Actor, assessment_id: int, seen: int, path: str, value: Any
) -> Assessment:
    """Write one answer, harm, action or text; `seen` is the version of the assessment that the person looked at.

    Raises:
        AnsweredMeanwhile: somebody else wrote at this place since; carries what stands there.
        Conflict: it is signed.
        Invalid: there is no such place, or the value is none for it.
    """
    with store.writing(actor) as work:
        held = require_member(work.assessments.find(assessment_id), actor.name, writing=True)
        require_open(held)
        plain = checked_entry(its_instrument(work, held), path, _own(value))
        if held.now.get(path) == plain:
            return held
        last = held.last(path)
        if last is not None and last.number > seen and last.account != actor.name:
            raise AnsweredMeanwhile(last)
        if held.version >= MOST_ENTRIES:
            raise Conflict("This assessment was changed too often. Start a new version as a copy to go on.")
        rows = work.assessments.write(held.id, held.version + 1, path, plain)
        note(work, held.id, EventTag.ASSESSMENT_SAVED, rows)
        return work.assessments.certain(held.id)


@action(
    permission=Permission.ASSESSMENT_WRITE,
    events=(EventTag.ASSESSMENT_SHARED, EventTag.ASSESSMENT_READMITTED),
)
def share_assessment(store: Store, actor: Actor, assessment_id: int, name: str, part: Part) -> Assessment:
    """Let another account read an assessment or write in it; only contributors share.

    Raises:
        NotFound: there is no active account of this name.
        Conflict: it is shared with them already.
        Invalid: the account has a role that writes in no assessment.
    """
    with store.writing(actor) as work:
        held = require_member(work.assessments.find(assessment_id), actor.name, writing=True)
        account = work.accounts.find(name.strip())
        if account is None or not account.active:
            raise NotFound(
                "There is no active account of this name. Ask an administrator for its exact name."
            )
        if held.part_of(account.name) is not None:
            raise Conflict("The assessment is shared with this account already.")
        if part is Part.CONTRIBUTOR and not Actor(account.name, account.role).may(
            Permission.ASSESSMENT_WRITE
        ):
            raise Invalid(
                f"An account with the role {account.role} writes in no assessment. Share it to read."
            )
        if any(member.account == account.name for member in held.admitted):
            rows = work.assessments.step(held, StepKind.READMITTED, account.name, part=part.value)
            note(work, held.id, EventTag.ASSESSMENT_READMITTED, rows)
        else:
            rows = work.assessments.admit(held.id, account.name, part)
            note(work, held.id, EventTag.ASSESSMENT_SHARED, rows)
        return work.assessments.certain(held.id)


@action(permission=Permission.ASSESSMENT_WRITE, events=(EventTag.ASSESSMENT_DISSENTED,))
def dissent(store: Store, actor: Actor, assessment_id: int, place: str, statement: str) -> Assessment:
    """Record a signed statement against an answer, a harm, or the whole (`place` ""); it is never removed.

    Raises:
        Invalid: nothing is said, or there is no such place.
    """
    said = statement_of(statement, "The statement")
    with store.writing(actor) as work:
        held = require_member(work.assessments.find(assessment_id), actor.name, writing=True)
        known = {f"answer/{question.id}" for question in its_instrument(work, held).questions()}
        if place and place not in known and place not in held.now:
            raise Invalid("There is no such question or harm. Nothing was saved; load the page anew.")
        rows = work.assessments.dissent(held.id, len(held.dissents) + 1, place, said)
        note(work, held.id, EventTag.ASSESSMENT_DISSENTED, rows)
        return work.assessments.certain(held.id)


@action(permission=Permission.ASSESSMENT_SIGN, events=(EventTag.ASSESSMENT_SIGNED,))
def sign_assessment(
    store: Store, actor: Actor, assessment_id: int, sha256: str, function: str, statement: str
) -> Assessment:
    """Sign an assessment as it was read: from then on nothing changes in it.

    Raises:
        Invalid: something is missing, with every fault; or function or statement is empty.
        Conflict: somebody wrote after it was read, the person signed already, or wrote it alone while others take part.
    """
    role_said = statement_of(function, "Your function", most=300)
    said = statement_of(statement, "Your statement")
    with store.writing(actor) as work:
        held = require_member(work.assessments.find(assessment_id), actor.name, writing=True)
        require_signer(held, actor.name)
        if held.sha256 != sha256:
            raise Conflict("Somebody wrote in it after you read it. Nothing was signed; read it again.")
        _require_whole(work, held)
        rows = work.assessments.sign(held.id, actor.role, role_said, said, sha256, len(held.dissents))
        note(work, held.id, EventTag.ASSESSMENT_SIGNED, rows)
        return work.assessments.certain(held.id)


def _require_whole(work: UnitOfWork, held: Assessment) -> None:
    tool = work.workflow.content(RecordKind.TOOL, held.tool, held.tool_sha256) if held.tool else None
    setting = Setting(frozenset(held.capabilities), isinstance(tool, Tool) and tool.biometric is True)
    found = missing(its_instrument(work, held), setting, filled(held.now))
    if found:
        faults = [Fault("assessment", item.path, item.text) for item in found]
        raise Invalid(
            f"{len(found)} things are missing. Nothing was signed, and everything written is kept.", faults
        )


def _own(value: Any) -> Any:
    """Return a value as somebody's own: no answer of a person counts as filled in from a record."""
    return (
        {name: item for name, item in value.items() if name != "prefilled"}
        if isinstance(value, dict)
        else value
    )
