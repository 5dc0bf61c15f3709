"""The search of this browser tab: read from the address, changed by writing the address."""

from dataclasses import replace
from typing import Final
from urllib.parse import parse_qs

import streamlit as st

from catalog.domain.facets import FACET_IDS
from catalog.domain.finder import Answers
from catalog.domain.search import SearchRequest
from catalog.ui.parts.address import (
    answers_of,
    params_of,
    params_of_answers,
    request_of,
)

_OURS = ("q", "undone", "sort", "page", *FACET_IDS)
_FINDER = ("have", "need", "under")
_WHY = "why"
_TURN = "turn"
_MAX_QUERY: Final = 10_000


def current_request() -> SearchRequest:
    """Return the search that the address asks for."""
    return request_of(_read(_OURS))


def _read(names: tuple[str, ...]) -> dict[str, list[str]]:
    present = set(st.query_params)  # read once: each look into the address costs
    return {name: st.query_params.get_all(name) for name in names if name in present}


def parameter(name: str) -> str:
    """Return one parameter of the address, or ""."""
    return str(st.query_params.get(name, ""))


def number_parameter(name: str) -> int | None:
    """Return one parameter of the address as a number, or None when it is none."""
    text = parameter(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None  # noqa: PLR2004  # fits SQLite


def follow(key: str, value: str | int | bool | None) -> None:
    """Make the widget `key` show what the address says; called before the widget is made."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def take_wanted(key: str) -> None:
    """Take over the search that a control asks for: a query, checked like any address that somebody opens."""
    wanted = st.session_state[key].go
    if not isinstance(wanted, dict):
        return
    params = parse_qs(str(wanted.get("query", ""))[:_MAX_QUERY], keep_blank_values=True)
    turn = wanted.get("turn")
    st.session_state[_TURN] = turn if isinstance(turn, int) else 0
    reasons = {_WHY: ["1"]} if params.get(_WHY) == ["1"] else {}
    st.query_params.from_dict(params_of(request_of(params)) | reasons)


def last_turn() -> int:
    """Return the number of the last search that a control asked for, by which it knows its answer."""
    return int(st.session_state.get(_TURN, 0))


def shows_why() -> bool:
    """Tell whether the address asks for the reasons why results are here."""
    return parameter(_WHY) == "1"


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
