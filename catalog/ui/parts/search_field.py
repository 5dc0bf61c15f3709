"""The search field, the order of results and the pages of results."""

from typing import Final

import streamlit as st

from catalog.domain.search import SearchRequest, Sort
from catalog.queries.views import SearchPage
from catalog.ui.html import Html, draw, run_script, tag
from catalog.ui.parts.state import follow, shows_why, take_page, take_sort, take_text, take_why
from catalog.ui.scripts import FOCUS, TO_TOP

SORTS: Final[dict[str, str]] = {
    Sort.RELEVANCE.value: "Sort by relevance",
    Sort.EVIDENCE.value: "Better evidence first",
    Sort.NEWEST_CHECK.value: "Newest check first",
    Sort.NAME.value: "Name, A to Z",
}

FINDER_LINK: Final[Html] = tag(
    "p",
    "Not sure what to search for? ",
    tag("a", "Answer three questions", href="/finder"),
    class_="finder-link",
)


def search_field(request: SearchRequest) -> None:
    """Draw the one field, with the cursor in it when the page opens."""
    follow("q", request.text)
    st.text_input(
        "What do you need to do?",
        key="q",
        type="search",
        placeholder="For example: find out where a picture was taken",
        on_change=take_text,
        args=("q",),
    )
    draw(FINDER_LINK)
    run_script(FOCUS)


def sort_select(request: SearchRequest) -> None:
    """Draw the order of results."""
    follow("order", request.sort.value)
    st.selectbox(
        "Sort by",
        list(SORTS),
        key="order",
        format_func=SORTS.__getitem__,
        label_visibility="collapsed",
        on_change=take_sort,
        args=("order",),
    )


def why_switch() -> None:
    """Draw the switch that shows why each result is here."""
    follow("why", shows_why())
    st.checkbox("Say why each is here", key="why", on_change=take_why, args=("why",))


def page_choice(page: SearchPage) -> None:
    """Draw the pages of results, when there is more than one; a new page starts at its top."""
    run_script(TO_TOP, page.request.page)
    if page.pages > 1:
        follow("pages", min(page.request.page, page.pages))
        st.pagination(page.pages, key="pages", on_change=take_page, args=("pages",))
