"""The profile page with a real store: what each role sees, what answering does, and that every text is inert."""

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import catalog.bootstrap
from catalog.actions.accounts import add_account
from catalog.actions.profiles import OtherResult, override_profile, save_profile
from catalog.bootstrap import ensure_index
from catalog.domain.people import ACCOUNT_ROLES, SYSTEM, VISITOR, Actor, Role
from catalog.domain.profiles import Subject
from catalog.queries.reading import open_read_side
from catalog.store import Store
from tests.actions.workflow_world import CLARA, FRANK, stock
from tests.rulebooks import publish_rulebook

ADDRESS = {"tool": "photo-sorter", "use": "similar-files"}
SUBJECT = Subject("photo-sorter", "similar-files")
HOSTILE = "<img src=x onerror=alert(1)> [click](javascript:alert(1)) **bold** :red[x]"


def profile_page() -> None:
    """The body of a script that shows the profile page."""
    from catalog.ui.pages.profile import render  # noqa: PLC0415  # nothing outside a page script exists there

    render()


@pytest.fixture
def acting(
    store: Store, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> SimpleNamespace:
    """The page in front of a tool and the rules; `actor` says who looks."""
    stock(store)
    publish_rulebook(store)
    for role in ACCOUNT_ROLES:
        add_account(
            store, SYSTEM, {Role.REVIEWER: "clara", Role.INVESTIGATOR: "frank"}.get(role, f"the-{role}"), role
        )
    read = open_read_side(store, ensure_index(store, tmp_path_factory.mktemp("index")))
    who = SimpleNamespace(actor=VISITOR, store=store)
    for room in ("pages.profile", "parts.profile_keeping"):
        monkeypatch.setattr(f"catalog.ui.{room}.the_app", lambda: SimpleNamespace(read=read, store=store))
        monkeypatch.setattr(f"catalog.ui.{room}.current_actor", lambda: who.actor)
    monkeypatch.setattr("catalog.ui.parts.acting.refresh", lambda: None)
    monkeypatch.setattr(catalog.bootstrap, "_shared", None)
    return who


def shown(**params: Any) -> AppTest:
    """Open the page at an address."""
    at = AppTest.from_function(profile_page, default_timeout=60)
    for name, value in params.items():
        at.query_params[name] = value
    return at.run()


def markup(at: AppTest) -> str:
    """Return all the markup of a page."""
    assert not at.exception
    return " ".join(str(item.value) for item in at.html)


def press(at: AppTest, label: str) -> AppTest:
    """Press a button."""
    return next(button for button in at.button if button.label == label).click().run()


@pytest.mark.parametrize("role", [*ACCOUNT_ROLES, Role.VISITOR])
def test_each_role_sees_the_profile_and_its_own_acts(acting: Any, role: Role) -> None:
    """Everybody reads the result; whoever has an account may keep it; a reviewer may set another beside it."""
    names = {Role.REVIEWER: "clara", Role.INVESTIGATOR: "frank", Role.VISITOR: "visitor"}
    acting.actor = Actor(names.get(role, f"the-{role}"), role)
    at = shown(**ADDRESS)
    text = markup(at)
    for words in (
        "Questions to clear before use",
        "Not listed as high-risk",
        "not legal advice",
        "21 November 2026",
    ):
        assert words in text
    assert "/profile/pdf?tool=photo-sorter&amp;use=similar-files" in text
    buttons = {button.label for button in at.button}
    assert ("Keep" in buttons) is (role in ACCOUNT_ROLES)
    assert ("Put beside" in buttons) is (role is Role.REVIEWER)
    assert ("My profiles" in text) is (role in ACCOUNT_ROLES)


def test_answering_writes_the_address_and_asks_the_next_question(acting: Any) -> None:
    """The answer stands in the address alone; the question is not asked again, and the level follows."""
    at = shown(**ADDRESS, ask="scores_persons")
    at.radio[0].set_value("other")
    press(at, "Answer")
    assert at.query_params["scores_persons"] == "other"
    assert "ask" not in at.query_params
    assert "Probably high-risk" in markup(at)
    assert at.radio[0].label != "Does it rank, score or label identifiable people?"


def test_an_empty_answer_is_asked_for(acting: Any) -> None:
    """Nothing chosen is no answer; “I do not know” is one, and keeps the question open."""
    at = shown(**ADDRESS)
    first = at.radio[0].label
    press(at, "Answer")
    assert at.error[0].value.startswith("Choose an answer")
    at.radio[0].set_value("unknown")
    press(at, "Answer")
    assert at.radio[0].label != first
    assert first.replace("\\", "").split("?")[0] in markup(at)


def test_changing_the_use_starts_anew_and_the_places_do_not(acting: Any) -> None:
    """Another place keeps the answers; a use of one's own drops them."""
    at = shown(**ADDRESS, part_of_chain="yes")
    at.multiselect[0].set_value(["eu", "uk"])
    press(at, "Show this use")
    assert (at.query_params["in"], at.query_params["part_of_chain"]) == (["eu", "uk"], "yes")
    at.selectbox[0].set_value("")
    press(at, "Show this use")
    assert "part_of_chain" not in at.query_params
    assert "More information needed" in markup(at)


def test_keeping_and_removing(acting: Any) -> None:
    """A kept profile stands in the own list and leads to the same answers; removed, it is gone."""
    acting.actor = FRANK
    at = shown(**ADDRESS)
    next(field for field in at.text_input if field.label == "Name").set_value(HOSTILE)
    press(at, "Keep")
    text = markup(at)
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert "<img" not in text
    press(at, "Remove")
    assert "You keep no profile yet." in markup(at)


def test_another_result_needs_its_reason_and_stands_beside(acting: Any) -> None:
    """What is missing is said and nothing typed is lost; then both results are shown, hostile words as text."""
    acting.actor = CLARA
    at = shown(**ADDRESS)
    next(box for box in at.selectbox if box.label == "Your result").set_value("high-risk-possible")
    press(at, "Put beside")
    assert "reason" in at.error[0].value.lower()
    next(area for area in at.text_area if area.label == "Reason").set_value(f"Because {HOSTILE}")
    for field in at.text_input:
        if field.label.startswith(("Title", "Address")):
            field.set_value("https://example.org/opinion" if field.label.startswith("Address") else HOSTILE)
    press(at, "Put beside")
    text = markup(at)
    assert "A reviewer says: Possibly high-risk" in text
    assert "The machine said: Not listed as high-risk" in text
    assert "<img" not in text
    assert "Because &lt;img" in text


def test_a_button_drawn_for_somebody_else_lets_nothing_through(acting: Any) -> None:
    """Who lost the role meanwhile is refused with a sentence, and nothing is kept."""
    acting.actor = CLARA
    save_profile(acting.store, FRANK, SUBJECT, "of frank")
    at = shown(**ADDRESS)
    acting.actor = VISITOR
    next(button for button in at.button if button.label == "Keep").click().run()
    assert not at.exception
    with acting.store.reading() as reader:
        assert reader.profiles.saved("clara") == ()
        assert len(reader.profiles.saved("frank")) == 1


def test_odd_addresses_are_told(acting: Any) -> None:
    """No tool, an unknown tool, and answers that do not exist each get a sentence."""
    assert "names no tool" in markup(shown())
    assert "no published tool" in markup(shown(tool="<script>"))
    text = markup(shown(**ADDRESS, is_ai="<b>maybe</b>", ask="no-such"))
    assert "Left out of the address: is_ai" in text
    assert "<b>" not in text


def test_a_reviewer_s_result_on_other_answers_is_shown_apart(acting: Any) -> None:
    """It stands below, not with the result."""
    other = OtherResult(
        "high-risk-possible", "The groups are used as proof.", "https://example.org/o", "Opinion"
    )
    override_profile(acting.store, CLARA, SUBJECT, "not-listed", other)
    assert "A reviewer on other answers" not in markup(shown(**ADDRESS))
    assert "A reviewer on other answers" in markup(shown(**ADDRESS, part_of_chain="yes"))
