"""The history of one tool or case, and the difference of two of its revisions."""

import streamlit as st

from catalog.bootstrap import the_app
from catalog.domain.content import RecordKind
from catalog.domain.workflow import RecordState
from catalog.domain.writing import may_write
from catalog.queries.history import difference, history_page
from catalog.ui.html import draw
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.curating import curate
from catalog.ui.parts.draft_acts import restore_button
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.history_sections import difference_document, history_document
from catalog.ui.parts.state import parameter
from catalog.ui.parts.window import name_window


def render() -> None:
    """Draw the history of the record that the address names."""
    with shown_errors():
        app, actor = the_app(), current_actor()
        slug = parameter("slug")
        kind = RecordKind.CASE if parameter("kind") == RecordKind.CASE else RecordKind.TOOL
        page = history_page(app.read, actor, slug, kind)
        name_window(f"History of {page.name}")
        if page.standing.state in (
            RecordState.RETIRED,
            RecordState.SUSPENDED,
        ):  # a published one has its page
            curate(actor, kind, slug, page.name, page.standing.state)
        draw(history_document(page))
        numbers = [entry.revision.number for entry in page.entries]
        if len(numbers) > 1:
            with st.container(horizontal=True, vertical_alignment="bottom"):
                old = st.selectbox("Compare revision", numbers, index=1, key="old")
                new = st.selectbox("with revision", numbers, index=0, key="new")
            draw(difference_document(old, new, difference(app.read, actor, slug, old, new, kind)))
            if may_write(actor, kind):
                restore_button(actor, next(e.revision for e in page.entries if e.revision.number == old))
