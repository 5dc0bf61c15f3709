"""Starting an assessment: of a tool or of none, as a copy, or from an exported file."""

from collections.abc import Mapping, Sequence
from typing import Any

from catalog.actions.assessment_rows import note
from catalog.actions.registry import action
from catalog.domain.assessment import Assessment, carried
from catalog.domain.assessment_answers import checked_entry
from catalog.domain.assessment_instrument import Instrument
from catalog.domain.assessment_prefill import prefilled
from catalog.domain.assessment_signing import require_member, statement_of
from catalog.domain.assessment_steps import Part
from catalog.domain.content import RecordKind
from catalog.domain.errors import Invalid, NotFound
from catalog.domain.events import EventTag
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
            note(work, started.id, EventTag.ASSESSMENT_DISSENTED,
                  work.assessments.dissent(started.id, number, place, text))  # fmt: skip
        return work.assessments.certain(started.id)


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
    note(work, number, EventTag.ASSESSMENT_STARTED, rows)
    note(work, number, EventTag.ASSESSMENT_SHARED,
          work.assessments.admit(number, work.actor.name, Part.CONTRIBUTOR))  # fmt: skip
    rows = {}
    for place, (path, value) in enumerate(sorted(written.items()), start=1):
        rows |= work.assessments.write(number, place, path, value)
    note(work, number, EventTag.ASSESSMENT_SAVED, rows)
    return work.assessments.certain(number)


def _instrument_now(work: UnitOfWork, slug: str) -> Instrument:
    standing = work.workflow.standing(RecordKind.INSTRUMENT, slug)
    document = work.workflow.content(RecordKind.INSTRUMENT, slug, standing.sha256)
    if not isinstance(document, Instrument) or standing.state is not RecordState.PUBLISHED:
        raise NotFound("There are no such questions in this catalogue. Choose one of those offered.")
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
