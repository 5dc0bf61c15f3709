"""What curators and reviewers can do with a published tool: edit, suspend, ask for retirement, merging, restoring."""

import streamlit as st

from catalog.actions.records import propose, suspend
from catalog.bootstrap import the_app
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor, Permission
from catalog.domain.tool import Tool
from catalog.domain.work import Standing
from catalog.domain.workflow import ACTS_FROM, Act
from catalog.ui.parts.acting import acted, tell
from catalog.ui.parts.draft_acts import edit_button


def curate(actor: Actor, tool: Tool) -> None:
    """Draw what this person may do with the tool; nothing for readers."""
    if not (actor.may(Permission.DRAFT_WRITE) or actor.may(Permission.RECORD_SUSPEND)):
        return
    tell()
    with st.expander("Curate this record", key="curate"):
        if actor.may(Permission.DRAFT_WRITE):
            edit_button(actor, tool.slug)
        reason = st.text_area("Reason", key="curate-reason", max_chars=1_000, height=80)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if actor.may(Permission.RECORD_SUSPEND) and st.button("Suspend at once", key="curate-suspend"):
                acted(
                    lambda: suspend(the_app().store, actor, RecordKind.TOOL, tool.slug, reason),
                    f"{tool.name} is suspended: readers do not see it until two people restore it.",
                    again=True,
                )
            if actor.may(Permission.SUBMISSION_MAKE):
                _asking(actor, tool, reason)


def _asking(actor: Actor, tool: Tool, reason: str) -> None:
    target = st.text_input(
        "Successor, or the tool it merges into (its address)", key="curate-target", max_chars=80
    )
    for act, label in ((Act.RETIRE, "Ask to retire"), (Act.MERGE, "Ask to merge")):
        if st.button(label, key=f"curate-{act}"):
            acted(
                lambda act=act: propose(  # type: ignore[misc]  # bound now
                    the_app().store, actor, act, RecordKind.TOOL, tool.slug, reason, target.strip()
                ),
                "Asked. Two other people decide on it.",
                again=True,
            )


def ask_to_restore(actor: Actor, standing: Standing) -> None:
    """Draw the way back for a tool that is retired or suspended; nothing for readers or for a published one."""
    tell()
    if standing.state not in ACTS_FROM[Act.RESTORE] or not actor.may(Permission.SUBMISSION_MAKE):
        return
    with st.expander("Restore this record", key="restore"):
        reason = st.text_area("Reason", key="restore-reason", max_chars=1_000, height=80)
        if st.button("Ask to restore", key="restore-ask"):
            acted(
                lambda: propose(the_app().store, actor, Act.RESTORE, standing.kind, standing.slug, reason),
                "Asked. Two other people decide on it.",
                again=True,
            )
