"""What the buttons of the accounts page do: one action each, and what came of it is shown at the next drawing."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from catalog.actions import accounts
from catalog.bootstrap import the_app
from catalog.domain.errors import CatalogError
from catalog.domain.people import Actor
from catalog.store import Store
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.text import plain_label

_OUTCOME: Final = "accounts-outcome"
_LINK: Final = "accounts-link"
_ONCE: Final = "Give this one-time link to the person. It works once, for 24 hours, and is not shown again:"

Act = Callable[[Store, Actor], str]
"""Does one act and returns the sentence that tells of it."""


def do(act: Act) -> None:
    """Run an act as whoever is signed in now; remember its sentence, or the one that refused it."""
    try:
        st.session_state[_OUTCOME] = (True, act(the_app().store, current_actor()))
    except CatalogError as error:
        st.session_state[_OUTCOME] = (False, str(error))


def show_outcome() -> None:
    """Show what came of the act before this drawing, once."""
    done, sentence = st.session_state.pop(_OUTCOME, (True, ""))
    if sentence:
        (st.success if done else st.error)(plain_label(sentence))
    link = st.session_state.pop(_LINK, "")
    if link:
        st.info(_ONCE)
        st.code(link, language=None, wrap_lines=True)


def _give_link(token: str) -> None:
    here = urlsplit(st.context.url or "")
    base = the_app().settings.public_url or f"{here.scheme}://{here.netloc}"
    st.session_state[_LINK] = f"{base}/welcome?link={token}"


def add() -> None:
    """Add the account that the form names, with a one-time link."""
    name, role = str(st.session_state["new-name"]).strip(), str(st.session_state["new-role"])

    def act(store: Store, actor: Actor) -> str:
        _give_link(accounts.add_account(store, actor, name, role))
        return f"Added {name} as {role}."

    do(act)


def change_role(name: str) -> None:
    """Give the chosen account the chosen role."""
    role = str(st.session_state["changed-role"])

    def act(store: Store, actor: Actor) -> str:
        accounts.change_role(store, actor, name, role)
        return f"{name} is {role} now; sign-ins of before have ended."

    do(act)


def set_active(name: str, active: bool) -> None:
    """Open or block the chosen account."""

    def act(store: Store, actor: Actor) -> str:
        (accounts.enable_account if active else accounts.disable_account)(store, actor, name)
        return f"{name} is enabled." if active else f"{name} is disabled and signed out everywhere."

    do(act)


def reset(name: str) -> None:
    """Take password and second factor of the chosen account away, and give a one-time link."""

    def act(store: Store, actor: Actor) -> str:
        _give_link(accounts.reset_account(store, actor, name))
        return f"{name} has no password and no second factor any more and is signed out everywhere."

    do(act)


def end_sessions(name: str) -> None:
    """Sign the chosen account out everywhere."""

    def act(store: Store, actor: Actor) -> str:
        return f"Sign-ins of {name} that were ended: {accounts.end_sessions(store, actor, name)}."

    do(act)
