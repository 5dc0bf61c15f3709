"""What can be done with a draft as a whole: compare anew, submit, discard; and how a new one is begun."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from catalog.actions.drafts import (
    discard_draft,
    draft_from_revision,
    open_draft,
    rebase_draft,
    start_draft,
)
from catalog.actions.submissions import submit_draft
from catalog.bootstrap import the_app
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor
from catalog.domain.text import fold_slug
from catalog.domain.values import NOT_STATED
from catalog.domain.work import Draft, Revision
from catalog.queries.drafts import duplicates
from catalog.queries.work_views import DraftPage
from catalog.store import Store
from catalog.ui.html import draw
from catalog.ui.parts.acting import acted
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.case_fields import FRESH_CASE
from catalog.ui.parts.draft_saving import renew
from catalog.ui.parts.draft_sections import duplicate_list
from catalog.ui.parts.going import go

_FRESH: Final[dict[str, Any]] = {
    "kind": "tool",
    "provider": "",
    "homepage": NOT_STATED,
    "repository": NOT_STATED,
    "licence": NOT_STATED,
    "summary": "",
    "description": "",
    "input": NOT_STATED,
    "output": NOT_STATED,
    "capabilities": [],
    "stages": [],
    "media": NOT_STATED,
    "ai": {"family": NOT_STATED, "use": NOT_STATED},
    "access": NOT_STATED,
    "cost": NOT_STATED,
    "deployment": NOT_STATED,
    "offline": NOT_STATED,
    "hardware": NOT_STATED,
    "interfaces": NOT_STATED,
    "languages": NOT_STATED,
    "maturity": NOT_STATED,
    "last_release": NOT_STATED,
    "biometric": NOT_STATED,
    "personal_data": NOT_STATED,
    "children_data": NOT_STATED,
    "listing": {"status": "listed"},
    "sources": {},
    "verification": {"level": "desk-reviewed", "checked": "2000-01-01", "next_check": "2000-01-02"},
    "curation": {"confidence": "medium"},
}
"""What a new tool begins with: nothing is stated before a source states it. Submitting sets the dates of checking."""


_FRESH_PROVIDER: Final[dict[str, Any]] = {
    "aliases": [],
    "type": "",
    "country": NOT_STATED,
    "homepage": NOT_STATED,
    "ownership": NOT_STATED,
    "sources": {},
}


def start_provider_form(actor: Actor) -> None:
    """Draw the beginning of a new provider: a tool can name it when it is published."""
    with st.expander("Start a new provider", key="start-provider"):
        name = st.text_input("Name of the provider", key="new-provider", max_chars=300)
        if st.button("Start the provider's draft", disabled=not name):
            _start(actor, RecordKind.PROVIDER, {**_FRESH_PROVIDER, "name": name})


def start_case_form(actor: Actor) -> None:
    """Draw the beginning of a new case: its title, and the short name that its address gets."""
    with st.expander("Start a new case", key="start-case"):
        title = st.text_input("Title of the case", key="new-case", max_chars=300)
        short = st.text_input(
            "Short name for the address",
            key="new-case-slug",
            max_chars=80,
            help="Country, body and matter in a few words, for example nl-court-risk-model-2020. "
            "Left empty, it is made from the title.",
        )
        if st.button("Start the case's draft", disabled=not title):
            slug = fold_slug(short) or fold_slug(title)
            _start(actor, RecordKind.CASE, {**FRESH_CASE, "title": title, "slug": slug})


def _begin(act: Callable[[Store], Draft], said: str) -> None:
    """Begin a draft by an act and go to its page; where that is refused, its sentence stands here."""
    begun: list[Draft] = []
    if acted(lambda: begun.append(act(the_app().store)), said):
        go("draft", id=str(begun[0].id))


def _start(actor: Actor, kind: RecordKind, raw: Mapping[str, Any]) -> None:
    _begin(lambda store: start_draft(store, actor, kind, raw), "Begun.")


def start_form(actor: Actor) -> None:
    """Draw the beginning of a new tool: name and address, with what may be in the catalogue already below."""
    with st.expander("Start a new tool", key="start-new"):
        name = st.text_input("Name", key="new-name", max_chars=300)
        homepage = st.text_input("Homepage", key="new-homepage", max_chars=600, placeholder="https://…")
        typed = {"name": name, "homepage": homepage}
        if name or homepage:
            found = duplicate_list(duplicates(the_app().read, actor, typed))
            if found:
                draw(found)
        if st.button("Start the draft", type="primary", disabled=not name):
            _start(actor, RecordKind.TOOL, {**_FRESH, "name": name, "homepage": homepage or NOT_STATED})


def edit_button(actor: Actor, kind: RecordKind, slug: str) -> None:
    """Draw the button that opens the draft of a published record."""
    if st.button(f"Edit this {kind}", key=f"edit-{slug}"):
        _begin(lambda store: open_draft(store, actor, kind, slug), "Open for editing.")


def restore_button(actor: Actor, old: Revision) -> None:
    """Draw the button that starts a draft from an old revision."""
    if st.button(f"Start a draft from revision {old.number}", key=f"restore-{old.number}"):
        _begin(
            lambda store: draft_from_revision(store, actor, old.kind, old.slug, old.sha256),
            f"This draft says what revision {old.number} said.",
        )


def draft_acts(page: DraftPage, actor: Actor) -> None:
    """Draw what can be done with the draft as a whole."""
    draft = page.draft
    if page.overtaken:
        st.button("Compare with what is published now", on_click=_rebase, args=(draft,))
    with st.form(f"submit-{draft.id}"):
        reason = st.text_area("What did you change, and why?", key=f"reason-{draft.id}", max_chars=1_000)
        if st.form_submit_button("Submit for review", type="primary"):
            acted(
                lambda: submit_draft(the_app().store, actor, draft.id, draft.version, reason),
                "Submitted. Somebody else decides on it now.",
                again=True,
            )
    with st.expander("Discard this draft"):
        why = st.text_input("Reason", key=f"discard-{draft.id}", max_chars=500)
        if st.button("Discard", key=f"do-discard-{draft.id}"):
            acted(
                lambda: discard_draft(the_app().store, actor, draft.id, why),
                "The draft was discarded.",
                again=True,
            )


def _rebase(draft: Draft) -> None:
    if acted(
        lambda: rebase_draft(the_app().store, current_actor(), draft.id, draft.version),
        "Compared with what is published.",
    ):
        renew(draft.id)
