"""What curators and reviewers can do with a published tool or case: edit, suspend, ask for retirement, merging, restoring."""

import streamlit as st

from catalog.actions.records import propose, suspend
from catalog.bootstrap import the_app
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor, Permission
from catalog.domain.work import Standing
from catalog.domain.workflow import ACTS_FROM, Act
from catalog.domain.writing import may_write
from catalog.ui.parts.acting import acted, tell
from catalog.ui.parts.draft_acts import edit_button


def curate(actor: Actor, kind: RecordKind, slug: str, name: str) -> None:
    """Draw what this person may do with a published tool or case; nothing for readers."""
    if not (may_write(actor, kind) or actor.may(Permission.RECORD_SUSPEND)):
        return
    tell()
    with st.expander("Curate this record", key="curate"):
        if may_write(actor, kind):
            edit_button(actor, kind, slug)
        reason = st.text_area("Reason", key="curate-reason", max_chars=1_000, height=80)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if actor.may(Permission.RECORD_SUSPEND) and st.button("Suspend at once", key="curate-suspend"):
                acted(
                    lambda: suspend(the_app().store, actor, kind, slug, reason),
                    f"{name} is suspended: readers do not see it until two people restore it.",
                    again=True,
                )
            if may_write(actor, kind):
                _asking(actor, kind, slug, reason)


def _asking(actor: Actor, kind: RecordKind, slug: str, reason: str) -> None:
    acts = [(Act.RETIRE, "Ask to retire")]
    label = "Successor (its address)"
    if kind is RecordKind.TOOL:
        acts.append((Act.MERGE, "Ask to merge"))
        label = "Successor, or the tool it merges into (its address)"
    target = st.text_input(label, key="curate-target", max_chars=80)
    for act, words in acts:
        if st.button(words, key=f"curate-{act}"):
            acted(
                lambda act=act: propose(  # type: ignore[misc]  # bound now
                    the_app().store, actor, act, kind, slug, reason, target.strip()
                ),
                "Asked. Two other people decide on it.",
                again=True,
            )


def ask_to_restore(actor: Actor, standing: Standing) -> None:
    """Draw the way back for a tool that is retired or suspended; nothing for readers or for a published one."""
    tell()
    if standing.state not in ACTS_FROM[Act.RESTORE] or not may_write(actor, standing.kind):
        return
    with st.expander("Restore this record", key="restore"):
        reason = st.text_area("Reason", key="restore-reason", max_chars=1_000, height=80)
        if st.button("Ask to restore", key="restore-ask"):
            acted(
                lambda: propose(the_app().store, actor, Act.RESTORE, standing.kind, standing.slug, reason),
                "Asked. Two other people decide on it.",
                again=True,
            )
