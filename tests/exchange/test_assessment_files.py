"""Assessments as files: nothing in a spreadsheet is evaluated, the paper holds it all, the notice only what was signed."""

import io
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from catalog.actions.assessment_starts import start_assessment
from catalog.actions.assessments import dissent, share_assessment, sign_assessment
from catalog.domain.assessment import Assessment
from catalog.domain.assessment_steps import Part
from catalog.domain.concerns import ConcernState, Effect
from catalog.domain.content import RecordKind
from catalog.domain.dates import written_date
from catalog.domain.errors import Conflict, NotFound
from catalog.domain.people import Actor
from catalog.exchange.assessment_tables import Sheet, write_xlsx
from catalog.queries.assessment_comparing import compare_page
from catalog.queries.assessment_files import AssessmentFormat, assessment_file
from catalog.queries.assessment_notice import public_notice
from catalog.queries.assessment_sheets import sheets
from catalog.queries.assessments import assessment_page, start_page
from catalog.queries.words import Words
from catalog.store import Store
from tests.actions.assessment_world import (
    CLARA,
    EVA,
    IVAN,
    JANA,
    READINESS,
    answered,
    publish,
    risk_form,
    started,
    whole,
    world,
)
from tests.actions.concern_world import raised
from tests.browser.hostile import PAYLOADS
from tests.samples import TODAY

LATER = "2027-11-22"


@pytest.fixture
def house(store: Store) -> Store:
    """A store with a tool, instruments and people."""
    world(store)
    return store


def reading(store: Store) -> Any:
    """Return what the queries read from, as far as assessments need it."""
    with store.reading() as reader:
        tools = {tool.slug: tool for tool in reader.documents(RecordKind.TOOL)}
        words = {item.vocabulary: item for item in reader.documents(RecordKind.VOCABULARY)}
        kinds = {item.slug: item for item in reader.documents(RecordKind.CAPABILITY)}
    return SimpleNamespace(
        store=store, vocabularies=words, capabilities=kinds, words=Words(words, kinds), law=None,
        concerns={}, rulebook=None, tool=tools.get,
        provider_name=lambda _tool: "Example Lab",
    )  # fmt: skip


def file(store: Store, actor: Actor, held: Assessment, form: AssessmentFormat) -> bytes:
    """Return a file of an assessment."""
    return assessment_file(reading(store), actor, held.id, form, TODAY).data


