"""What curators and reviewers can do with a record: edit, suspend, ask for retirement, merging, restoring."""

from typing import Final

import streamlit as st

from catalog.actions.records import propose, suspend
from catalog.bootstrap import the_app
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor, Permission
from catalog.domain.workflow import ACTS_FROM, Act, RecordState
from catalog.ui.parts.acting import acted, tell
from catalog.ui.parts.draft_acts import edit_button
from catalog.ui.parts.going import go

_ASKED: Final = {Act.RESTORE: "Ask to restore", Act.RETIRE: "Ask to retire", Act.MERGE: "Ask to merge"}
_WITH_TARGET: Final = (Act.RETIRE, Act.MERGE)


def curate(actor: Actor, slug: str, name: str, state: RecordState) -> None:
    """Draw what this person may do with a tool in this state; nothing for readers, and nothing that makes no sense."""
    tell()
    asked = [act for act in _ASKED if state in ACTS_FROM[act] and actor.may(Permission.SUBMISSION_MAKE)]
    suspends = state is RecordState.PUBLISHED and actor.may(Permission.RECORD_SUSPEND)
    if not asked and not suspends:
        return
    with st.expander("Curate this record", key="curate"):
        if state is not RecordState.RETIRED and actor.may(Permission.DRAFT_WRITE):
            edit_button(actor, slug)
        reason = st.text_area("Reason", key="curate-reason", max_chars=1_000, height=80)
        target = _target(slug) if set(asked) & set(_WITH_TARGET) else ""
        with st.container(horizontal=True):
            if suspends and st.button("Suspend at once", key="curate-suspend"):
                _suspend(actor, slug, name, reason)
            for act in asked:
                if st.button(_ASKED[act], key=f"curate-{act}"):
                    _ask(actor, act, slug, reason, target if act in _WITH_TARGET else "")


def _target(slug: str) -> str:
    """Draw the choice of the tool that takes this one's place; return its address, or ""."""
    names = {tool.slug: tool.name for tool in the_app().read.all_tools() if tool.slug != slug}
    chosen = st.selectbox(
        "Successor, or the tool it merges into",
        sorted(names, key=lambda other: names[other].casefold()),
        index=None,
        format_func=lambda other: f"{names[other]} ({other})",
        placeholder="none",
        key="curate-target",
        help="A merge needs it: readers of this address are led there. A retired tool can name its successor.",
    )
    return chosen or ""


def _suspend(actor: Actor, slug: str, name: str, reason: str) -> None:
    """Suspend the tool and go to its history: its own page has left what readers see."""
    if acted(
        lambda: suspend(the_app().store, actor, RecordKind.TOOL, slug, reason),
        f"{name} is suspended: readers do not see it until two people restore it.",
    ):
        go("history", slug=slug)


def _ask(actor: Actor, act: Act, slug: str, reason: str, target: str) -> None:
    acted(
        lambda: propose(the_app().store, actor, act, RecordKind.TOOL, slug, reason, target),
        "Asked. Two other people decide on it.",
        again=True,
    )
