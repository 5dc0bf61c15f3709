"""Reads assessments for those who may see them."""

from catalog.domain.assessment import Assessment
from catalog.domain.assessment_answers import Filled, filled
from catalog.domain.assessment_asking import Setting, is_strict, missing, sections_asked
from catalog.domain.assessment_instrument import Instrument
from catalog.domain.assessment_readiness import readiness
from catalog.domain.assessment_risk import risk_of_use
from catalog.domain.assessment_signing import require_member, require_signer, valid_until
from catalog.domain.assessment_steps import Part
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict, NotFound
from catalog.domain.people import Actor, Permission
from catalog.domain.standing import standing_of
from catalog.domain.tool import Tool
from catalog.domain.workflow import RecordState
from catalog.queries.assessment_facts import Recorded, RecordFact
from catalog.queries.assessment_views import (
    AssessmentPage,
    AssessmentRow,
    InstrumentChoice,
    PartView,
    StartPage,
    WithdrawnRow,
)
from catalog.queries.assessment_warnings import concerned, concerns_of, outdated, superseded
from catalog.queries.profiles import use_table
from catalog.queries.reading import ReadSide
from catalog.queries.views import Choice
from catalog.store import Reader

Instruments = dict[tuple[str, str], Instrument]


def start_page(read: ReadSide, actor: Actor, tool: str = "") -> StartPage:
    """Return the assessments that somebody may see, and what a new one can begin with; `tool` is a slug or ""."""
    actor.require(Permission.ASSESSMENT_READ)
    known: Instruments = {}
    with read.store.reading() as reader:
        held = tuple(reader.assessments.shared_with(actor.name))
        rows = tuple(_row(read, reader, item, actor, known) for item in held if not item.withdrawn)
        instruments = tuple(reader.documents(RecordKind.INSTRUMENT))
    named = read.tool(tool) if tool else None
    return StartPage(
        rows=rows,
        withdrawn=tuple(
            WithdrawnRow(item.id, step.account, step.at, step.reason)
            for item in held
            if (step := item.withdrawn) is not None
        ),
        instruments=tuple(
            _choice(item) for item in sorted(instruments, key=lambda item: item.form != "risk")
        ),
        capabilities=tuple(
            sorted(
                (Choice(slug, item.label) for slug, item in read.capabilities.items()), key=lambda c: c.label
            )
        ),
        tool=Choice(named.slug, named.name) if named else None,
    )


def the_assessment(read: ReadSide, actor: Actor, assessment_id: int) -> Assessment:
    """Return an assessment as it stands now.

    Raises:
        NotFound: there is none, or it is not shared with this person.
    """
    actor.require(Permission.ASSESSMENT_READ)
    with read.store.reading() as reader:
        return require_member(reader.assessments.find(assessment_id), actor.name)


def assessment_page(read: ReadSide, actor: Actor, assessment_id: int, today: str) -> AssessmentPage:
    """Return everything the page of an assessment shows; `today` is YYYY-MM-DD.

    Raises:
        NotFound: there is none, or it is not shared with this person.
    """
    held = the_assessment(read, actor, assessment_id)
    with read.store.reading() as reader:
        form, tool = _instrument(reader, held), _tool(reader, held)
        others = _others(reader, held, actor)
        said = filled(held.now)
        setting = Setting(frozenset(held.capabilities), tool is not None and tool.biometric is True)
        strict = is_strict(form, setting, said)
        until = valid_until(form, held, strict=strict)
        warnings = (*superseded(reader, held, actor), *outdated(reader, held, tool, until, today))
        shown = reader.workflow.standing(RecordKind.TOOL, held.tool).state is RecordState.PUBLISHED
    hidden = not (shown or actor.may(Permission.DRAFT_READ))
    parts = _parts(form, setting, said)
    recorded = None
    if tool is not None and not hidden:
        recorded = Recorded(read, tool, concerns_of(read, held), use_table(read, tool))
    mine = held.part_of(actor.name) or Part.READER
    writes = mine is Part.CONTRIBUTOR and actor.may(Permission.ASSESSMENT_WRITE)
    return AssessmentPage(
        assessment=held,
        instrument=form,
        tool=tool,
        setting=setting,
        said=said,
        strict=strict,
        parts=parts,
        missing=missing(form, setting, said),
        risk=risk_of_use(form, setting, said) if form.form == "risk" else None,
        readiness=readiness(form, setting, said) if form.form == "readiness" else None,
        warnings=(*warnings, *concerned(read, held)),
        standing=standing_of(
            concerns_of(read, held), lambda item: read.words.label("principles", item), today, hidden=hidden
        ),
        record=recorded.whole() if recorded else (),
        beside=_beside(recorded, parts) if recorded else {},
        hidden=hidden,
        valid_until=until,
        mine=mine,
        may_write=writes,
        sign_refusal=_sign_refusal(held, actor, writes=writes),
        principles={term.id: term.label for term in read.vocabularies["principles"].terms},
        facts={fact.id: fact for fact in read.law.facts} if read.law else {},
        kinds=tuple(read.capabilities[slug] for slug in held.capabilities if slug in read.capabilities),
        others=others,
    )


