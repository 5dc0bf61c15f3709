"""Instruments of assessment: each breach of a rule is a fault with a sentence; ours have none."""

from typing import Any

import pytest
from pydantic import ValidationError

from catalog.bootstrap import App
from catalog.domain.assessment_instrument import Instrument
from catalog.domain.assessment_rules import LEAST_QUESTIONS, instrument_faults
from catalog.domain.content import Content, RecordKind
from catalog.domain.rule_parts import Vocabularies
from catalog.domain.vocabulary import Vocabulary
from tests.domain.instruments import instrument, question, raw_instrument, step
from tests.figures import figure
from tests.samples import TODAY

WORDS = {
    "principles": Vocabulary.model_validate(
        {"vocabulary": "principles", "label": "Principles", "terms": [
            {"id": "fairness", "label": "Fairness", "definition": "Nobody is treated worse."}]}
    ),
    "maturity": Vocabulary.model_validate(
        {"vocabulary": "maturity", "label": "Maturity", "terms": [
            {"id": "pilot", "label": "Pilot", "definition": "It is tried."}]}
    ),
}  # fmt: skip


def faults(*questions: dict[str, Any], **changes: Any) -> list[str]:
    """Return the faults of an instrument, filled up with sound questions."""
    rest = [question(f"fill-{n}") for n in range(LEAST_QUESTIONS - len(questions))]
    made = instrument(*questions, *rest, **changes)
    return [
        str(item) for item in instrument_faults(made, Content(vocabularies=WORDS), Vocabularies(WORDS), TODAY)
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ([question("a"), question("a")], "a stands twice"),
        ([question("a", principle="justice")], "justice is not one of vocabulary/principles.yaml"),
        ([question("a", capabilities=["mind-reading"])], "mind-reading is not one of the files in capabilities/"),
        ([question("a", facts=["AIA-999"])], "AIA-999 is not one of compliance/facts.yaml"),
        ([question("a", sources=[7])], "names source 7, which is not in the list"),
        ([question("a", shown_if=[{"question": "z", "answers": ["yes"]}])], "z is not one of the questions"),
        ([question("a", shown_if=[{"question": "b", "answers": ["maybe"]}]), question("b")],
         "maybe is not one of the answers to b"),
        ([question("a", shown_if=[{"question": "b", "answers": ["unknown"]}]), question("b")],
         "names “unknown”"),
        ([question("a", shown_if=[{"question": "a", "answers": ["yes"]}])], "a → a depend on each other"),
        ([question("a", shown_if=[{"question": "b", "answers": ["yes"]}]),
          question("b", shown_if=[{"question": "c", "answers": ["no"]}]),
          question("c", shown_if=[{"question": "a", "answers": ["yes"]}])], "a → b → c → a depend on each other"),
        ([question("a", prefill={"field": "biometric", "answers": {"true": "perhaps"}})],
         "perhaps is not one of the answers to a"),
        ([question("a", prefill={"field": "biometric", "answers": {"maybe": "yes"}})],
         "maybe is not one of the values of biometric"),
        ([question("a", prefill={"field": "evidence", "answers": {"good": "yes"}})],
         "good is not one of the values of evidence"),
        ([question("a", prefill={"field": "maturity", "answers": {"old": "yes"}})],
         "old is not one of vocabulary/maturity.yaml"),
        ([question("a", prefill={"field": "maturity", "answers": {"not-stated": "yes"}})],
         "not-stated is not one of vocabulary/maturity.yaml"),
        ([question("a", prefill={"field": "offline", "answers": {"true": "yes"}, "only_if": {"maturity": ["old"]}})],
         "old is not one of vocabulary/maturity.yaml"),
    ],
)  # fmt: skip
def test_each_breach_is_a_fault(wrong: list[dict[str, Any]], sentence: str) -> None:
    """The sentence names the file, the place and what is wrong."""
    found = faults(*wrong)
    assert any(sentence in item and item.startswith("assessments/small.yaml") for item in found), found


def test_a_sound_instrument_has_no_fault_and_a_short_one_has() -> None:
    """Forty questions are enough, thirty-nine are not."""
    assert faults() == []
    short = instrument(*(question(f"q{n}") for n in range(LEAST_QUESTIONS - 1)))
    found = list(instrument_faults(short, Content(vocabularies=WORDS), Vocabularies(WORDS), TODAY))
    assert [item.message for item in found] == ["asks 39 questions; ask at least 40"]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (raw_instrument(question("a", colour="red")), "Extra inputs are not permitted"),
        (raw_instrument({k: v for k, v in question("a").items() if k != "why"}), "Field required"),
        (raw_instrument({k: v for k, v in question("a").items() if k != "sources"}), "does not say where it comes from"),
        (raw_instrument(question("a", options=[{"id": "unknown", "points": 0, "label": "?"}])), "is offered with every"),
        (raw_instrument(question("a", options=[{"id": "x", "points": 2, "label": "x", "stop": True}])), "has 4 points"),
        (raw_instrument(question("a", options=[{"id": "x", "points": 5, "label": "x"}])), "less than or equal to 4"),
        (raw_instrument(question("a", options=[])), "needs at least two answers"),
        (raw_instrument(question("a", record=["price"])), "Input should be 'access'"),
        (raw_instrument(question("a", record=["licence", "licence"])), "twice"),
        (raw_instrument(question("a", prefill={"field": "price", "answers": {"low": "yes"}})), "Input should be 'biom"),
        (raw_instrument(step("a", record=["licence"]), form="readiness"), "readiness is about no tool"),
        (raw_instrument(step("a", anchors=["One."]), form="readiness"), "needs 5 anchors"),
        (raw_instrument(step("a", action=None), form="readiness"), "needs the action"),
        (raw_instrument(step("a", shown_if=[{"question": "b", "answers": ["1"]}]), form="readiness"),
         "readiness asks every question"),
    ],
)  # fmt: skip
def test_what_is_no_instrument_is_not_read(raw: dict[str, Any], sentence: str) -> None:
    """An unknown field, a missing reason or source, and answers that do not fit the form are refused."""
    with pytest.raises(ValidationError, match=sentence):
        Instrument.model_validate(raw)


def test_our_instruments_ask_enough_and_cover_every_principle(real_app: App) -> None:
    """Both have forty questions or more under all five principles, each with why and source; risk has a strict path."""
    with real_app.store.reading() as reader:
        found = {item.slug: item for item in reader.documents(RecordKind.INSTRUMENT)}
    assert set(found) == {"risk-of-use", "agency-readiness"}
    for item in found.values():
        questions = tuple(item.questions())
        assert len(questions) >= LEAST_QUESTIONS
        assert len(item.cores()) == 5
        assert all(q.why and (q.facts or q.sources) for q in questions)
        assert "UNICRI" in item.ours
        assert "own" in item.ours
        figure(f"{item.title}: {len(questions)} questions, {len(item.harms)} typical harms")
    risk = found["risk-of-use"]
    assert sum(q.strict for q in risk.questions()) >= 5
    assert len(found["agency-readiness"].sections) == 7
