"""The search page: the whole state stands in the address, the page is drawn from it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import streamlit as st

from catalog.bootstrap import the_app
from catalog.domain.search import SearchRequest
from catalog.queries.search import search_page, why
from catalog.queries.undone import undone_parts
from catalog.queries.views import SearchPage, WhyView
from catalog.ui.html import draw, tag
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.facets import chips, facet_column, ways_out
from catalog.ui.parts.reading import read_as
from catalog.ui.parts.results import count_heading, nothing_found, page_line, result_list
from catalog.ui.parts.search_field import page_choice, search_field, sort_select, why_switch
from catalog.ui.parts.state import current_request, shows_why

_TITLE: Final = tag(
    "header",
    tag("h1", "Find a tool"),
    tag(
        "p",
        "AI tools for investigators who protect children: what they do, what is known of them, and their limits. "
        "Listing is not endorsement.",
        class_="tagline",
    ),
    tag("p", "Filters and the other pages open with the arrows at the top.", class_="hint narrow-only"),
)


def render() -> None:
    """Draw the search page."""
    with shown_errors():
        request = current_request()
        draw(_TITLE)
        search_field(request)
        with st.spinner("Searching the catalogue …"):
            page = _answer(request)
        with st.sidebar:
            facet_column(page)
        _results(page)


def _answer(request: SearchRequest) -> SearchPage:
    app = the_app()
    page = search_page(app.read, app.visitor, request)
    if request.page > page.pages:
        return search_page(app.read, app.visitor, replace(request, page=page.pages))
    return page


def _reasons(page: SearchPage) -> Mapping[str, WhyView]:
    if not (page.request.text and shows_why()):
        return {}
    app = the_app()
    return {card.slug: why(app.read, app.visitor, page.request, card.slug) for card in page.cards}


def _results(page: SearchPage) -> None:
    app = the_app()
    read_as(page, undone_parts(app.read, app.visitor, page.request))
    chips(page)
    with st.container(horizontal=True, key="results-head", vertical_alignment="bottom"):
        draw(count_heading(page))
        if page.total and page.request.text:
            why_switch()
        if page.total:
            sort_select(page.request)
    if not page.total:
        draw(nothing_found(page))
        ways_out(page)
        return
    draw(result_list(page, _reasons(page)))
    if page.pages > 1:
        draw(page_line(page))
    page_choice(page)
