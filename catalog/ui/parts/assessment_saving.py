"""Saving an assessment while it is filled in: each answer by itself, against what others write at the same time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from catalog.actions.assessments import save_entry
from catalog.bootstrap import the_app
from catalog.domain.assessment import AnsweredMeanwhile, Assessment, Entry
from catalog.domain.errors import CatalogError
from catalog.domain.people import Actor
from catalog.queries.assessment_views import AssessmentPage
from catalog.queries.assessment_words import answer_words, place_words
from catalog.queries.assessments import the_assessment
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.text import plain_label


@dataclass(frozen=True)
class Clash:
    """A place where two people wrote at once: what this person wrote, and what stands there."""

    path: str
    mine: Any
    theirs: Entry


def note_seen(held: Assessment) -> None:
    """Remember which version this person looks at."""
    st.session_state[f"assessment-{held.id}-seen"] = held.version


def widget_key(held: Assessment, actor: Actor, path: str, part: str) -> str:
    """Return the key of a widget; it changes when somebody else wrote at its place, so that it shows their answer."""
    others = (entry.number for entry in held.entries if entry.path == path and entry.account != actor.name)
    turn = st.session_state.get(f"assessment-{held.id}-turn", 0)
    return f"assessment-{held.id}-{turn}-{path}-{part}-{max(others, default=0)}"


def save(assessment_id: int, path: str, change: Callable[[Any], Any]) -> bool:
    """Save what `change` makes of the value at a path, as whoever is signed in now, who need not have opened the page.

    What cannot be saved is told or kept as a clash.
    """
    app = the_app()
    try:
        actor = current_actor()
        held = the_assessment(app.read, actor, assessment_id)
        seen = int(st.session_state.get(f"assessment-{assessment_id}-seen", held.version))
        value = change(held.now.get(path))
        try:
            save_entry(app.store, actor, assessment_id, seen, path, value)
        except AnsweredMeanwhile as error:
            _clashes(assessment_id)[path] = Clash(path, value, error.entry)
            return False
    except CatalogError as error:
        st.session_state[f"assessment-{assessment_id}-told"] = str(error)
        return False
    return True


def with_field(name: str, value: Any) -> Callable[[Any], Any]:
    """Return a change that sets one field of what stands there."""

    def change(now: Any) -> Any:
        kept = dict(now) if isinstance(now, Mapping) else {}
        return {**kept, name: value}

    return change


def draw_clashes(page: AssessmentPage) -> None:
    """Show what could not be saved, and both versions where two people wrote at once, one to be taken."""
    held = page.assessment
    if told := st.session_state.pop(f"assessment-{held.id}-told", ""):
        st.error(plain_label(str(told)))
    for clash in tuple(_clashes(held.id).values()):
        with st.container(border=True):
            where = place_words(page.instrument, clash.path)
            st.warning(
                plain_label(
                    f"{clash.theirs.account} answered “{where}” while you wrote. Nothing was overwritten."
                )
            )
            mine, theirs = st.columns(2)
            mine.markdown("**Yours**")
            mine.text(_said(page, clash.path, clash.mine))
            theirs.markdown("**What stands there now**")
            theirs.text(_said(page, clash.path, clash.theirs.value))
            for column, label, take in ((mine, "Take yours", True), (theirs, "Keep theirs", False)):
                column.button(label, key=f"{label}-{clash.path}", on_click=_settle, args=(held, clash, take))


def _settle(held: Assessment, clash: Clash, mine: bool) -> None:
    _clashes(held.id).pop(clash.path, None)
    turn = f"assessment-{held.id}-turn"
    st.session_state[turn] = int(st.session_state.get(turn, 0)) + 1
    if mine:
        st.session_state[f"assessment-{held.id}-seen"] = clash.theirs.number
        save(held.id, clash.path, lambda _now: clash.mine)


def _said(page: AssessmentPage, path: str, value: Any) -> str:
    """Return a value as a person reads it in a clash."""
    if not isinstance(value, Mapping):
        return str(value or "nothing")
    question = page.instrument.question(path.partition("/")[2])
    if path.startswith("answer/") and question is not None:
        note = str(value.get("note") or "")
        return answer_words(question, str(value.get("value") or "")) + (f"\nNote: {note}" if note else "")
    return "\n".join(f"{name}: {item}" for name, item in value.items() if item not in ("", None, [], ()))


def _clashes(assessment_id: int) -> dict[str, Clash]:
    found: dict[str, Clash] = st.session_state.setdefault(f"assessment-{assessment_id}-clashes", {})
    return found
