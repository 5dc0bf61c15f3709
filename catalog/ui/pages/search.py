"""The search page: the whole state stands in the address, the page is drawn from it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import streamlit as st

from catalog.bootstrap import the_app
from catalog.domain.people import Actor
from catalog.domain.search import SearchRequest
from catalog.queries.search import search_page, why
from catalog.queries.undone import undone_parts
from catalog.queries.views import SearchPage, WhyView
from catalog.ui.html import draw, tag
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.answer import answer
from catalog.ui.parts.controls import draw_control
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.facets import facet_data
from catalog.ui.parts.search_field import FINDER_LINK, field_data
from catalog.ui.parts.state import current_request, last_turn, shows_why, take_wanted

_TITLE: Final = tag(
    "header",
    tag("h1", "Find a tool"),
    tag(
        "p",
        "AI tools for investigators who protect children: what they do, what is known of them, and their limits. "
        "Listing is not endorsement.",
        class_="tagline",
    ),
    tag("p", "The other pages open with the arrows at the top.", class_="hint narrow-only"),
)


def render() -> None:
    """Draw the search page."""
    draw(_TITLE)
    _search()


@st.fragment
def _search() -> None:
    """Draw what changes with a search; an interaction draws this alone anew."""
    with shown_errors():
        actor, reasoned = current_actor(), shows_why()
        page = _found(actor, current_request())
        draw_control("field", field_data(page, why=reasoned, turn=last_turn()), lambda: take_wanted("field"))
        draw(FINDER_LINK)
        with st.container(key="search-body"):
            draw_control("facets", facet_data(page))
            with st.container(key="answer"):
                undone = undone_parts(the_app().read, actor, page.request)
                reasons = _reasons(actor, page) if reasoned and page.request.text else {}
                draw(answer(page, undone, reasons, why=reasoned))


def _found(actor: Actor, request: SearchRequest) -> SearchPage:
    read = the_app().read
    page = search_page(read, actor, request)
    if request.page > page.pages:
        return search_page(read, actor, replace(request, page=page.pages))
    return page


def _reasons(actor: Actor, page: SearchPage) -> Mapping[str, WhyView]:
    read = the_app().read
    return {card.slug: why(read, actor, page.request, card.slug) for card in page.cards}
