"""The search of this browser tab: read from the address, changed by writing the address."""

from dataclasses import replace

import streamlit as st

from catalog.domain.facets import FACET_IDS
from catalog.domain.finder import Answers
from catalog.domain.search import SearchRequest, Sort
from catalog.ui.parts.address import (
    answers_of,
    params_of,
    params_of_answers,
    request_of,
    with_text,
    with_undone,
    with_value,
)

_OURS = ("q", "undone", "sort", "page", *FACET_IDS)
_FINDER = ("have", "need", "under")
_WHY = "why"


def current_request() -> SearchRequest:
    """Return the search that the address asks for."""
    return request_of(_read(_OURS))


def _read(names: tuple[str, ...]) -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in names if name in st.query_params}


def parameter(name: str) -> str:
    """Return one parameter of the address, or ""."""
    return str(st.query_params.get(name, ""))


def go_to(request: SearchRequest) -> None:
    """Write the search into the address; the page is drawn from it. Whether reasons are shown stays."""
    st.query_params.from_dict(params_of(request) | _read((_WHY,)))


def follow(key: str, value: str | int | bool | None) -> None:
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
    go_to(replace(current_request(), filters={}, page=1))


def take_text(key: str) -> None:
    """Take over the words of the search field, from the first page."""
    go_to(with_text(current_request(), str(st.session_state[key])))


def clear_text() -> None:
    """Drop the words and keep the filters."""
    go_to(with_text(current_request(), ""))


def undo(part: str) -> None:
    """Take one part of the reading back: its words are plain words then."""
    go_to(with_undone(current_request(), part, undone=True))


def read_again(part: str) -> None:
    """Let words be read again as the part that was taken back."""
    go_to(with_undone(current_request(), part, undone=False))


def shows_why() -> bool:
    """Tell whether the address asks for the reasons why results are here."""
    return parameter(_WHY) == "1"


def take_why(key: str) -> None:
    """Take over whether reasons are shown; the page of results stays."""
    if st.session_state[key]:
        st.query_params[_WHY] = "1"
    else:
        st.query_params.pop(_WHY, None)


def take_sort(key: str) -> None:
    """Take over the chosen order, from the first page."""
    go_to(replace(current_request(), sort=Sort(st.session_state[key]), page=1))


def take_page(key: str) -> None:
    """Take over the chosen page of results."""
    go_to(replace(current_request(), page=int(st.session_state[key])))


def current_answers() -> Answers:
    """Return what the address of the finder has answered."""
    return answers_of(_read(_FINDER))


def take_have(key: str) -> None:
    """Take over what somebody has; the later answers start anew."""
    _answer(Answers(str(st.session_state[key] or "")))


def take_need(key: str) -> None:
    """Take over what somebody needs, under the same conditions."""
    _answer(replace(current_answers(), need=str(st.session_state[key] or "")))


def take_condition(condition: str, key: str) -> None:
    """Take over whether a condition holds."""
    answers = current_answers()
    others = tuple(item for item in answers.under if item != condition)
    _answer(replace(answers, under=(*others, condition) if st.session_state[key] else others))


def start_again() -> None:
    """Take every answer back."""
    _answer(Answers())


def _answer(answers: Answers) -> None:
    st.query_params.from_dict(params_of_answers(answers))
