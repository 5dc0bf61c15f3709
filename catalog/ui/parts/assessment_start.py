"""Starting an assessment: from a tool, from nothing, or from an exported file."""

from collections.abc import Callable

import streamlit as st

from catalog.actions.assessment_starts import start_assessment, take_in_assessment
from catalog.bootstrap import the_app
from catalog.domain.assessment import Assessment
from catalog.domain.people import Actor
from catalog.queries.assessment_views import InstrumentChoice, StartPage
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import acted
from catalog.ui.parts.going import go
from catalog.ui.parts.text import plain_label

_MOST_FILE_MB = 1


def start_form(page: StartPage, actor: Actor) -> None:
    """Draw the start of a new assessment; open when the address names a tool."""
    with st.expander("Start an assessment", expanded=page.tool is not None, key="start-assessment"):
        offered = {item.id: item for item in page.instruments if page.tool is None or item.form == "risk"}
        if not offered:
            draw(tag("p", "This catalogue holds no questions for assessments.", class_="unstated"))
            return
        chosen = st.radio(
            "Which questions?",
            list(offered),
            format_func=lambda slug: plain_label(
                f"{offered[slug].title} (up to {offered[slug].questions} questions)"
            ),
            key="start-assessment-form",
        )
        _told(offered[chosen])
        title = st.text_input("Title", key="start-assessment-title", max_chars=300,
                              help="A short name by which your colleagues recognise it.")  # fmt: skip
        kinds: list[str] = []
        if page.tool is not None:
            draw(tag("p", "Tool: ", tag("strong", page.tool.label), ". What its record states is filled in."))
        elif offered[chosen].form == "risk":
            labels = {item.id: item.label for item in page.capabilities}
            kinds = st.multiselect("What the tool does", list(labels), format_func=labels.__getitem__,
                                   key="start-assessment-kinds",
                                   help="Decides which questions are asked. Open a tool's page to start with its "
                                   "record.")  # fmt: skip
        if st.button("Start the assessment", type="primary", key="start-assessment-go"):
            tool = page.tool.id if page.tool else ""
            _begin(lambda: start_assessment(the_app().store, actor, chosen, title, tool, kinds))


def _begin(act: Callable[[], Assessment]) -> None:
    begun: list[Assessment] = []
    if acted(lambda: begun.append(act()), "Begun. Every answer is saved when you give it."):
        go("assessment", id=str(begun[0].id))


def _told(item: InstrumentChoice) -> None:
    draw(tag("p", item.about, class_="hint"))
    draw(tag("p", item.ours, class_="hint"))


def take_in_form(actor: Actor) -> None:
    """Draw the way in for an exported file."""
    with st.expander("Take in an exported file", key="take-in-assessment"):
        file = st.file_uploader("JSON file of an assessment", type=["json"], key="take-in-file",
                                max_upload_size=_MOST_FILE_MB)  # fmt: skip
        if st.button("Take it in", disabled=file is None, key="take-in-go") and file is not None:
            raw = file.getvalue()
            _begin(lambda: take_in_assessment(the_app().store, actor, raw))
