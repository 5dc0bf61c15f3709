"""Acts on assessments: start, copy, write, share, dissent, sign, take in. Everything is added, nothing is changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from catalog.actions.registry import action
from catalog.domain.assessment import (
    MOST_ENTRIES,
    AnsweredMeanwhile,
    Assessment,
    Part,
    carried,
)
from catalog.domain.assessment_answers import checked_entry, filled
from catalog.domain.assessment_asking import Setting, missing
from catalog.domain.assessment_instrument import Instrument
from catalog.domain.assessment_prefill import prefilled
from catalog.domain.assessment_signing import require_member, require_open, require_signer, statement_of
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict, Invalid, NotFound
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.faults import Fault
from catalog.domain.people import Actor, Permission
from catalog.domain.revision import canonical_json, content_hash
from catalog.domain.tool import Tool
from catalog.domain.workflow import RecordState
from catalog.exchange.assessment_json import read_assessment
from catalog.store import Store, UnitOfWork

_STARTS = (EventTag.ASSESSMENT_STARTED, EventTag.ASSESSMENT_SAVED, EventTag.ASSESSMENT_SHARED)


@action(permission=Permission.ASSESSMENT_WRITE, events=_STARTS)
def start_assessment(
    store: Store, actor: Actor, instrument: str, title: str, tool: str = "", capabilities: Sequence[str] = ()
) -> Assessment:
    """Start an assessment, of a published tool or of none; what the tool's record answers is filled in.

    Raises:
        NotFound: there is no such instrument, tool or kind of tool.
        Invalid: it has no title.
    """
    named = statement_of(title, "The title", most=300)
    with store.writing(actor) as work:
        questions = _instrument_now(work, instrument)
        document = _tool_now(work, tool) if tool else None
        kinds = document.capabilities if document else _kinds(work, capabilities)
        entries: dict[str, Any] = {"head/title": named}
        return _start(work, questions, document, kinds, entries)


@action(permission=Permission.ASSESSMENT_WRITE, events=_STARTS)
def copy_assessment(store: Store, actor: Actor, assessment_id: int) -> Assessment:
    """Start a new version as a copy, with the questions and the tool as they are now; answers that fit are kept.

    Raises:
        NotFound: it is not there for this person, or its tool is published no more.
    """
    with store.writing(actor) as work:
        old = require_member(work.assessments.find(assessment_id), actor.name)
        questions = _instrument_now(work, old.instrument)
        document = _tool_now(work, old.tool) if old.tool else None
        fitting = {question.id: question.answers for question in questions.questions()}
        kinds = document.capabilities if document else old.capabilities
        entries = carried(old.now, fitting)
        return _start(work, questions, document, kinds, entries, copied_from=old.id)


@action(permission=Permission.ASSESSMENT_WRITE, events=(*_STARTS, EventTag.ASSESSMENT_DISSENTED))
def take_in_assessment(store: Store, actor: Actor, raw: bytes) -> Assessment:
    """Start an assessment from an exported file of the same questions; signatures stay with the file.

    Its dissents are kept, as told by whoever takes the file in. A tool that this catalogue does not hold in that
    revision is left out.

    Raises:
        Invalid: it is no such file, was changed since, or was made with other questions.
    """
    file = read_assessment(raw)
    with store.writing(actor) as work:
        questions = _instrument_now(work, file.instrument)
        if content_hash(canonical_json(questions)) != file.instrument_sha256:
            raise Invalid(
                f"The file was made with version {file.instrument_version} of “{questions.title}”; here stands "
                f"version {questions.version}, or its questions differ. Nothing was taken in. Open it in a catalogue "
                "with those questions, start a copy there with the new ones, and export that."
            )
        document = work.workflow.content(RecordKind.TOOL, file.tool, file.tool_sha256) if file.tool else None
        kinds = document.capabilities if isinstance(document, Tool) else _kinds(work, file.capabilities)
        entries = {path: checked_entry(questions, path, value) for path, value in file.entries.items()}
        started = _start(
            work, questions, document if isinstance(document, Tool) else None, kinds, entries, fill=False
        )
        for number, (place, text) in enumerate(file.dissents, start=1):
            _note(work, started.id, EventTag.ASSESSMENT_DISSENTED,
                  work.assessments.dissent(started.id, number, place, text))  # fmt: skip
        return work.assessments.certain(started.id)


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
        plain = checked_entry(_its_instrument(work, held), path, _own(value))
        if held.now.get(path) == plain:
            return held
        last = held.last(path)
        if last is not None and last.number > seen and last.account != actor.name:
            raise AnsweredMeanwhile(last)
        if held.version >= MOST_ENTRIES:
            raise Conflict("This assessment was changed too often. Start a new version as a copy to go on.")
        rows = work.assessments.write(held.id, held.version + 1, path, plain)
        _note(work, held.id, EventTag.ASSESSMENT_SAVED, rows)
        return work.assessments.certain(held.id)


@action(permission=Permission.ASSESSMENT_WRITE, events=(EventTag.ASSESSMENT_SHARED,))
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
        rows = work.assessments.admit(held.id, account.name, part)
        _note(work, held.id, EventTag.ASSESSMENT_SHARED, rows)
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
        known = {f"answer/{question.id}" for question in _its_instrument(work, held).questions()}
        if place and place not in known and place not in held.now:
            raise Invalid("There is no such question or harm. Nothing was saved; load the page anew.")
        rows = work.assessments.dissent(held.id, len(held.dissents) + 1, place, said)
        _note(work, held.id, EventTag.ASSESSMENT_DISSENTED, rows)
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
        _note(work, held.id, EventTag.ASSESSMENT_SIGNED, rows)
        return work.assessments.certain(held.id)


def _require_whole(work: UnitOfWork, held: Assessment) -> None:
    tool = work.workflow.content(RecordKind.TOOL, held.tool, held.tool_sha256) if held.tool else None
    setting = Setting(frozenset(held.capabilities), isinstance(tool, Tool) and tool.biometric is True)
    found = missing(_its_instrument(work, held), setting, filled(held.now))
    if found:
        faults = [Fault("assessment", item.path, item.text) for item in found]
        raise Invalid(
            f"{len(found)} things are missing. Nothing was signed, and everything written is kept.", faults
        )


def _start(
    work: UnitOfWork,
    questions: Instrument,
    document: Tool | None,
    kinds: Sequence[str],
    entries: Mapping[str, Any],
    *,
    copied_from: int | None = None,
    fill: bool = True,
) -> Assessment:
    tool = (document.slug, content_hash(canonical_json(document))) if document else ("", "")
    instrument = (questions.slug, content_hash(canonical_json(questions)))
    written = dict(entries)
    for question, answer in prefilled(questions, document).items() if document and fill else ():
        written.setdefault(f"answer/{question}", answer.model_dump(mode="json"))
    number, rows = work.assessments.start(instrument, tool, tuple(kinds), copied_from)
    _note(work, number, EventTag.ASSESSMENT_STARTED, rows)
    _note(work, number, EventTag.ASSESSMENT_SHARED,
          work.assessments.admit(number, work.actor.name, Part.CONTRIBUTOR))  # fmt: skip
    rows = {}
    for place, (path, value) in enumerate(sorted(written.items()), start=1):
        rows |= work.assessments.write(number, place, path, value)
    _note(work, number, EventTag.ASSESSMENT_SAVED, rows)
    return work.assessments.certain(number)


def _note(work: UnitOfWork, assessment_id: int, tag: EventTag, rows: dict[str, JsonValue]) -> None:
    """Tell of new rows by their seals only: the trail is read by people who may not see the assessment."""
    work.record(tag, f"assessment:{assessment_id}", {"rows": rows})


def _own(value: Any) -> Any:
    """Return a value as somebody's own: no answer of a person counts as filled in from a record."""
    return (
        {name: item for name, item in value.items() if name != "prefilled"}
        if isinstance(value, dict)
        else value
    )


