"""The pages as each role meets them: menu, corner, closed addresses, and the accounts page with a real store."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from catalog.domain.people import STRANGER, VISITOR, Actor, Permission, Role
from catalog.settings import Settings
from catalog.store import Store
from catalog.ui.navigation import menu
from catalog.ui.parts.account_corner import corner_text
from catalog.ui.parts.text import plain_label
from tests.people import HandClock, add, hand_store

ROOT = Actor("root.admin", Role.ADMINISTRATOR)
EVERYBODY = [Actor("somebody", role) for role in Role if role is not Role.SYSTEM]


def accounts_page() -> None:
    """The body of a script that shows the accounts page."""
    from catalog.ui.pages.accounts import render  # noqa: PLC0415  # nothing outside a page script exists there

    render()


def closed_accounts() -> None:
    """The body of a script that shows what stands at a closed address."""
    import streamlit as st  # noqa: PLC0415

    from catalog.domain.people import Permission  # noqa: PLC0415
    from catalog.ui.parts.closed import closed_page  # noqa: PLC0415

    closed_page(st.session_state["actor"], Permission(st.session_state["permission"]))()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with the administrator root.admin and the curator jane."""
    opened = hand_store(tmp_path, HandClock())
    add(opened, ROOT.name, Role.ADMINISTRATOR)
    add(opened, "jane")
    yield opened
    opened.close()


@pytest.fixture
def acting(store: Store, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The page with that store; `actor` says who acts and can be changed between two steps."""
    who, app = SimpleNamespace(actor=ROOT), SimpleNamespace(store=store, settings=Settings())
    for room in ("pages.accounts", "parts.account_acts"):
        monkeypatch.setattr(f"catalog.ui.{room}.the_app", lambda: app)
        monkeypatch.setattr(f"catalog.ui.{room}.current_actor", lambda: who.actor)
    return who


def shown() -> AppTest:
    """Open the accounts page."""
    return AppTest.from_function(accounts_page, default_timeout=30).run()


def markup(at: AppTest) -> str:
    """Return all the markup of a page."""
    return " ".join(str(item.value) for item in at.html)


def press(at: AppTest, label: str) -> AppTest:
    """Press the button with a label."""
    return next(button for button in at.button if button.label == label).click().run()


def standing(store: Store, name: str) -> Any:
    """Return an account as it stands."""
    with store.reading() as reader:
        return reader.accounts.find(name)


@pytest.mark.parametrize("actor", EVERYBODY, ids=lambda actor: actor.role)
def test_the_menu_shows_what_the_role_may(actor: Actor) -> None:
    """A stranger has no menu, a visitor the catalogue, and only an administrator the accounts."""
    titles = [entry.title for entry in menu(actor)]
    assert ("Accounts" in titles) is (actor.role is Role.ADMINISTRATOR)
    assert ("Search" in titles) is (actor.role is not Role.STRANGER)
    assert (not titles) is (actor.role is Role.STRANGER)
    assert not {"Tool", "Capability", "Agency sign-in"} & set(titles)


@pytest.mark.parametrize(
    ("actor", "permission", "words", "link"),
    [
        (STRANGER, Permission.CATALOGUE_READ, "Only members read this catalogue.", True),
        (VISITOR, Permission.ACCOUNT_MANAGE, "Accounts are kept by an administrator", True),
        (Actor("jane", Role.CURATOR), Permission.ACCOUNT_MANAGE, "You act as curator.", False),
    ],
)
def test_a_closed_address_says_what_it_needs(
    actor: Actor, permission: Permission, words: str, link: bool
) -> None:
    """Who is not signed in gets the way to sign in, who is signed in the reason."""
    at = AppTest.from_function(closed_accounts)
    at.session_state["actor"], at.session_state["permission"] = actor, permission.value
    text = markup(at.run())
    assert words in text
    assert ('href="/sign-in"' in text) is link


def test_the_corner_names_who_acts() -> None:
    """A name with its role and the way to the own account, or the way to sign in; a name is only text."""
    assert corner_text(VISITOR).text == '<p class="who"><a href="/sign-in">Sign in</a></p>'
    assert "root.admin</a> · administrator" in corner_text(ROOT).text
    assert "<b>" not in corner_text(Actor("<b>x</b>", Role.CURATOR)).text


@pytest.mark.parametrize("actor", [actor for actor in EVERYBODY if actor.role is not Role.ADMINISTRATOR])
def test_the_page_refuses_every_other_role(acting: SimpleNamespace, actor: Actor) -> None:
    """Even called directly, the page shows no name and no form to another role."""
    acting.actor = actor
    at = shown()
    assert "This needs the role administrator" in markup(at)
    assert "jane" not in markup(at)
    assert not at.button


def test_an_account_is_added_with_a_link_that_is_shown_once(acting: SimpleNamespace, store: Store) -> None:
    """The form adds the account and shows its link; the next drawing has it no more."""
    at = shown()
    at.text_input(key="new-name").input("new.person")
    at.selectbox(key="new-role").select("reviewer")
    at = press(at, "Add and make a one-time link")
    assert at.success[0].value == plain_label("Added new.person as reviewer.")
    assert "/welcome?link=" in at.code[0].value
    assert standing(store, "new.person").role is Role.REVIEWER
    at.run()
    assert not at.code
    assert not at.success


def test_a_refusal_is_shown_and_nothing_changes(acting: SimpleNamespace, store: Store) -> None:
    """A name that is taken, or that no account can have, is a sentence above the table, and markup in it is text."""
    for name, words in (("jane", "already"), ("![x](http://h/)", plain_label("“![x](http://h/)” cannot be"))):
        at = shown()
        at.text_input(key="new-name").input(name)
        at = press(at, "Add and make a one-time link")
        assert words in at.error[0].value
        assert not at.code
    with store.reading() as reader:
        assert len(reader.accounts.all()) == 2


def test_somebody_elses_account_is_changed(acting: SimpleNamespace, store: Store) -> None:
    """Role, block, opening, end of sessions and reset, each by its button; one's own account is not offered."""
    at = shown()
    assert at.selectbox(key="chosen-account").options == ["jane"]
    at.selectbox(key="changed-role").select("reviewer")
    at = press(at, "Change role")
    assert standing(store, "jane").role is Role.REVIEWER
    at = press(at, "Disable")
    assert not standing(store, "jane").active
    at = press(at, "Enable")
    assert standing(store, "jane").active
    at = press(at, "End all sign-ins")
    assert plain_label("were ended: 0") in at.success[0].value
    at = press(at, "Reset jane")
    assert not standing(store, "jane").has_password
    assert "/welcome?link=" in at.code[0].value


def test_a_page_that_is_still_open_cannot_act_for_a_lost_role(acting: SimpleNamespace, store: Store) -> None:
    """Between drawing and pressing the role was taken: the press is refused, and the refusal recorded."""
    at = shown()
    acting.actor = Actor(ROOT.name, Role.INVESTIGATOR)
    at = press(at, "Disable")
    assert standing(store, "jane").active
    assert "This needs the role administrator" in markup(at)
    with store.reading() as reader:
        assert list(reader.events())[-1].tag == "action:refused"
