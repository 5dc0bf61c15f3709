"""The search of this browser tab: read from the address, changed by writing the address."""

import streamlit as st

from catalog.domain.facets import FACET_IDS
from catalog.domain.search import SearchRequest, Sort
from catalog.ui.parts.address import params_of, request_of, with_value

_OURS = ("q", "sort", "page", *FACET_IDS)


def current_request() -> SearchRequest:
    """Return the search that the address asks for."""
    return request_of({name: st.query_params.get_all(name) for name in _OURS if name in st.query_params})


def parameter(name: str) -> str:
    """Return one parameter of the address, or ""."""
    return str(st.query_params.get(name, ""))


def go_to(request: SearchRequest) -> None:
    """Write the search into the address; the page is drawn from it."""
    st.query_params.from_dict(params_of(request))


def follow(key: str, value: str | int | bool) -> None:
    """Make the widget `key` show what the address says; called before the widget is made."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def choose(facet: str, value: str, key: str) -> None:
    """Take over a facet's checkbox."""
    go_to(with_value(current_request(), facet, value, bool(st.session_state[key])))


def drop(facet: str, value: str) -> None:
    """Drop one chosen value."""
    go_to(with_value(current_request(), facet, value, chosen=False))


def clear_filters() -> None:
    """Drop every filter and keep the words."""
    request = current_request()
    go_to(SearchRequest(text=request.text, sort=request.sort))


def take_text(key: str) -> None:
    """Take over the words of the search field, from the first page."""
    request = current_request()
    go_to(SearchRequest(text=str(st.session_state[key]), filters=request.filters, sort=request.sort))


def clear_text() -> None:
    """Drop the words and keep the filters."""
    request = current_request()
    go_to(SearchRequest(filters=request.filters, sort=request.sort))


def take_sort(key: str) -> None:
    """Take over the chosen order, from the first page."""
    request = current_request()
    go_to(SearchRequest(text=request.text, filters=request.filters, sort=Sort(st.session_state[key])))


def take_page(key: str) -> None:
    """Take over the chosen page of results."""
    request = current_request()
    page = int(st.session_state[key])
    go_to(SearchRequest(text=request.text, filters=request.filters, sort=request.sort, page=page))
