"""What the record of a tool answers: only what follows for certain, and nothing of what is not stated."""

from typing import Any

import pytest

from catalog.domain.assessment_prefill import prefilled
from tests.domain.instruments import instrument, question
from tests.samples import source, tool

OFFLINE = {"field": "offline", "answers": {"true": "yes"}, "only_if": {"deployment": ["desktop", "mobile"]}}
MATURITY = {"field": "maturity", "answers": {"pilot": "partly"}}


def answer(prefill: dict[str, Any], **record: Any) -> str:
    """Return what a record answers to a question, "" for nothing."""
    found = prefilled(instrument(question("a", prefill=prefill)), tool(**record))
    return found["a"].value if found else ""


@pytest.mark.parametrize(
    ("offline", "deployment", "expected"),
    [
        (True, ["desktop"], "yes"),
        (True, ["desktop", "mobile"], "yes"),
        (True, ["desktop", "cloud"], ""),
        (True, "not-stated", ""),
        (False, ["desktop"], ""),
        ("not-stated", ["desktop"], ""),
    ],
)
def test_a_fact_answers_only_with_all_that_makes_it_certain(
    offline: Any, deployment: Any, expected: str
) -> None:
    """What is not stated, and any further value that is not named, leaves the question open."""
    assert answer(OFFLINE, offline=offline, deployment=deployment) == expected


@pytest.mark.parametrize(
    ("maturity", "expected"), [("pilot", "partly"), ("research", ""), ("not-stated", "")]
)
def test_a_value_that_the_question_does_not_name_answers_nothing(maturity: str, expected: str) -> None:
    """Only the values that stand in the question's own mapping are answers."""
    assert answer(MATURITY, maturity=maturity) == expected


def test_the_reason_names_every_fact_with_its_source_and_the_day() -> None:
    """All fields that made the answer certain are told, not only the first."""
    record = tool(
        offline=True, deployment=["desktop"], sources={1: source(supports=["offline"]), 2: source(supports=["deployment"], url="https://example.org/two")}
    )  # fmt: skip
    reason = prefilled(instrument(question("a", prefill=OFFLINE)), record)["a"].prefilled
    assert reason == (
        "Taken from the record of Photo Sorter: works offline, yes (source 1); where it runs, desktop (source 2). "
        "Checked 2026-11-21."
    )
