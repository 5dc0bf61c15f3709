"""The evaluation against the eighteen worked examples, and what must hold for any answers."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.domain.compliance_changes import turns
from catalog.domain.compliance_conditions import UNKNOWN, Sheet
from catalog.domain.compliance_evaluation import Given, Profile, evaluate
from catalog.domain.compliance_prefill import merged, prefilled
from catalog.domain.compliance_records import PLACES, Question
from catalog.domain.rulebook import NEEDS_INFORMATION, NO_RULE_MET
from catalog.exchange.strict_yaml import read_yaml
from tests.figures import figure
from tests.rulebooks import the_book

HERE = Path(__file__).parent


WRITTEN: dict[str, list[dict[str, Any]]] = read_yaml((HERE / "compliance_examples.yaml").read_bytes())
EXAMPLES = WRITTEN["examples"]
COUNCIL = WRITTEN["council_of_europe"]


def answers_of(example: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return all answers of an example: of the use, of the place, and its own."""
    book = the_book()
    known = prefilled(book, None, book.use_by_id[example["use"]], example["places"])
    own = {"is_ai": ["yes"]} if "is_ai" not in book.use_by_id[example["use"]].answers else {}
    own |= example.get("answers", {})
    return merged(known, {field: tuple(answer) for field, answer in own.items()})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_a_worked_example_comes_out_as_written(example: dict[str, Any]) -> None:
    """Level, confidence and the rules that count and do not count are those of the example."""
    book = the_book()
    profile = evaluate(book, answers_of(example), example["places"], book.use_by_id[example["use"]].arguable)
    hits = {hit.rule.id for hit in profile.hits}
    assert (profile.level, profile.confidence) == (example["level"], example["confidence"])
    assert set(example["hits"]) - hits == set()
    assert set(example.get("not", ())) & hits == set()


def test_all_eighteen_examples_are_there() -> None:
    """Each of the eighteen stands in the file, some with variants."""
    numbers = {int(example["name"].split()[0]) for example in EXAMPLES}
    assert numbers == set(range(1, 19))
    figure(f"compliance: {len(numbers)} of 18 worked examples, {len(EXAMPLES)} with their variants")


@pytest.mark.parametrize("example", COUNCIL, ids=lambda example: example["name"])
def test_an_example_under_the_council_of_europe_meets_its_rules_and_gets_no_level_from_them(
    example: dict[str, Any],
) -> None:
    """Each rule is met by some example and left out by another; none of them gives a level of its own."""
    profile = evaluate(the_book(), answers_of(example), example["places"], None)
    met = {hit.rule.id: hit.rule for hit in profile.hits}
    assert set(example["hits"]) - met.keys() == set()
    assert set(example.get("not", ())) & met.keys() == set()
    added = [rule for name, rule in met.items() if rule.jurisdictions == ("coe",)]
    assert [rule.level for rule in added if rule.level] == []
    assert all(cite.facts or cite.cases for rule in added for cite in rule.cite)


def test_every_rule_of_the_council_of_europe_has_an_example_for_and_against() -> None:
    """No rule of these stands untried."""
    rules = {rule.id for rule in the_book().rules.rules if rule.jurisdictions == ("coe",)}
    assert {name for example in COUNCIL for name in example["hits"]} == rules
    assert {name for example in COUNCIL for name in example.get("not", ())} == rules
    figure(f"compliance: {len(rules)} rules under the Council of Europe, {len(COUNCIL)} examples")


def _answer(question: Question) -> st.SearchStrategy[tuple[str, ...]]:
    ids = [choice.id for choice in question.answers]
    one = st.sampled_from([*ids, UNKNOWN]).map(lambda answer: (answer,))
    if not question.many:
        return one
    return one | st.lists(
        st.sampled_from([i for i in ids if i != "none"] or ids), min_size=1, max_size=3, unique=True
    ).map(tuple)


