"""What a decision says is shown in full: the comment, the interests, and what was said of fields and points."""

import pytest

from catalog.domain.checklist import CASE_CHECKLIST, CHECKLIST, NO, YES, ChecklistItem
from catalog.domain.people import Role
from catalog.domain.workflow import Answer, Decision, Outcome
from catalog.ui.parts.history_sections import decision_line
from tests.ui.reading import Read


@pytest.mark.parametrize("checklist", [CHECKLIST, CASE_CHECKLIST], ids=["tool", "case"])
def test_comments_on_fields_and_points_are_shown(checklist: tuple[ChecklistItem, ...]) -> None:
    """A comment stands under the label of its field, a "no" with its note under its point; a plain yes is not told."""
    answers = (Answer(checklist[0].id, NO, "<b>which one?</b>"), Answer(checklist[1].id, YES))
    made = Decision(
        "boris", Role.CURATOR, Outcome.REQUEST_CHANGES, "0" * 64, "One fact is missing.", "none",
        at="2026-11-21T12:00:00+00:00", checklist=answers, field_comments={"hardware": "How much memory?"},
    )  # fmt: skip
    shown = Read(decision_line(made))
    assert "boris (curator) asked for changes on 21 November 2026: One fact is missing." in shown.text
    assert "Hardware: How much memory?" in shown.text
    assert f"{checklist[0].label}: no. <b>which one?</b>" in shown.text
    assert checklist[1].label not in shown.text
    assert not shown.all("b")
