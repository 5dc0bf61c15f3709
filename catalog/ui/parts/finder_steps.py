"""The finder in three steps: what there is, what is needed, under which conditions, and the search it ends in."""

from typing import Final

import streamlit as st

from catalog.queries.finder import FinderOption, FinderView
from catalog.ui.html import Html, draw, tag
from catalog.ui.parts.address import search_address
from catalog.ui.parts.state import follow, start_again, take_condition, take_have, take_need
from catalog.ui.parts.text import counted, plain_label

HEAD: Final = tag(
    "header",
    tag("h1", "Find a tool in three questions"),
    tag(
        "p",
        "No special words are needed. The answers become an ordinary search that you can change and share.",
        class_="tagline",
    ),
)
_HAVE: Final = "What do you have?"
_NEED: Final = "What do you need?"
_CONDITIONS: Final = "Under which conditions?"
_CONDITIONS_HINT: Final = (
    "Choose none, one or several. A condition keeps only tools of which a source says so; of many tools no source "
    "says either way, so each condition also hides tools that might fit."
)


def step_title(number: int, question: str) -> Html:
    """Return the heading of a step."""
    return tag("h2", tag("span", f"{number} of 3  ", class_="step-number"), question, class_="step")


def option_label(option: FinderOption) -> str:
    """Return a choice with how many tools it would leave: "Read out a phone (13)"."""
    return f"{option.label} ({option.count})"


def finder_end(view: FinderView) -> Html:
    """Return the link to the search that the answers stand for, or what to do when it would find nothing."""
    if not view.total:
        return tag(
            "div",
            tag("p", tag("strong", "No tool meets all of these conditions. "), "Take one of them away."),
            class_="notice tone-neutral",
            role="status",
        )
    link = tag(
        "a",
        f"Show the {counted(view.total, 'tool', 'tools')}",
        href=search_address(view.request),
        class_="go",
    )
    return tag("p", link, role="status")


def finder_steps(view: FinderView) -> None:
    """Draw each step that can be answered, and the way to the tools once it is known what is needed."""
    _have(view)
    if view.needs:
        _need(view)
    if view.conditions:
        _conditions(view)
        draw(finder_end(view))
    if view.answers.have:
        st.button("Start again", key="finder-again", type="tertiary", on_click=start_again)


def _have(view: FinderView) -> None:
    draw(step_title(1, _HAVE))
    labels = {item.id: plain_label(item.label) for item in view.haves}
    follow("finder-have", view.answers.have or None)
    st.pills(
        _HAVE,
        list(labels),
        key="finder-have",
        format_func=labels.__getitem__,
        label_visibility="collapsed",
        on_change=take_have,
        args=("finder-have",),
    )


def _need(view: FinderView) -> None:
    draw(step_title(2, _NEED))
    labels = {item.id: plain_label(option_label(item)) for item in view.needs}
    # One key a material: the choices differ, and a widget keeps its choice only among the same ones.
    key = f"finder-need-{view.answers.have}"
    follow(key, view.answers.need or None)
    st.radio(
        _NEED,
        list(labels),
        key=key,
        index=None,
        format_func=labels.__getitem__,
        label_visibility="collapsed",
        on_change=take_need,
        args=(key,),
    )


def _conditions(view: FinderView) -> None:
    draw(step_title(3, _CONDITIONS))
    draw(tag("p", _CONDITIONS_HINT, class_="hint lead"))
    for item in view.conditions:
        chosen = item.id in view.answers.under
        key = f"finder-under-{item.id}"
        follow(key, chosen)
        st.checkbox(
            f"{plain_label(option_label(item))}: {plain_label(item.hint)}",
            key=key,
            disabled=not (item.count or chosen),
            on_change=take_condition,
            args=(item.id, key),
        )
