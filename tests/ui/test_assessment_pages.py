"""The pages of assessments with a real store: what each role sees, what a click saves, and two who write at once."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from catalog.actions.assessments import share_assessment
from catalog.domain.assessment import Assessment
from catalog.domain.assessment_steps import Part
from catalog.domain.people import VISITOR, Actor
from catalog.store import Store
from tests.actions.assessment_world import EVA, IVAN, JANA, OLEG, answered, started, whole, world
from tests.exchange.test_assessment_files import reading

ROOMS = ("form", "leaving", "people", "files", "start", "saving")


def assessment_page() -> None:
    """The body of a script that shows one assessment."""
    from catalog.ui.pages.assessment import render  # noqa: PLC0415  # nothing outside a page script exists there

    render()


def assessments_page() -> None:
    """The body of a script that shows the list."""
    from catalog.ui.pages.assessments import render  # noqa: PLC0415

    render()


@pytest.fixture
def acting(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """A house with one assessment; `actor` says who looks."""
    world(store)
    who = SimpleNamespace(actor=IVAN, store=store)
    app = SimpleNamespace(store=store, read=reading(store))
    for page in ("assessment", "assessments"):
        monkeypatch.setattr(f"catalog.ui.pages.{page}.the_app", lambda: app)
        monkeypatch.setattr(f"catalog.ui.pages.{page}.current_actor", lambda: who.actor)
    for room in ROOMS:
        monkeypatch.setattr(f"catalog.ui.parts.assessment_{room}.the_app", lambda: app)
    monkeypatch.setattr("catalog.ui.parts.assessment_saving.current_actor", lambda: who.actor)
    monkeypatch.setattr("catalog.ui.parts.acting.refresh", lambda: app)
    yield who
    store.close()


def shown(held: Assessment) -> AppTest:
    """Open the page of an assessment."""
    at = AppTest.from_function(assessment_page, default_timeout=60)
    at.query_params["id"] = str(held.id)
    return at.run()


def markup(at: AppTest) -> str:
    """Return all the markup of a page."""
    assert not at.exception
    return " ".join(str(item.value) for item in at.html)


def now(store: Store, held: Assessment) -> Assessment:
    """Return what stands in the store."""
    with store.reading() as reader:
        found = reader.assessments.find(held.id)
    assert found is not None
    return found


def turn_to(at: AppTest, part: str) -> AppTest:
    """Choose a part of the form."""
    return at.button_group[0].set_value(part).run()


def notes(at: AppTest) -> list[Any]:
    """Return the fields for notes on questions."""
    return [item for item in at.text_area if item.label.startswith("Reason or note")]


def test_each_answer_is_saved_when_it_is_given(store: Store, acting: Any) -> None:
    """A choice and a note are in the store without any button, and the page counts them."""
    held = started(store)
    at = turn_to(shown(held), "all")
    at.radio[1].set_value("partly").run()
    notes(at)[1].set_value("See the file.").run()
    answer = now(store, held).now["answer/legal-basis"]
    assert (answer["value"], answer["note"]) == ("partly", "See the file.")
    assert "2 of 3" in markup(at)


def test_what_a_record_filled_in_is_shown_with_its_reason_until_somebody_confirms_it(
    store: Store, acting: Any
) -> None:
    """The fact stands beside the question; confirming makes the answer the person's own, and the fact stays."""
    held = started(store)
    at = turn_to(shown(held), "all")
    assert "Taken from the record of Photo Sorter: biometric, no" in markup(at)
    fact = "<dt>Biometric data</dt><dd>no"
    assert fact in markup(at)
    next(item for item in at.button if item.label == "Confirm the answer to question 1").click().run()
    assert now(store, held).now["answer/biometric-data"] == {"value": "no", "note": "", "prefilled": ""}
    assert "Taken from the record" not in markup(at)
    assert fact in markup(at)


def test_of_two_who_answer_at_once_both_answers_are_shown(store: Store, acting: Any) -> None:
    """The second person sees the first answer beside the own one, and takes one of them."""
    held = started(store, JANA)
    at = turn_to(shown(held), "all")
    answered(store, JANA, held, legal_basis="no")
    at.radio[1].set_value("yes").run()
    assert now(store, held).now["answer/legal-basis"]["value"] == "no"
    assert "jana answered" in at.warning[0].value.replace("\\", "")
    texts = [item.value for item in at.text]
    assert texts == ["Yes", "No"]
    next(button for button in at.button if button.label == "Take yours").click().run()
    entries = [item for item in now(store, held).entries if item.path == "answer/legal-basis"]
    assert [(item.account, item.value["value"]) for item in entries] == [("jana", "no"), ("ivan", "yes")]


