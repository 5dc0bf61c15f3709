"""Saving a draft while it is written: each field by itself, against what others write at the same time.

A field that nobody else touched is laid over what stands now. A field that somebody else changed meanwhile is not
saved: both versions are shown, and the person takes one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from catalog.actions.drafts import save_draft
from catalog.bootstrap import the_app
from catalog.domain.errors import CatalogError
from catalog.domain.work import Draft, Overtaken
from catalog.queries.drafts import the_draft
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.draft_paths import root_of, said, value_at, with_value
from catalog.ui.parts.text import plain_label

_TRIES: Final = 3


@dataclass(frozen=True)
class Clash:
    """A field that two people wrote at once: what this person wrote, and what stands there now."""

    path: str
    mine: Any
    theirs: Any


def seen(draft: Draft) -> None:
    """Remember what this person sees of a draft: the first time, and after each saving of their own."""
    st.session_state.setdefault(_seen_key(draft.id), (draft.version, draft.content))


def turn(draft_id: int) -> int:
    """Return the number in the keys of a draft's fields; it rises when they must show what stands in the store."""
    return int(st.session_state.get(f"draft-{draft_id}-turn", 0))


def renew(draft_id: int) -> None:
    """Let every field show what stands in the store."""
    st.session_state[f"draft-{draft_id}-turn"] = turn(draft_id) + 1
    st.session_state.pop(_seen_key(draft_id), None)


def save(draft_id: int, path: str, value: Any) -> None:
    """Save one field as whoever is signed in now, who need not be who opened the form.

    What cannot be saved is kept as a clash, or told in a sentence at the top of the form.
    """
    app = the_app()
    try:
        actor = current_actor()
        for _ in range(_TRIES):
            now = the_draft(app.read, actor, draft_id)
            if _touched(now, path):
                _clashes(draft_id)[path] = Clash(path, value, value_at(now.content, path))
                return
            try:
                saved = save_draft(
                    app.store, actor, now.id, now.version, with_value(now.content, path, value)
                )
            except Overtaken:
                continue
            known, _ = st.session_state.get(_seen_key(draft_id), (now.version, None))
            st.session_state[_seen_key(draft_id)] = (saved.version, saved.content)
            if known != now.version:
                renew(draft_id)
            return
    except LookupError:
        _clashes(draft_id)[path] = Clash(path, value, None)
    except CatalogError as error:
        st.session_state[f"draft-{draft_id}-told"] = str(error)


def _touched(now: Draft, path: str) -> bool:
    """Tell whether somebody else changed the field since this person saw it; in a list, the whole list counts."""
    version, content = st.session_state.get(_seen_key(now.id), (now.version, now.content))
    if version == now.version:
        return False
    place = root_of(path) if "[" in path or path.startswith("sources") else path
    return bool(value_at(now.content, place) != value_at(content, place))


def clashes(draft_id: int) -> Mapping[str, Clash]:
    """Return the fields of which two versions wait to be looked at."""
    return _clashes(draft_id)


def draw_clashes(draft_id: int) -> None:
    """Show what could not be saved, and both versions of each field that two people wrote, one to be taken."""
    if told := st.session_state.pop(f"draft-{draft_id}-told", ""):
        st.error(plain_label(str(told)))
    for clash in tuple(_clashes(draft_id).values()):
        with st.container(border=True):
            st.warning(
                plain_label(f"Somebody else changed “{clash.path}” while you wrote. Nothing was overwritten.")
            )
            mine, theirs = st.columns(2)
            mine.markdown("**Yours**")
            mine.text(said(clash.mine))
            theirs.markdown("**What stands there now**")
            theirs.text(said(clash.theirs))
            mine.button("Take yours", key=f"mine-{clash.path}", on_click=_take, args=(draft_id, clash, True))
            theirs.button("Keep theirs", key=f"theirs-{clash.path}", on_click=_take,
                          args=(draft_id, clash, False))  # fmt: skip


def _take(draft_id: int, clash: Clash, mine: bool) -> None:
    _clashes(draft_id).pop(clash.path, None)
    renew(draft_id)
    if mine:
        save(draft_id, clash.path, clash.mine)


def _clashes(draft_id: int) -> dict[str, Clash]:
    found: dict[str, Clash] = st.session_state.setdefault(f"draft-{draft_id}-clashes", {})
    return found


def _seen_key(draft_id: int) -> str:
    return f"draft-{draft_id}-seen"
