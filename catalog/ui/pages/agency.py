"""The way to an agency's own sign-in service."""

import streamlit as st

from catalog.ui.html import draw, tag
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.agency_words import agency_sentence, must_go_there
from catalog.ui.parts.errors import shown_errors


def render() -> None:
    """Hand over to the agency's service, or say how the sign-in stands."""
    with shown_errors():
        actor = current_actor()
        if must_go_there(actor):
            st.login()
            return
        draw(tag("div", tag("h1", "Agency sign-in"), agency_sentence(actor), class_="record narrow"))
