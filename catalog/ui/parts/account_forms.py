"""The forms of the accounts page."""

from functools import partial
from typing import Final

import streamlit as st

from catalog.domain.people import ACCOUNT_ROLES
from catalog.queries.accounts import AccountView
from catalog.ui.html import draw, tag
from catalog.ui.parts import account_acts as acts

_ROLES: Final = [role.value for role in ACCOUNT_ROLES]
_NAME_HELP: Final = (
    "Small letters and digits, for example j.smith. It stands beside every act and cannot be changed."
)
_RESET: Final = "Password and second factor are taken away and every sign-in ends. The person sets both anew with a one-time link."


def add_form() -> None:
    """Draw the form that adds an account with a one-time link."""
    draw(tag("h2", "Add an account"))
    draw(tag("p", _NAME_HELP, class_="hint"))
    with st.form("add-account", clear_on_submit=True, border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Name", key="new-name", max_chars=40, autocomplete="off")
            st.selectbox("Role", _ROLES, key="new-role")
        st.form_submit_button("Add and make a one-time link", on_click=acts.add)


def change_form(views: tuple[AccountView, ...]) -> None:
    """Draw what can be done with somebody else's account."""
    others = {view.account.name: view for view in views if not view.own}
    draw(tag("h2", "Change an account"))
    if not others:
        draw(tag("p", "There is no other account. Your own is changed by another administrator only."))
        return
    name = str(st.selectbox("Account", list(others), key="chosen-account"))
    view = others[name]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("New role", _ROLES, index=_ROLES.index(view.account.role), key="changed-role")
        st.button("Change role", on_click=acts.change_role, args=(name,))
    with st.container(horizontal=True):
        if view.account.active:
            st.button("Disable", on_click=acts.set_active, args=(name, False))
        else:
            st.button("Enable", on_click=acts.set_active, args=(name, True))
        st.button("End all sign-ins", on_click=acts.end_sessions, args=(name,))
        with st.popover("Reset …"):
            st.write(_RESET)
            st.button(f"Reset {name}", on_click=partial(acts.reset, name))
