"""What stands beside the questions of an assessment, with the catalogue's own records: every mapping, every field."""

from collections.abc import Mapping
from typing import get_args

import pytest

from catalog.bootstrap import App
from catalog.domain.assessment_instrument import Instrument, RecordField
from catalog.domain.assessment_prefill import prefilled
from catalog.domain.content import RecordKind
from catalog.domain.tool import Tool
from catalog.queries.assessment_facts import Recorded, RecordFact
from catalog.queries.profiles import use_table
from tests.figures import figure

CITED = set(get_args(RecordField)) - {"children_data", "concerns", "evidence", "media", "profile"}
"""The fields whose facts name sources in some record; the others are judged by the curators or worked out here."""


def risk_of_use(app: App) -> Instrument:
    """Return the catalogue's own instrument."""
    with app.store.reading() as reader:
        found = [item for item in reader.documents(RecordKind.INSTRUMENT) if isinstance(item, Instrument)]
    return next(item for item in found if item.form == "risk")


def tools(app: App) -> Mapping[str, Tool]:
    """Return the catalogue's own tools."""
    with app.store.reading() as reader:
        return {item.slug: item for item in reader.documents(RecordKind.TOOL)}


def recorded(app: App, tool: Tool) -> Recorded:
    """Return what facts of a tool are taken from, without concerns."""
    return Recorded(app.read, tool, (), use_table(app.read, tool))


def test_every_mapping_answers_with_a_real_record_and_the_fact_stands_beside_it(real_app: App) -> None:
    """For each value that fills an answer in there is a tool of ours that has it; the reason names what the record says."""
    form = risk_of_use(real_app)
    found: dict[tuple[str, str], Tool] = {}
    for tool in tools(real_app).values():
        for name, answer in prefilled(form, tool).items():
            found.setdefault((name, answer.value), tool)
    mapped = {(q.id, value) for q in form.questions() if q.prefill for value in q.prefill.answers.values()}
    assert set(found) == mapped
    for (name, value), tool in found.items():
        question = form.question(name)
        assert question is not None
        assert question.prefill is not None
        facts = {fact.field: fact for fact in recorded(real_app, tool).beside(question)}
        assert facts[question.prefill.field].lines, (name, value, tool.slug)
    figure(f"assessments: {len(mapped)} mappings from a record to an answer, each with a real record")


def test_every_field_is_shown_with_its_sources_for_some_real_tool(real_app: App) -> None:
    """No field stands beside a question that no record of ours can fill."""
    form = risk_of_use(real_app)
    asked = {field for question in form.questions() for field in question.beside}
    assert asked == set(get_args(RecordField))
    cited: dict[str, RecordFact] = {}
    said: set[str] = set()
    for tool in tools(real_app).values():
        for fact in recorded(real_app, tool).whole():
            if fact.lines:
                said.add(fact.field)
            if any(line.sources for line in fact.lines):
                cited.setdefault(fact.field, fact)
    assert said == asked - {"concerns"}
    assert set(cited) == CITED
    beside = sum(bool(question.beside) for question in form.questions())
    figure(
        f"assessments: facts of {len(asked)} fields beside {beside} of {len(tuple(form.questions()))} questions"
    )


@pytest.mark.parametrize("field", ["claims", "limitations", "languages", "offline"])
def test_what_is_not_stated_is_said_and_is_no_answer(real_app: App, field: RecordField) -> None:
    """Unknown stays a value of its own: no line, and a word for it."""
    every = tools(real_app).values()
    without = next(tool for tool in every if getattr(tool, field) in ((), "not-stated"))
    fact = recorded(real_app, without).fact(field)
    assert fact.lines == ()
    assert fact.none in ("not stated", "none recorded")


def test_a_claim_says_who_measured_it(real_app: App) -> None:
    """A provider's figure never stands there like somebody else's."""
    every = [(tool, claim) for tool in tools(real_app).values() for claim in tool.claims]
    words = {
        "independent": "measured independently",
        "authors": "the authors",
        "provider": "the provider's own figure",
    }
    for tool, claim in every:
        lines = [line.text for line in recorded(real_app, tool).fact("claims").lines]
        assert any(line.startswith(claim.text) and words[claim.measured_by] in line for line in lines)
    assert every


def test_only_annotations_under_the_principle_of_the_question_stand_beside_it(real_app: App) -> None:
    """A safeguard of privacy says nothing beside a question on accuracy."""
    tool = next(item for item in tools(real_app).values() if len({a.principle for a in item.annotations}) > 1)
    principle = tool.annotations[0].principle
    shown = recorded(real_app, tool).fact("annotations", principle).lines
    assert len(shown) == sum(item.principle == principle for item in tool.annotations)
    assert 0 < len(shown) < len(tool.annotations)
