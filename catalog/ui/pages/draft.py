"""One draft: the form, what blocks it, what changes, the preview, and what can be done with it."""

import streamlit as st

from catalog.bootstrap import the_app, today
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound
from catalog.domain.workflow import DraftState
from catalog.domain.writing import may_write
from catalog.queries.drafts import draft_page, form_choices
from catalog.queries.work_views import DraftPage
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import tell
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.draft_acts import draft_acts
from catalog.ui.parts.draft_form import DraftForm
from catalog.ui.parts.draft_items import item_lists
from catalog.ui.parts.draft_saving import draw_clashes, seen
from catalog.ui.parts.draft_sections import (
    closed_draft,
    draft_changes,
    draft_head,
    duplicate_list,
    faults_list,
    overtaken_notice,
    sent_back,
)
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.preview import preview_document
from catalog.ui.parts.state import number_parameter
from catalog.ui.parts.window import name_window


def render() -> None:
    """Draw the draft that the address names."""
    with shown_errors():
        app, actor = the_app(), current_actor()
        number = number_parameter("id")
        if number is None:
            raise NotFound("The address names no draft. Look at the list of drafts.")
        page = draft_page(app.read, actor, number, today())
        name_window(f"Draft of {page.name}")
        draw(tag("p", tag("a", "All drafts", href="/drafts")))
        tell()
        draw(draft_head(page))
        writing = page.draft.state is DraftState.OPEN and may_write(actor, page.draft.kind)
        # Tabs whose words change, or that move, are new tabs to a browser: people would be thrown back to the first.
        with st.container():
            if writing:
                draw_clashes(number)
            else:
                draw(closed_draft(page))
            if asked := sent_back(page):
                draw(asked)
            if page.overtaken:
                draw(overtaken_notice())
            if found := duplicate_list(page.duplicates):
                draw(found)
        *form, checks, preview = st.tabs(
            ["Write", "Check and submit", "Preview"] if writing else ["What changes", "Preview"]
        )
        for tab in form:
            with tab:
                _write(page)
        with checks:
            if page.draft.state is DraftState.OPEN:
                draw(faults_list(page))
            if writing:
                draft_acts(page, actor)
            draw(tag("h2", "What changes"))
            draw(draft_changes(page))
        with preview:
            _preview(page)


def _write(page: DraftPage) -> None:
    seen(page.draft)
    app, actor = the_app(), current_actor()
    form = DraftForm(page.draft, form_choices(app.read, actor, page.draft.kind), page.faults)
    draw(tag("p", "Every field is saved when you leave it.", class_="hint"))
    form.sections()
    item_lists(form)


def _preview(page: DraftPage) -> None:
    if page.draft.kind is RecordKind.PROVIDER:
        draw(tag("p", "It has no page of its own: it is shown with the tools that it belongs to."))
    elif page.preview is None:
        draw(tag("p", "The preview comes when nothing keeps the draft from being submitted."))
    else:
        draw(preview_document(page.preview))