def cells(raw: bytes) -> list[Any]:
    """Return every cell of a spreadsheet."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def signed(store: Store) -> Assessment:
    """Return an assessment that is filled in, doubted and signed."""
    held = whole(store, IVAN, started(store))
    held = dissent(store, IVAN, held.id, "answer/legal-basis", "A doubt.")
    return sign_assessment(store, IVAN, held.id, held.sha256, "Head of unit", "I stand for it.")


def test_no_text_becomes_a_formula() -> None:
    """Every hostile text is a text cell, and those that begin like a formula are held by an apostrophe."""
    raw = write_xlsx([Sheet("All", PAYLOADS[0], ("What",), tuple((text,) for text in PAYLOADS))])
    found = cells(raw)
    assert len(found) == len(PAYLOADS) + 2
    assert all(cell.data_type == "s" for cell in found)
    assert not any(str(cell.value).startswith(("=", "+", "-", "@")) for cell in found)


def test_the_spreadsheet_holds_result_answers_dissents_and_signatures(house: Store) -> None:
    """One sheet for each table, with the arithmetic and what everybody said."""
    book = openpyxl.load_workbook(io.BytesIO(file(house, IVAN, signed(house), AssessmentFormat.XLSX)))
    assert book.sheetnames == [
        "About", "Result by principle", "Harms", "Arithmetic", "Answers", "Record of the tool", "Dissents", "Signatures",
    ]  # fmt: skip
    text = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    for said in ("Somebody is harmed.", "A doubt.", "I stand for it.", "Head of unit", "not known", "0 of 4"):
        assert said in text, said


@pytest.mark.parametrize("form", [AssessmentFormat.PDF, AssessmentFormat.XLSX, AssessmentFormat.JSON])
def test_both_instruments_come_out_in_each_format(house: Store, form: AssessmentFormat) -> None:
    """Also while they are being written, and with nothing answered."""
    agency = start_assessment(house, IVAN, READINESS, "Our agency")
    for held in (
        agency,
        answered(house, IVAN, agency, lead="2", law="unknown"),
        started(house),
        signed(house),
    ):
        assert len(file(house, IVAN, held, form)) > 500


def test_the_paper_is_the_same_for_the_same_content(house: Store) -> None:
    """Two exports are the same bytes, and a PDF."""
    held = signed(house)
    first, second = (file(house, IVAN, held, AssessmentFormat.PDF) for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF")


def test_nobody_gets_the_file_of_an_assessment_that_is_not_theirs(house: Store) -> None:
    """Whatever the role, administrators included."""
    held = signed(house)
    for actor in (JANA, CLARA, EVA):
        for form in AssessmentFormat:
            with pytest.raises(NotFound):
                file(house, actor, held, form)


def test_a_public_notice_is_made_from_what_was_signed_only(house: Store) -> None:
    """Before, and for an agency, it is refused in a sentence; after, it has both tiers and names every gap."""
    with pytest.raises(Conflict, match="Have it signed first"):
        file(house, IVAN, started(house), AssessmentFormat.NOTICE)
    with pytest.raises(Conflict, match="about an agency"):
        file(house, IVAN, start_assessment(house, IVAN, READINESS, "Us"), AssessmentFormat.NOTICE)
    text = file(house, IVAN, signed(house), AssessmentFormat.NOTICE).decode()
    for said in ("TIER 1", "TIER 2", "DRAFT", "Photo Sorter", "Example Lab", "[for the agency to fill in]",
                 "The use.", "Which data", "Look twice.", "- What about legal-basis? Yes."):  # fmt: skip
        assert said in text, said
    assert "A doubt." not in text
    assert "ivan" not in text


def test_what_speaks_against_relying_on_it_is_said(house: Store) -> None:
    """An assessment that ended, questions and a tool that changed, a tool that is gone: each is a sentence."""
    held = signed(house)
    page = assessment_page(reading(house), IVAN, held.id, TODAY)
    assert (page.warnings, page.valid_until) == ((), "2027-11-21")
    publish(house, risk_form(version="2"))
    with house.writing(CLARA) as work:
        work.suspend(RecordKind.TOOL, "photo-sorter", "harm")
    found = " ".join(assessment_page(reading(house), IVAN, held.id, LATER).warnings)
    for said in ("ended on 2027-11-21", "is suspended in this catalogue now", "questions were revised"):
        assert said in found


def test_a_tool_that_was_suspended_tells_an_investigator_no_more_than_its_name(house: Store) -> None:
    """What its record says is left out of page and notice for those who do not see it now; editors still have it."""
    held = share_assessment(house, IVAN, started(house).id, "clara", Part.READER)
    held = whole(house, IVAN, held)
    sign_assessment(house, IVAN, held.id, held.sha256, "Head of unit", "I stand for it.")
    with house.writing(CLARA) as work:
        work.suspend(RecordKind.TOOL, "photo-sorter", "harm")
    for actor, hidden in ((IVAN, True), (CLARA, False)):
        assert assessment_page(reading(house), actor, held.id, TODAY).hidden is hidden
        text = file(house, actor, held, AssessmentFormat.NOTICE).decode()
        assert ("Groups seized pictures" in text) is not hidden


def test_conditions_of_use_stand_wherever_the_assessment_is_shown(house: Store) -> None:
    """Those that reviewers set for the tool come with the page, the tables and the notice."""
    read = reading(house)
    condition = "Only with a warrant."
    concern = SimpleNamespace(id=3, slug="photo-sorter", effect=Effect.CONDITIONS, state=ConcernState.DECIDED,
                              conditions=(condition,), kind=RecordKind.TOOL)  # fmt: skip
    read.concerns = {(RecordKind.TOOL, "photo-sorter"): (concern,)}
    page = assessment_page(read, IVAN, signed(house).id, TODAY)
    assert page.conditions == (condition,)
    assert page.warnings[0].startswith("Conditions of use: Reviewers upheld a concern")
    assert condition in public_notice(page, "Example Lab")
    assert any(condition in cell for sheet in sheets(page) for row in sheet.rows for cell in row)


@pytest.mark.parametrize("form", [AssessmentFormat.JSON, AssessmentFormat.XLSX, AssessmentFormat.PDF])
def test_each_file_carries_what_stands_about_the_tool_that_day_and_its_revision(
    house: Store, form: AssessmentFormat
) -> None:
    """Open concerns and conditions of use, the day they were read, and the revision that was assessed."""
    held = signed(house)
    read = reading(house)
    about = (RecordKind.TOOL, "photo-sorter")
    open_one = replace(raised(house), slug="photo-sorter", statement="It finds the wrong people.")
    judged = SimpleNamespace(id=7, slug="photo-sorter", effect=Effect.CONDITIONS, state=ConcernState.DECIDED,
                             conditions=("Only with a warrant.",), kind=RecordKind.TOOL)  # fmt: skip
    read.concerns = {about: (judged, open_one)}
    raw = assessment_file(read, IVAN, held.id, form, TODAY).data
    if form is AssessmentFormat.PDF:
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages)
    elif form is AssessmentFormat.XLSX:
        text = " ".join(str(cell.value) for cell in cells(raw))
    else:
        text = raw.decode()
    text = "".join(text.replace("\u200b", "").split())
    day = TODAY if form is AssessmentFormat.JSON else written_date(TODAY).replace(" ", "")
    for said in (
        "It finds the wrong people.",
        f"Concern {open_one.id} about a tool",
        "Only with a warrant.",
        day,
        held.tool_sha256,
    ):
        assert said.replace(" ", "") in text, said


def test_a_changed_record_of_the_tool_is_said(house: Store) -> None:
    """The assessment is bound to the revision that it began with."""
    held = started(house)
    with house.writing(CLARA) as work:
        tool = work.reader.document(RecordKind.TOOL, "photo-sorter")
        work.publish(RecordKind.TOOL, "photo-sorter", tool.model_copy(update={"summary": "Sorts otherwise."}))
    page = assessment_page(reading(house), IVAN, held.id, TODAY)
    assert [text[:38] for text in page.warnings] == ["The record of Photo Sorter changed sin"]


def test_two_are_compared_the_older_first(house: Store) -> None:
    """Levels and answers that differ are named, whichever is asked for first."""
    old = answered(house, IVAN, started(house), legal_basis="no", group_errors="yes")
    new = answered(house, IVAN, started(house), legal_basis="yes", group_errors="yes")
    for one, other in ((old, new), (new, old)):
        page = compare_page(reading(house), IVAN, one.id, other.id, TODAY)
        assert [(item.question, item.before, item.after) for item in page.answers] == [
            ("What about legal-basis?", "No", "Yes")
        ]
        assert [(item.title, item.after, item.better) for item in page.levels if item.better is not None] == [
            ("Lawfulness", "low", True)
        ]


def test_the_list_has_what_is_shared_with_the_reader(house: Store) -> None:
    """With how far each is; others' assessments are not in it."""
    held = answered(house, IVAN, started(house), legal_basis="no")
    rows = start_page(reading(house), IVAN).rows
    assert [(row.assessment.id, row.tool, row.state, row.answered, row.asked) for row in rows] == [
        (held.id, "Photo Sorter", "being written", 2, 3)
    ]
    assert start_page(reading(house), JANA).rows == ()
