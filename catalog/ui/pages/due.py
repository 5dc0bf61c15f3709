"""What needs a look today."""

import streamlit as st

from catalog.bootstrap import the_app, today
from catalog.queries.due import due
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import tell
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.due_sections import PAGE_SIZE, assign_form, due_row
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.text import counted


def render() -> None:
    """Draw what is due, the riskiest first."""
    with shown_errors():
        actor = current_actor()
        draw(tag("h1", "Due today"))
        tell()
        mine = st.toggle("Only what is assigned to me", key="due-mine")
        rows = due(the_app().read, actor, today(), mine=mine)
        draw(
            tag(
                "p",
                counted(len(rows), "tool needs a look", "tools need a look"),
                class_="count",
                role="status",
            )
        )
        pages = max(1, -(-len(rows) // PAGE_SIZE))
        page = st.pagination(pages, key="due-page") if pages > 1 else 1
        shown = rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        if shown:
            assign_form(shown, actor)
        for row in shown:
            due_row(row, actor)
