"""What can be taken out of an assessment: files, a new version, a comparison."""

from typing import Final

import streamlit as st

from catalog.actions.assessment_starts import copy_assessment
from catalog.bootstrap import the_app
from catalog.domain.assessment import Assessment
from catalog.domain.people import Actor
from catalog.queries.assessment_views import AssessmentPage
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import acted
from catalog.ui.parts.going import go

FILE_PATH: Final = "/assessment-file/"
_FILES: Final = (
    ("pdf", "PDF", "to read and to file"),
    ("xlsx", "XLSX", "tables for a spreadsheet"),
    ("json", "JSON", "everything, to be taken in by another catalogue with the same questions"),
    (
        "notice",
        "Draft public notice",
        "plain text for your agency to edit, in the shape of the UK transparency record",
    ),
)


def files(page: AssessmentPage, actor: Actor) -> None:
    """Draw the downloads, the start of a new version, and what this one can be compared with."""
    held = page.assessment
    links = [
        tag("li", tag("a", label, href=f"{FILE_PATH}{form}?id={held.id}", download=True), f": {what}")
        for form, label, what in _FILES
        if form != "notice" or page.risk is not None
    ]
    draw(tag("h2", "Files"))
    draw(tag("ul", links, class_="statements"))
    if page.risk is not None and not held.signed:
        draw(tag("p", "The public notice is made from a signed assessment only.", class_="hint"))
    draw(tag("h2", "A new version"))
    draw(
        tag(
            "p",
            "Starts as a copy with the questions and the record of the tool as they are now.",
            class_="hint",
        )
    )
    if page.may_write and st.button("Start a new version", key="copy-assessment"):
        begun: list[Assessment] = []
        if acted(lambda: begun.append(copy_assessment(the_app().store, actor, held.id)), "Begun as a copy."):
            go("assessment", id=str(begun[0].id))
    draw(tag("h2", "Compare"))
    if not page.others:
        draw(
            tag("p", "There is no other assessment with these questions that you may see.", class_="unstated")
        )
        return
    choices = [
        tag("li", tag("a", other.label, href=f"/assessment-compare?id={held.id}&with={other.id}"))
        for other in page.others
    ]
    draw(tag("ul", choices, class_="statements"))
