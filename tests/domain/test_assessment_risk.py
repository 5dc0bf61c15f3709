"""The arithmetic of the risk of a use: every threshold, and what never lowers or raises a risk."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.domain.assessment_answers import HarmValue
from catalog.domain.assessment_asking import Setting, asked
from catalog.domain.assessment_instrument import UNKNOWN, Instrument
from catalog.domain.assessment_risk import (
    LIMITS,
    STRICT_LIMITS,
    PrincipleRisk,
    harm_line,
    risk_of_use,
    share_of,
)
from catalog.domain.severity import Severity
from tests.domain.instruments import LIGHT, STOPPING, harm, instrument, mitigation, question, said
from tests.figures import figure

LOW, MODERATE, HIGH, SEVERE = Severity
BIOMETRIC = question("biometric-data", "good-governance")


def fairness(
    form: Instrument, answers: dict[str, str], *, biometric: bool = False, **more: Any
) -> PrincipleRisk:
    """Return the risk under fairness."""
    result = risk_of_use(form, Setting(biometric=biometric), said(answers, **more))
    return next(item for item in result.principles if item.principle == "fairness")


def spread(points: int, count: int) -> dict[str, str]:
    """Return answers that have so many points together, at most three each."""
    each = [min(3, max(0, points - 3 * place)) for place in range(count)]
    return {f"q{place}": f"p{value}" for place, value in enumerate(each)}


@pytest.mark.parametrize(("strict", "limits"), [(False, LIMITS), (True, STRICT_LIMITS)])
def test_each_share_from_0_to_100_has_the_level_of_its_limits(
    strict: bool, limits: tuple[int, int, int]
) -> None:
    """With 100 questions of three points, every per cent is met; up to a limit is the lower level, above the next."""
    questions = [question(f"q{place}", options=LIGHT, strict=strict) for place in range(100)]
    form = instrument(BIOMETRIC, *questions)
    seen = set()
    for points in range(301):
        risk = fairness(form, {"biometric-data": "yes" if strict else "no", **spread(points, 100)})
        expected = Severity(1 + sum(points * 100 > limit * 300 for limit in limits))
        assert risk.answers is expected, (points, risk.share)
        seen.add(risk.share)
    assert seen == set(range(101))
    figure(f"risk of a use: 301 sums and 101 shares against the limits {limits}")


def test_a_share_is_rounded_up() -> None:
    """A sum just above a limit is above it; nothing asked is no share."""
    assert (share_of(1, 400), share_of(100, 400), share_of(101, 400), share_of(0, 0)) == (1, 25, 26, 0)


@pytest.mark.parametrize(("weighty", "level"), [(0, LOW), (1, MODERATE), (2, HIGH)])
def test_weighty_answers_are_not_thinned_out_by_good_ones(weighty: int, level: Severity) -> None:
    """One answer with the most points means at least moderate, two mean at least high, however many are good."""
    form = instrument(*(question(f"q{place}") for place in range(40)))
    assert fairness(form, {f"q{n}": "no" if n < weighty else "yes" for n in range(40)}).answers is level


def test_an_answer_that_stops_is_severe_whatever_else() -> None:
    """One answer "not in this way" is enough, and its principle alone is hit."""
    form = instrument(question("a", options=STOPPING), *(question(f"q{n}", "lawfulness") for n in range(9)))
    result = risk_of_use(form, Setting(), said({"a": "never", **{f"q{n}": "yes" for n in range(9)}}))
    assert [(item.principle, item.level) for item in result.principles] == [
        ("lawfulness", LOW),
        ("fairness", SEVERE),
    ]


def test_what_is_not_known_counts_as_the_worst_answer_and_is_named() -> None:
    """Unknown and unanswered have all points; the level without them is told beside it."""
    form = instrument(*(question(f"q{n}", options=LIGHT) for n in range(4)))
    risk = fairness(form, {"q0": "p0", "q1": "p0", "q2": UNKNOWN})
    assert (risk.points, risk.most, risk.share) == (6, 12, 50)
    assert (risk.answers, risk.known, risk.unresolved) == (MODERATE, LOW, ("q2", "q3"))


def test_the_stricter_path_is_left_only_when_record_and_answer_say_no() -> None:
    """Yes, unknown and no answer keep it; a record that says biometric keeps it whatever is answered."""
    form = instrument(BIOMETRIC, question("s", strict=True))
    for answer, recorded in product(("yes", "partly", "no", UNKNOWN, ""), (False, True)):
        answers = {"biometric-data": answer} if answer else {}
        ids = [q.id for q in asked(form, Setting(biometric=recorded), said(answers))]
        assert ("s" in ids) is (recorded or answer != "no"), (answer, recorded)


@pytest.mark.parametrize(
    ("mitigations", "today", "planned"),
    [
        ((), SEVERE, SEVERE),
        ((mitigation(),), LOW, LOW),
        ((mitigation(in_place=False),), SEVERE, LOW),
        ((mitigation(owner=""),), SEVERE, SEVERE),
        ((mitigation(date=""),), SEVERE, SEVERE),
        ((mitigation(), mitigation(in_place=False)), SEVERE, LOW),
        ((mitigation(), mitigation(in_place=False, owner="")), SEVERE, SEVERE),
    ],
)
def test_a_mitigation_counts_when_somebody_answers_for_it(
    mitigations: tuple[dict[str, object], ...], today: Severity, planned: Severity
) -> None:
    """In place counts today, with owner and date as planned, without them not at all."""
    line = harm_line(1, HarmValue.model_validate(harm((4, 4, 4, 4), (1, 1, 1, 1), *mitigations)))
    assert line.severities == (SEVERE, today, planned)


def test_what_is_not_known_after_a_mitigation_stays_as_before() -> None:
    """A mitigation whose effect nobody knows lowers nothing."""
    value = HarmValue.model_validate(harm((3, 3, 3, 3), (None, 1, None, 3), mitigation()))
    line = harm_line(1, value)
    assert line.today.degrees() == {"scale": 3, "scope": 1, "probability": 3, "reversibility": 3}


def test_the_harm_of_a_principle_raises_it_and_no_other() -> None:
    """The level joins the answers with the worst harm; before and planned are told beside it."""
    form = instrument(question("a"), question("b", "lawfulness"))
    severe = harm((4, 4, 4, 4), (1, 1, 1, 1), mitigation(in_place=False))
    result = risk_of_use(form, Setting(), said({"a": "yes", "b": "yes"}, harms={1: severe}))
    found = {item.principle: (item.before, item.level, item.planned) for item in result.principles}
    assert found == {"lawfulness": (LOW, LOW, LOW), "fairness": (SEVERE, SEVERE, LOW)}


DEGREE = st.sampled_from([None, 1, 2, 3, 4])
DEGREES = st.tuples(DEGREE, DEGREE, DEGREE, DEGREE)
MITIGATIONS = st.lists(
    st.builds(mitigation, in_place=st.booleans(), owner=st.sampled_from(["", "X"])), max_size=3
)


@settings(max_examples=300, deadline=None)
@given(before=DEGREES, after=DEGREES, mitigations=MITIGATIONS)
def test_no_mitigation_ever_raises_a_risk(before: Any, after: Any, mitigations: Any) -> None:
    """Planned is never above today, nor today above before."""
    line = harm_line(1, HarmValue.model_validate(harm(before, after, *mitigations)))
    first, today, planned = line.severities
    assert first >= today >= planned


@settings(max_examples=300, deadline=None)
@given(before=DEGREES, after=DEGREES, mitigations=MITIGATIONS, place=st.integers(0, 7))
def test_not_knowing_a_degree_never_lowers_a_harm(
    before: Any, after: Any, mitigations: Any, place: int
) -> None:  # fmt: skip
    """With any one degree taken for unknown, no severity falls."""
    degrees = [*before, *after]
    known = harm_line(1, HarmValue.model_validate(harm(before, after, *mitigations))).severities
    degrees[place] = None
    less = HarmValue.model_validate(harm(tuple(degrees[:4]), tuple(degrees[4:]), *mitigations))
    assert all(a >= b for a, b in zip(harm_line(1, less).severities, known, strict=True))


FORM = instrument(
    BIOMETRIC | {"principle": "fairness", "options": [{"id": "no", "points": 0, "label": "No"}, {"id": "yes", "points": 3, "label": "Yes"}]},
    question("a", options=STOPPING),
    question("b", options=LIGHT, shown_if=[{"question": "a", "answers": ["partly", "no"]}]),
    question("c", shown_if=[{"question": "b", "answers": ["p2", "p3"]}]),
    question("d", options=LIGHT, strict=True),
    question("e", options=STOPPING, strict=True, shown_if=[{"question": "a", "answers": ["no"]}]),
    question("f", options=LIGHT),
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(data=st.data(), recorded=st.booleans())
def test_not_knowing_an_answer_never_lowers_a_risk(data: st.DataObject, recorded: bool) -> None:
    """Whatever is answered, with conditions and the stricter path: taking one answer for unknown lowers no level."""
    answers = {
        item.id: data.draw(st.sampled_from(["", UNKNOWN, *item.answers]), label=item.id)
        for item in FORM.questions()
    }
    forgotten = data.draw(st.sampled_from(sorted(answers)), label="forgotten")
    known = fairness(FORM, answers, biometric=recorded)
    less = fairness(FORM, answers | {forgotten: UNKNOWN}, biometric=recorded)
    assert less.level >= known.level
    assert less.known <= less.level
