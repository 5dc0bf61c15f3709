"""One assessment: the form, the result, the people with dissent and sign-off, and its files."""

import streamlit as st

from catalog.bootstrap import the_app, today
from catalog.domain.errors import NotFound
from catalog.queries.assessments import assessment_page
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import tell
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.assessment_files import files
from catalog.ui.parts.assessment_form import form
from catalog.ui.parts.assessment_people import people
from catalog.ui.parts.assessment_result import result_document
from catalog.ui.parts.assessment_saving import draw_clashes
from catalog.ui.parts.assessment_sections import assessment_head
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.state import number_parameter
from catalog.ui.parts.window import name_window


def render() -> None:
    """Draw the assessment that the address names."""
    with shown_errors():
        app, actor = the_app(), current_actor()
        number = number_parameter("id")
        if number is None:
            raise NotFound("The address names no assessment. Look at your list.")
        page = assessment_page(app.read, actor, number, today())
        name_window(page.assessment.title)
        draw(tag("p", tag("a", "All assessments", href="/assessments")))
        tell()
        draw(assessment_head(page))
        draw_clashes(page)
        filling, result, taking_part, out = st.tabs(
            ["Fill in", "Result", "People and sign-off", "Files and versions"]
        )
        with filling:
            form(page, actor)
        with result:
            draw(result_document(page))
        with taking_part:
            people(page, actor)
        with out:
            files(page, actor)