def _beside(recorded: Recorded, parts: tuple[PartView, ...]) -> dict[str, tuple[RecordFact, ...]]:
    questions = (question for part in parts for question in part.questions)
    return {question.id: recorded.beside(question) for question in questions if question.beside}


def _parts(form: Instrument, setting: Setting, said: Filled) -> tuple[PartView, ...]:
    return tuple(
        PartView(section, questions, sum(bool(said.answer(question.id)) for question in questions))
        for section, questions in sections_asked(form, setting, said)
    )


def _others(reader: Reader, held: Assessment, actor: Actor) -> tuple[Choice, ...]:
    """Return the assessments with the same questions that somebody may see."""
    found = reader.assessments.shared_with(actor.name)
    same = (
        item
        for item in found
        if item.id != held.id and item.instrument == held.instrument and not item.withdrawn
    )
    return tuple(Choice(str(item.id), _named(item)) for item in same)


def _named(held: Assessment) -> str:
    state = "signed" if held.signed else "not signed"
    return f"{held.title} (no. {held.id}, {state}, {held.changed_at[:10]})"


def _sign_refusal(held: Assessment, actor: Actor, *, writes: bool) -> str:
    if not (writes and actor.may(Permission.ASSESSMENT_SIGN)):
        return "Only contributors sign."
    try:
        require_signer(held, actor.name)
    except Conflict as error:
        return str(error)
    return ""


def _row(read: ReadSide, reader: Reader, held: Assessment, actor: Actor, known: Instruments) -> AssessmentRow:
    key = (held.instrument, held.instrument_sha256)
    if key not in known:
        known[key] = _instrument(reader, held)
    form, said, tool = known[key], filled(held.now), read.tool(held.tool) if held.tool else None
    setting = Setting(frozenset(held.capabilities), tool is not None and tool.biometric is True)
    questions = [question for _, items in sections_asked(form, setting, said) for question in items]
    return AssessmentRow(
        assessment=held,
        instrument=form.title,
        tool=tool.name if tool else held.tool,
        state="signed" if held.signed else "being written",
        answered=sum(bool(said.answer(question.id)) for question in questions),
        asked=len(questions),
        mine=held.part_of(actor.name) or Part.READER,
    )


def _instrument(reader: Reader, held: Assessment) -> Instrument:
    form = reader.workflow.content(RecordKind.INSTRUMENT, held.instrument, held.instrument_sha256)
    if not isinstance(form, Instrument):
        raise NotFound("The questions of this assessment are not in this catalogue any more.")
    return form


def _tool(reader: Reader, held: Assessment) -> Tool | None:
    found = reader.workflow.content(RecordKind.TOOL, held.tool, held.tool_sha256) if held.tool else None
    return found if isinstance(found, Tool) else None


def _choice(item: Instrument) -> InstrumentChoice:
    return InstrumentChoice(
        item.slug, item.form, item.title, item.about, item.ours, len(tuple(item.questions()))
    )