def sheets() -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Return answers to any of the questions."""
    return st.fixed_dictionaries({}, optional={q.id: _answer(q) for q in the_book().questions.questions})


places = st.sets(st.sampled_from(sorted(PLACES)), min_size=1)


def _not_lower(before: Profile, after: Profile) -> bool:
    gravity = the_book().gravity
    higher = gravity[after.ceiling] >= gravity[before.ceiling]
    return higher and (after.level == NEEDS_INFORMATION or gravity[after.level] >= gravity[before.floor])


@settings(max_examples=400, deadline=None)
@given(sheets(), places, st.data())
def test_an_unknown_never_lowers_the_level(answers: Given, where: set[str], data: st.DataObject) -> None:
    """Taking back any answer leaves the worst that it can be, and settles on nothing milder."""
    book = the_book()
    field = data.draw(st.sampled_from(sorted(answers) or ["is_ai"]))
    before = evaluate(book, answers, where)
    assert _not_lower(before, evaluate(book, {**answers, field: (UNKNOWN,)}, where))
    assert _not_lower(before, evaluate(book, {k: v for k, v in answers.items() if k != field}, where))


@settings(max_examples=400, deadline=None)
@given(sheets(), places)
def test_a_draft_never_makes_sure(answers: Given, where: set[str]) -> None:
    """High confidence stands only where no rule that gives the level rests on a draft without the statute."""
    profile = evaluate(the_book(), answers, where)
    if profile.confidence == "high":
        assert all("draft" not in rule.basis or "statute" in rule.basis for rule in profile.deciding)
    assert (profile.confidence == "") == (profile.floor == NO_RULE_MET)


@settings(max_examples=400, deadline=None)
@given(sheets(), places)
def test_the_exception_is_gone_where_it_is_lost(answers: Given, where: set[str]) -> None:
    """Where R-41 is met no rule gives the level of the exception."""
    profile = evaluate(the_book(), answers, where)
    hits = {hit.rule.id: hit.rule for hit in profile.hits}
    if "R-41" in hits:
        assert all(rule.level != "filter-possible" for rule in hits.values())


@settings(max_examples=200, deadline=None)
@given(sheets(), places)
def test_what_is_open_can_be_settled(answers: Given, where: set[str]) -> None:
    """A profile that needs information asks at least one question, and none that is answered."""
    profile = evaluate(the_book(), answers, where)
    asked = {item.question.id for item in profile.questions}
    assert bool(asked) or profile.level != NEEDS_INFORMATION
    assert all(UNKNOWN in answers.get(field, (UNKNOWN,)) for field in asked)


def test_the_worst_question_comes_first() -> None:
    """Open questions stand in the order of what they could lead to."""
    book = the_book()
    profile = evaluate(book, {}, {"eu"})
    graves = [book.gravity.get(item.could_be, -1) for item in profile.questions]
    assert graves == sorted(graves, reverse=True)
    assert profile.level == NEEDS_INFORMATION
    assert profile.ceiling == "prohibited-likely"


def _reaching(rule_id: str) -> Given:
    """Return answers under which a rule is met, found by answering what is open, one question at a time."""
    book = the_book()
    rule = book.rule_by_id[rule_id]

    def search(answers: dict[str, tuple[str, ...]], depth: int) -> Given | None:
        sheet = Sheet(answers, book.gates, book.rules.terms)
        truth = sheet.truth(rule.when)
        if truth:
            return answers
        fields = sorted(sheet.open_fields(rule.when))
        if truth is False or not depth or not fields:
            return None
        for choice in book.question_by_id[fields[0]].answers:
            found = search({**answers, fields[0]: (choice.id,)}, depth - 1)
            if found is not None:
                return found
        return None

    found = search({}, 9)
    assert found is not None, rule_id
    return found


def test_every_rule_is_reached() -> None:
    """For each rule there are answers that meet it."""
    book = the_book()
    reached = set()
    for rule in book.rules.rules:
        where = [place for place in rule.jurisdictions if place != "any"] or ["eu"]
        hits = evaluate(book, _reaching(rule.id), where)
        reached |= {hit.rule.id for hit in (*hits.hits, *hits.set_aside)} & {rule.id}
    assert set(book.rule_by_id) - reached == set()
    figure(
        f"compliance: {len(reached)} of {len(book.rule_by_id)} rules reached, {len(book.question_by_id)} questions"
    )


def test_every_use_has_a_level_or_asks() -> None:
    """Each use that the catalogue offers leads to a level, or to questions; none is met by nothing unseen."""
    book, levels = the_book(), {}
    for use in book.uses.uses:
        known = merged(prefilled(book, None, use, ("eu",)), {})
        levels[use.id] = evaluate(book, known, ("eu",), use.arguable).level
    figure(
        f"compliance: {len(levels)} uses, of which {sum(v == NEEDS_INFORMATION for v in levels.values())} ask first"
    )
    assert set(levels.values()) <= {*book.level_by_id, NEEDS_INFORMATION}


def test_what_would_change_the_result_is_told() -> None:
    """For the detector that only sorts, judging evidence is named as what makes it high-risk."""
    book = the_book()
    example = next(item for item in EXAMPLES if item["name"].startswith("11"))
    answers = answers_of(example)
    found = turns(book, answers, ("eu",), evaluate(book, answers, ("eu",)))
    assert any(
        turn.question.id == "evidence_reliability"
        and turn.answers == ("yes",)
        and turn.floor == "high-risk-likely"
        for turn in found
    )
    assert all((turn.floor, turn.ceiling) != ("filter-possible", "filter-possible") for turn in found)
