"""What waits for a decision."""

import streamlit as st

from catalog.bootstrap import the_app, today
from catalog.queries.review import queue
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import tell
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.review_sections import queue_table

_ORDERS = {"oldest": "Oldest first", "risk": "Highest risk first", "mine": "For me"}


def render() -> None:
    """Draw the queue."""
    with shown_errors():
        draw(tag("h1", "Waiting for a decision"))
        tell()
        order = st.segmented_control(
            "Order",
            tuple(_ORDERS),
            default="oldest",
            format_func=_ORDERS.__getitem__,
            key="order",
            required=True,
        )
        draw(queue_table(queue(the_app().read, current_actor(), today(), order or "oldest")))
