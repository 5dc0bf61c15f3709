"""The arithmetic of readiness: every level, and what never raises a maturity."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.domain.assessment_asking import Setting, is_gap, missing
from catalog.domain.assessment_instrument import UNKNOWN
from catalog.domain.assessment_readiness import LEVEL_WORDS, readiness
from tests.domain.instruments import instrument, said, step

ANSWERS = ["", UNKNOWN, "0", "1", "2", "3", "4"]
FORM = instrument(step("a"), step("b"), step("c", "lawfulness"), form="readiness")
PLAN = {"action": "Do it.", "owner": "Head of unit", "date": "2027-01-01"}


@pytest.mark.parametrize(
    ("answers", "tenths", "best", "weakest", "word"),
    [
        (("0", "0", "0"), 0, 0, 0, 0),
        (("0", "1", "1"), 6, 6, 0, 0),
        (("1", "1", "1"), 10, 10, 1, 1),
        (("2", "2", "1"), 16, 16, 1, 1),
        (("2", "2", "2"), 20, 20, 2, 2),
        (("3", "3", "2"), 26, 26, 2, 2),
        (("3", "3", "3"), 30, 30, 3, 3),
        (("4", "4", "3"), 36, 36, 3, 3),
        (("4", "4", "4"), 40, 40, 4, 4),
        (("4", "4", UNKNOWN), 26, 40, 0, 2),
        (("", "", ""), 0, 40, 0, 0),
    ],
)
def test_the_mean_is_rounded_down_and_unknown_is_level_0(
    answers: tuple[str, str, str], tenths: int, best: int, weakest: int, word: int
) -> None:
    """At and around each level; the word is that of the level reached in full."""
    said_now = said(dict(zip("abc", answers, strict=True)))
    found = readiness(FORM, Setting(), said_now).dimensions[0]
    assert (found.tenths, found.at_best, found.weakest) == (tenths, best, weakest)
    assert found.word == LEVEL_WORDS[word]


@pytest.mark.parametrize(
    ("answer", "gap", "urgency"),
    [("0", True, "must"), ("1", True, "must"), ("2", True, "should"), ("3", False, ""), ("4", False, ""),
     (UNKNOWN, True, "find out"), ("", False, "")],
)  # fmt: skip
def test_a_gap_is_what_is_below_daily_use_or_not_known(answer: str, gap: bool, urgency: str) -> None:
    """Each level has its urgency; an open question is missing and no gap yet."""
    found = readiness(FORM, Setting(), said({"a": answer, "b": "4", "c": "4"})).gaps
    assert is_gap(answer) is gap
    assert [item.urgency for item in found] == ([urgency] if gap else [])


def test_each_gap_needs_an_action_with_an_owner_and_a_date() -> None:
    """Without one of them nobody can sign; with all of them nothing is missing."""
    head = dict.fromkeys(("title", "use", "unit", "owner"), "x")
    answers = {"a": "1", "b": "4", "c": "4"}
    for left_out in PLAN:
        plan = PLAN | {left_out: ""}
        found = missing(FORM, Setting(), said(answers, head=head, plans={"a": plan}))
        assert [item.path for item in found] == ["plan/a"]
    assert missing(FORM, Setting(), said(answers, head=head, plans={"a": PLAN})) == ()


@settings(max_examples=300, deadline=None)
@given(answers=st.tuples(*[st.sampled_from(ANSWERS)] * 3), forgotten=st.sampled_from("abc"))
def test_not_knowing_never_raises_a_maturity(answers: tuple[str, str, str], forgotten: str) -> None:
    """With any answer taken for unknown, no mean and no weakest level rises, and no gap goes."""
    known = dict(zip("abc", answers, strict=True))
    more, less = (readiness(FORM, Setting(), said(item)) for item in (known, known | {forgotten: UNKNOWN}))
    for before, after in zip(
        (*more.dimensions, *more.principles), (*less.dimensions, *less.principles), strict=True
    ):
        assert after.tenths <= before.tenths
        assert after.weakest <= before.weakest
        assert after.tenths <= after.at_best
    assert {gap.question.id for gap in more.gaps} <= {gap.question.id for gap in less.gaps}
