"""What is looked for in the audit trail, and what was found. Each look is one reading and leaves its event."""

from datetime import date
from typing import Final

import streamlit as st

from catalog.actions.audit import read_audit
from catalog.bootstrap import the_app
from catalog.domain.events import Event, EventTag
from catalog.domain.people import Permission
from catalog.queries.audit import TAG_WORDS
from catalog.store import EventFilter
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.audit_address import filter_of

SHOWN: Final = 100
_FOUND: Final = "audit-found"
_BEFORE: Final = "audit-before"


def filter_form() -> EventFilter:
    """Draw the form and return what was asked for last; at first everything."""
    with st.form("audit-filter", border=True):
        left, right = st.columns(2)
        actor = left.text_input("Person", help="The name of the account; “system” is the program itself.")
        subject = right.text_input("Record", help="For example tool:photodna or account:j.smith.")
        tags = st.multiselect("Kinds of act", list(EventTag), format_func=TAG_WORDS.__getitem__)
        first = left.date_input("From", value=None, format="YYYY-MM-DD")
        last = right.date_input("To", value=None, format="YYYY-MM-DD")
        st.form_submit_button("Look", on_click=_anew)
    return filter_of(actor, tags, subject, _day(first), _day(last))


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _anew() -> None:
    st.session_state.pop(_BEFORE, None)
    st.session_state.pop(_FOUND, None)


def _older(seq: int) -> None:
    st.session_state[_BEFORE] = seq


def looked_up(wanted: EventFilter) -> tuple[Event, ...]:
    """Return what was found; the same question in the same sitting is one reading, not one for every drawing.

    Raises:
        NotAllowed: whoever is there may not read the audit trail, or no longer.
    """
    actor, before = current_actor(), int(st.session_state.get(_BEFORE, 0))
    question = (actor, wanted, before)
    kept = st.session_state.get(_FOUND)
    if kept is None or kept[0] != question or not actor.may(Permission.AUDIT_READ):
        shown = EventFilter(wanted.tags, wanted.actor, wanted.subject, wanted.since, wanted.until, before)
        kept = (question, read_audit(the_app().store, actor, shown, SHOWN))
        st.session_state[_FOUND] = kept
    found: tuple[Event, ...] = kept[1]
    return found


def older_button(found: tuple[Event, ...]) -> None:
    """Draw the way to what happened before, where there is more."""
    if len(found) == SHOWN:
        st.button("Older", on_click=_older, args=(found[-1].seq,))
