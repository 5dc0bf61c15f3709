"""Where tools help, and where none does."""

import streamlit as st

from catalog.bootstrap import the_app
from catalog.queries.coverage import coverage_map
from catalog.ui.html import draw
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.coverage_table import PARAMETERS, coverage_document, coverage_request_of
from catalog.ui.parts.errors import shown_errors


def render() -> None:
    """Draw the map that the address asks for."""
    with shown_errors():
        asked = coverage_request_of({name: st.query_params.get_all(name) for name in PARAMETERS})
        draw(coverage_document(coverage_map(the_app().read, current_actor(), asked)))
