"""How the words of a search were read: in a sentence, and as parts that one click takes back or brings back."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from catalog.queries.views import SearchPage, UnderstoodPart, UnderstoodView
from catalog.ui.html import Html, draw, join, tag
from catalog.ui.parts.address import search_address, with_text
from catalog.ui.parts.state import read_again, undo
from catalog.ui.parts.text import plain_label

_NARROWED: Final = "Tools of which no source says either way follow behind."
_RELAXED: Final = "Few tools are within these limits, so others follow behind them."


def part_name(part: UnderstoodPart) -> str:
    """Return a part in words: a topic, "open source" for a limit, "works offline" for a limit that says yes."""
    if part.values == ("Yes",):
        return part.facet_label.lower()
    return part.label


def correction_name(part: UnderstoodPart) -> str:
    """Return a corrected word: “recognision” as “recognition”."""
    return f"“{' '.join(part.words)}” as “{part.label}”"


def reading_sentence(view: UnderstoodView) -> str:
    """Return how a text was read as one sentence, or "" when every word was taken as it is."""
    clauses = (
        ("looking for ", [part_name(part) for part in view.topics]),
        ("limited to ", [part_name(part) for part in view.filters]),
        ("reading ", [correction_name(part) for part in view.corrections]),
    )
    said = ", ".join(lead + ", ".join(names) for lead, names in clauses if names)
    return f"Read as: {said}." if said else ""


def part_help(part: UnderstoodPart) -> str:
    """Return what stands behind a part: the words that were read so, and for a limit which tools it keeps."""
    words = f"Read from “{' '.join(part.words)}”." if part.words else ""
    limit = f"{part.facet_label}: {', '.join(part.values)}. {_NARROWED}" if part.values else ""
    return " ".join(text for text in (words, limit, "Select to undo this.") if text)


def limits_note(view: UnderstoodView) -> Html:
    """Return the sentence that says that limits were not kept strictly, or nothing."""
    relaxed = any(part.relaxed for part in view.filters)
    return tag("p", _RELAXED, class_="hint") if relaxed else join()


def meant(page: SearchPage) -> Html:
    """Return "Did you mean …" as a link to that search with the same filters, or nothing."""
    if not page.did_you_mean:
        return join()
    link = tag("a", page.did_you_mean, href=search_address(with_text(page.request, page.did_you_mean)))
    return tag("p", "Did you mean ", link, "?", class_="meant")


def read_as(page: SearchPage, undone: Sequence[UnderstoodPart]) -> None:
    """Draw how the words were read, each part with one click to undo it, and what was undone to bring it back."""
    view = page.understood
    draw(meant(page))
    if reading_sentence(view):
        with st.container(horizontal=True, key="read-as", gap="xsmall", vertical_alignment="center"):
            _parts("Read as: looking for", [(part, part_name(part)) for part in view.topics])
            lead = "limited to" if view.topics else "Read as: limited to"
            _parts(lead, [(part, part_name(part)) for part in view.filters])
            lead = "reading" if view.topics or view.filters else "Read:"
            _parts(lead, [(part, correction_name(part)) for part in view.corrections])
            draw(tag("p", "Select a part to undo it.", class_="hint"), width="content")
        draw(limits_note(view))
    if undone:
        _taken_back(undone)


def _parts(lead: str, parts: Sequence[tuple[UnderstoodPart, str]]) -> None:
    if not parts:
        return
    draw(tag("p", lead, class_="hint"), width="content")
    for part, name in parts:
        st.button(
            plain_label(name),
            key=f"undo-{part.id}",
            icon=":material/close:",
            icon_position="right",
            help=plain_label(part_help(part)),
            on_click=undo,
            args=(part.id,),
        )


def _taken_back(parts: Sequence[UnderstoodPart]) -> None:
    with st.container(horizontal=True, key="not-read-as", gap="xsmall", vertical_alignment="center"):
        lead = "Undone, so these are plain words; select one to read it so again:"
        draw(tag("p", lead, class_="hint"), width="content")
        for part in parts:
            name = f"{part.facet_label}: {part.label}" if part.facet_label else part.label
            st.button(
                plain_label(name),
                key=f"redo-{part.id}",
                icon=":material/undo:",
                icon_position="right",
                on_click=read_again,
                args=(part.id,),
            )
