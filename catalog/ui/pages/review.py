"""One submission: what changes, beside its sources, and the decision."""

import streamlit as st

from catalog.bootstrap import the_app
from catalog.domain.errors import NotFound
from catalog.queries.review import review_page
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import tell
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.preview import preview_document
from catalog.ui.parts.review_form import review_form
from catalog.ui.parts.review_sections import review_document
from catalog.ui.parts.state import number_parameter
from catalog.ui.parts.window import name_window


def render() -> None:
    """Draw the submission that the address names."""
    with shown_errors():
        app, actor = the_app(), current_actor()
        number = number_parameter("id")
        if number is None:
            raise NotFound("The address names no submission. Look at the queue.")
        page = review_page(app.read, actor, number)
        name_window(f"Review of {page.name}")
        draw(tag("p", tag("a", "Back to the queue", href="/queue")))
        tell()
        draw(review_document(page))
        if page.preview is not None:
            with st.expander(f"The whole {page.submission.kind} as readers would see it"):
                draw(preview_document(page.preview))
        review_form(page, actor)