def test_others_learn_nothing_of_it(store: Store, acting: Any) -> None:
    """A colleague, a curator and an administrator see the same sentence as for one that does not exist."""
    held = started(store)
    for actor in (JANA, OLEG, EVA):
        acting.actor = actor
        texts = {markup(shown(item)) for item in (held, SimpleNamespace(id=77))}  # type: ignore[arg-type]
        assert len(texts) == 1
        assert "not shared with you" in texts.pop()
    acting.actor = VISITOR
    assert "Not permitted" in markup(shown(held))


@pytest.mark.parametrize("actor", [JANA, EVA])
def test_a_reader_sees_it_and_has_no_field_to_write_in(store: Store, acting: Any, actor: Actor) -> None:
    """Whoever it is shared with to read finds every field closed, and neither share nor sign."""
    held = started(store)
    share_assessment(store, IVAN, held.id, actor.name, Part.READER)
    acting.actor = actor
    at = turn_to(shown(held), "all")
    assert all(item.disabled for item in (*at.radio, *at.text_area))
    labels = {button.label for button in at.button}
    assert not labels & {"Let them in", "Sign", "Start a new version", "Record it"}
    assert "Only contributors sign" in markup(at)


def test_signing_is_refused_with_what_is_missing_and_done_when_all_is_there(
    store: Store, acting: Any
) -> None:
    """The page names what is missing; after signing nothing can be changed there."""
    held = started(store)
    text = markup(shown(held))
    assert "missing before somebody can sign" in text
    whole(store, IVAN, held)
    at = shown(held)
    at.text_input(key="sign-function").set_value("Head of unit")
    at.text_area(key="sign-said").set_value("I stand for it.")
    next(button for button in at.button if button.label == "Sign").click().run()
    assert now(store, held).signatures[0].function == "Head of unit"
    at = turn_to(shown(held), "all")
    assert all(item.disabled for item in (*at.radio[:3], *notes(at)))


def test_the_owner_hands_over_and_the_one_before_leaves(
    store: Store, acting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the owner hands over, only others leave; each act is done by its own button."""
    gone: list[str] = []
    monkeypatch.setattr("catalog.ui.parts.assessment_leaving.go", gone.append)
    held = started(store, JANA)
    at = shown(held)
    assert not [item for item in at.button if item.key == "leave-go"]
    next(item for item in at.button if item.key == "hand-over-go").click().run()
    assert now(store, held).owner == "jana"
    assert "owner, contributor" in markup(at)
    next(item for item in at.button if item.key == "leave-go").click().run()
    assert [member.account for member in now(store, held).members] == ["jana"]
    assert gone == ["assessments"]


def test_the_owner_withdraws_with_a_reason_and_the_list_says_so(
    store: Store, acting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a reason the button is off; afterwards the list names the number and the reason, and no title."""
    monkeypatch.setattr("catalog.ui.parts.assessment_leaving.go", lambda _path: None)
    held = started(store)
    at = shown(held)
    assert next(item for item in at.button if item.key == "withdraw-go").disabled
    next(item for item in at.text_input if item.key == "withdraw-reason").set_value("Given up.").run()
    next(item for item in at.button if item.key == "withdraw-go").click().run()
    assert now(store, held).withdrawn
    listed = markup(AppTest.from_function(assessments_page, default_timeout=60).run())
    assert f"No. {held.id}, by ivan on " in listed
    assert "Given up." in listed
    assert held.title not in listed


def test_a_harm_is_added_weighed_and_taken_out(store: Store, acting: Any) -> None:
    """A typical harm is one click; taking it out keeps it in the history."""
    held = started(store)
    at = turn_to(shown(held), "harms")
    next(button for button in at.button if button.label == "Add it").click().run()
    assert now(store, held).now["harm/1"]["text"] == "Somebody is harmed."
    assert "severe" in markup(at)
    next(button for button in at.button if button.label == "Take it out").click().run()
    after = now(store, held)
    assert "harm/1" not in after.now
    assert [item.path for item in after.entries].count("harm/1") == 2


def test_the_list_starts_one_from_a_tool_or_from_nothing(store: Store, acting: Any) -> None:
    """The address names the tool; an administrator finds no start."""
    at = AppTest.from_function(assessments_page, default_timeout=60)
    at.query_params["tool"] = "photo-sorter"
    at.run()
    assert "Photo Sorter" in markup(at)
    assert [radio.label for radio in at.radio] == ["Which questions?"]
    acting.actor = EVA
    assert AppTest.from_function(assessments_page, default_timeout=60).run().radio.len == 0
