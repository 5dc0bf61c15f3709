"""What needs a look today, each with its reasons and two clicks to say that it is still true."""

from typing import Final

import streamlit as st

from catalog.actions.checks import assign, confirm
from catalog.bootstrap import the_app
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor
from catalog.queries.dates import written_date
from catalog.queries.work_views import DueRow
from catalog.ui.html import Html, draw, tag
from catalog.ui.parts.acting import acted
from catalog.ui.parts.review_sections import RISKS
from catalog.ui.parts.text import counted

PAGE_SIZE: Final = 20
_TURN: Final = "due-turn"


def due_head(row: DueRow) -> Html:
    """Return the tool with its reasons, and who is to look."""
    item = row.due
    assigned = f" · assigned to {row.assigned}" if row.assigned else ""
    return tag(
        "div",
        tag("h2", tag("a", item.name, href=f"/tool?slug={item.slug}"), class_="card-name"),
        tag("p", f"{RISKS[item.risk]} · looked at on {written_date(item.last)}{assigned}", class_="byline"),
        tag("ul", [tag("li", reason.text) for reason in item.reasons], class_="statements"),
    )


def due_row(row: DueRow, actor: Actor) -> None:
    """Draw one tool that is due, with the box for choosing it and the way to confirm it."""
    item = row.due
    with st.container(border=True, key=f"due-{item.slug}"):
        draw(due_head(row))
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.popover("Still true"):
                note = st.text_area("What did you look at?", key=f"note-{item.slug}", max_chars=1_000)
                if st.button("Confirm", key=f"confirm-{item.slug}", type="primary"):
                    acted(
                        lambda: confirm(the_app().store, actor, RecordKind.TOOL, item.slug, row.sha256, note),
                        f"{item.name} is confirmed.",
                        again=True,
                    )
            st.checkbox("Choose this tool", key=_chosen(item.slug))


def assign_form(rows: tuple[DueRow, ...], actor: Actor) -> None:
    """Draw the assignment of the chosen tools to somebody, or back to nobody."""
    chosen = [row.due.slug for row in rows if st.session_state.get(_chosen(row.due.slug))]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            "Assign the chosen tools to (account name; empty takes the task back)", key="assign-to"
        )
        pressed = st.button(f"Assign {len(chosen)}", disabled=not chosen)
    if pressed and acted(
        lambda: assign(the_app().store, actor, RecordKind.TOOL, chosen, name.strip()),
        f"{counted(len(chosen), 'tool', 'tools')} {f'assigned to {name.strip()}' if name.strip() else 'taken back'}.",
    ):
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1  # nothing is chosen any more
        st.rerun()


def _chosen(slug: str) -> str:
    return f"chosen-{st.session_state.get(_TURN, 0)}-{slug}"
