"""The page of one case and, without a slug, the register of cases."""

import streamlit as st

from catalog.bootstrap import the_app
from catalog.domain.content import RecordKind
from catalog.domain.workflow import RecordState
from catalog.queries.case_register import case_register
from catalog.queries.cases import case_page
from catalog.ui.html import draw, tag
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.address import history_address
from catalog.ui.parts.case_address import PARAMETERS, case_request_of
from catalog.ui.parts.case_register import register_document
from catalog.ui.parts.case_sections import case_document
from catalog.ui.parts.curating import curate
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.state import parameter
from catalog.ui.parts.window import name_window


def render() -> None:
    """Draw the case that the address names, or the register that it asks for."""
    slug = parameter("slug")
    with shown_errors():
        app = the_app()
        if not slug:
            asked = case_request_of({name: st.query_params.get_all(name) for name in PARAMETERS})
            draw(register_document(case_register(app.read, current_actor(), asked)))
            return
        actor = current_actor()
        page = case_page(app.read, actor, slug)
        name_window(page.case.title)
        curate(actor, RecordKind.CASE, page.case.slug, page.case.title, RecordState.PUBLISHED)
        draw(case_document(page))
        draw(tag("p", tag("a", "History of this record", href=history_address("case", page.case.slug))))
