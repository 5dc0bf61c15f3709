"""What curators and reviewers can do with a record: edit, suspend, ask for retirement, merging, restoring."""

from typing import Final

import streamlit as st

from catalog.actions.records import propose, suspend
from catalog.bootstrap import the_app
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor, Permission
from catalog.domain.workflow import ACTS_FROM, Act, RecordState
from catalog.domain.writing import may_write
from catalog.ui.parts.acting import acted, tell
from catalog.ui.parts.draft_acts import edit_button
from catalog.ui.parts.going import go

_ASKED: Final = {Act.RESTORE: "Ask to restore", Act.RETIRE: "Ask to retire", Act.MERGE: "Ask to merge"}
_WITH_TARGET: Final = (Act.RETIRE, Act.MERGE)
_ACTS_ON: Final = {
    RecordKind.CASE: (Act.RESTORE, Act.RETIRE),
    RecordKind.TOOL: (Act.RESTORE, Act.RETIRE, Act.MERGE),
}
"""What can be asked for; only tools are merged."""


def curate(actor: Actor, kind: RecordKind, slug: str, name: str, state: RecordState) -> None:
    """Draw what this person may do with a record in this state; nothing for readers, nothing that makes no sense."""
    tell()
    writes = may_write(actor, kind)
    asked = [act for act in _ASKED if writes and state in ACTS_FROM[act] and act in _ACTS_ON[kind]]
    suspends = state is RecordState.PUBLISHED and actor.may(Permission.RECORD_SUSPEND)
    if not asked and not suspends:
        return
    with st.expander("Curate this record", key="curate"):
        if state is not RecordState.RETIRED and writes:
            edit_button(actor, kind, slug)
        reason = st.text_area("Reason", key="curate-reason", max_chars=1_000, height=80)
        target = _target(kind, slug) if set(asked) & set(_WITH_TARGET) else ""
        with st.container(horizontal=True):
            suspended = suspends and st.button("Suspend at once", key="curate-suspend")
            pressed = [act for act in asked if st.button(_ASKED[act], key=f"curate-{act}")]
        if suspended:
            _suspend(actor, kind, slug, name, reason)
        for act in pressed:
            _ask(actor, act, kind, slug, reason, target if act in _WITH_TARGET else "")


def _target(kind: RecordKind, slug: str) -> str:
    """Draw the choice of the record that takes this one's place; return its address, or ""."""
    read = the_app().read
    names = (
        {case.slug: case.title for case in read.cases.values()}
        if kind is RecordKind.CASE
        else {tool.slug: tool.name for tool in read.all_tools()}
    )
    names.pop(slug, None)
    chosen = st.selectbox(
        "Successor, or the tool it merges into" if Act.MERGE in _ACTS_ON[kind] else "Successor",
        sorted(names, key=lambda other: names[other].casefold()),
        index=None,
        format_func=lambda other: f"{names[other]} ({other})",
        placeholder="none",
        key="curate-target",
        help="A merge needs it: readers of this address are led there. A retired tool can name its successor.",
    )
    return chosen or ""


def _suspend(actor: Actor, kind: RecordKind, slug: str, name: str, reason: str) -> None:
    """Suspend the record and go to its history: its own page has left what readers see."""
    if acted(
        lambda: suspend(the_app().store, actor, kind, slug, reason),
        f"{name} is suspended: readers do not see it until two people restore it.",
    ):
        go("history", slug=slug, **({} if kind is RecordKind.TOOL else {"kind": str(kind)}))


def _ask(actor: Actor, act: Act, kind: RecordKind, slug: str, reason: str, target: str) -> None:
    acted(
        lambda: propose(the_app().store, actor, act, kind, slug, reason, target),
        "Asked. Two other people decide on it.",
        again=True,
    )