def _instrument_now(work: UnitOfWork, slug: str) -> Instrument:
    standing = work.workflow.standing(RecordKind.INSTRUMENT, slug)
    document = work.workflow.content(RecordKind.INSTRUMENT, slug, standing.sha256)
    if not isinstance(document, Instrument) or standing.state is not RecordState.PUBLISHED:
        raise NotFound("There are no such questions in this catalogue. Choose one of those offered.")
    return document


def _its_instrument(work: UnitOfWork, held: Assessment) -> Instrument:
    document = work.workflow.content(RecordKind.INSTRUMENT, held.instrument, held.instrument_sha256)
    if not isinstance(document, Instrument):
        raise NotFound("The questions of this assessment are not in this catalogue any more.")
    return document


def _tool_now(work: UnitOfWork, slug: str) -> Tool:
    standing = work.workflow.standing(RecordKind.TOOL, slug)
    document = work.workflow.content(RecordKind.TOOL, slug, standing.sha256)
    if not isinstance(document, Tool) or standing.state is not RecordState.PUBLISHED:
        raise NotFound("This tool is not published here. Search for it, or start without a tool.")
    return document


def _kinds(work: UnitOfWork, capabilities: Sequence[str]) -> tuple[str, ...]:
    kinds = tuple(sorted(set(capabilities)))
    for kind in kinds:
        if work.workflow.standing(RecordKind.CAPABILITY, kind).state is None:
            raise NotFound("There is no such kind of tool. Choose among those offered.")
    return kinds
