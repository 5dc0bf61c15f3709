"""The corner that says who is signed in, with the way in or out."""

import streamlit as st

from catalog.domain.people import Actor
from catalog.ui.html import Html, draw, tag
from catalog.ui.parts.actor import agency_claims, leave
from catalog.ui.parts.agency_words import agency_note
from catalog.ui.parts.errors import shown_errors


def corner_text(actor: Actor) -> Html:
    """Return the name with the way to the own account, or the way to sign in."""
    if not actor.signed_in:
        return tag("p", tag("a", "Sign in", href="/sign-in"), class_="who")
    name = tag("a", actor.name, href="/sign-in", title="Your account: password, second factor")
    return tag("p", name, f" · {actor.role}", class_="who")


def account_corner(actor: Actor) -> None:
    """Draw the corner; signing out takes effect at once, in every tab of this browser."""
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="who"):
        draw(corner_text(actor), width="content")
        if actor.signed_in or agency_claims():
            st.button("Sign out", key="sign-out", type="tertiary", on_click=_leave, args=(actor,))
    note = agency_note(actor)
    if note is not None:
        draw(note)


def _leave(actor: Actor) -> None:
    with shown_errors():
        leave(actor)
