"""The search page: the whole state stands in the address, the page is drawn from it."""

import streamlit as st

from catalog.ui.html import draw
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.answer import answer
from catalog.ui.parts.controls import CONTROLS, draw_controls
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.facets import facet_data
from catalog.ui.parts.found import found_for
from catalog.ui.parts.search_field import FINDER, TITLE, field_data
from catalog.ui.parts.state import current_request, last_turn, shows_why, take_wanted


def render() -> None:
    """Draw the search page."""
    draw(TITLE)
    _search()


@st.fragment
def _search() -> None:
    """Draw what changes with a search; an interaction draws this alone anew.

    Two elements and no container: each element is a message of its own to the browser, which draws after each.
    """
    with shown_errors():
        found = found_for(current_actor(), current_request(), reasoned=shows_why())
        field = field_data(found, turn=last_turn())
        data = {"field": field, "finder": FINDER, "facets": facet_data(found.page)}
        draw_controls(data, lambda: take_wanted(CONTROLS))
        draw(answer(found))
