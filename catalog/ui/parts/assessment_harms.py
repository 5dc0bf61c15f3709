"""The harms of a use: each in a form of its own, with the four variables before and after, and its mitigations."""

from typing import Any, Final

import streamlit as st

from catalog.domain.assessment_answers import MOST_HARMS, HarmValue, Mitigation
from catalog.domain.people import Actor
from catalog.domain.severity import DEGREES, WORST
from catalog.queries.assessment_views import AssessmentPage
from catalog.queries.assessment_words import NOT_KNOWN
from catalog.ui.html import draw, tag
from catalog.ui.parts.assessment_saving import save, widget_key
from catalog.ui.parts.assessment_sections import (
    dissent_list,
    fitting_harms,
    harm_result,
    typical_harms,
)
from catalog.ui.parts.text import plain_label

_MOST_MITIGATIONS: Final = 10
_OWN: Final = "own"


def harms_form(page: AssessmentPage, actor: Actor, *, open_: bool) -> None:
    """Draw every harm, and the way to add one."""
    draw(tag("h2", "Harms and mitigations"))
    draw(
        tag(
            "p",
            "Name what can happen to people, before anything is done about it and after. A degree that nobody knows "
            "counts as the worst. A mitigation counts when somebody answers for it by a date.",
            class_="hint",
        )
    )
    with st.expander("Harms to think of, and where they come from", key="typical-harms"):
        draw(typical_harms(page))
    if open_:
        _new_harm(page)
    for number, harm in page.said.harms.items():
        with st.container(border=True, key=f"harm-{number}"):
            draw(tag("h3", f"Harm {number}"))
            draw(harm_result(page, number))
            draw(dissent_list(page, f"harm/{number}"))
            if open_:
                _harm_form(page, actor, number, harm)


def _new_harm(page: AssessmentPage) -> None:
    fitting = fitting_harms(page)
    labels = {name: harm.text for name, harm in fitting.items()} | {_OWN: "Another harm, in your own words"}
    used = [int(entry.path.removeprefix("harm/")) for entry in page.assessment.entries
            if entry.path.startswith("harm/")]  # fmt: skip
    number = max(used, default=0) + 1
    if number > MOST_HARMS:
        draw(tag("p", f"More than {MOST_HARMS} harms are not kept. Join some of them.", class_="hint"))
        return
    with st.form(f"new-harm-{number}"):
        chosen = st.selectbox(
            "Add a harm", list(labels), format_func=labels.__getitem__, key=f"new-harm-kind-{number}"
        )
        text = st.text_area("In your words", key=f"new-harm-text-{number}", max_chars=2_000, height=68,
                            help="Needed for another harm; else it takes the place of the text above.")  # fmt: skip
        if st.form_submit_button("Add it"):
            typical = fitting.get(chosen)
            value = {"text": text or (typical.text if typical else ""),
                     "principle": typical.principle if typical else page.instrument.cores()[0]}  # fmt: skip
            if save(page.assessment.id, f"harm/{number}", lambda _now: value):
                st.rerun()
            _tell(page)


def _harm_form(page: AssessmentPage, actor: Actor, number: int, harm: HarmValue) -> None:
    path = f"harm/{number}"

    def key(part: str) -> str:
        return widget_key(page.assessment, actor, path, part)

    with st.form(key("form"), border=False):
        text = st.text_area("What can happen", value=harm.text, key=key("text"), max_chars=2_000, height=68)
        which, whom = st.columns(2)
        names = (
            page.principles if harm.principle in page.principles else {**page.principles, harm.principle: "?"}
        )
        principle = which.selectbox("Principle it goes against", list(names), list(names).index(harm.principle),
                                    format_func=names.__getitem__, key=key("principle"))  # fmt: skip
        affected = whom.text_input("Who is affected", value=harm.affected, key=key("affected"), max_chars=300)
        before = _degrees("Before anything is done", harm.before.model_dump(), key("before"))
        after = _degrees("After all mitigations", harm.after.model_dump(), key("after"))
        mitigations = _mitigations(harm, key("mitigation"))
        with st.container(horizontal=True):
            keep = st.form_submit_button("Save this harm", type="primary", key=key("keep"))
            drop = st.form_submit_button("Take it out", key=key("drop"))
    if keep or drop:
        value = {"text": text, "principle": principle, "affected": affected, "before": before, "after": after,
                 "mitigations": mitigations}  # fmt: skip
        if save(page.assessment.id, path, lambda _now: None if drop else value):
            st.rerun()
        _tell(page)


def _tell(page: AssessmentPage) -> None:
    if told := st.session_state.pop(f"assessment-{page.assessment.id}-told", ""):
        st.error(plain_label(str(told)))


def _degrees(title: str, now: dict[str, int | None], key: str) -> dict[str, int | None]:
    draw(tag("p", tag("strong", title)))
    found: dict[str, int | None] = {}
    for column, (name, (label, asked, words)) in zip(st.columns(4), DEGREES.items(), strict=True):
        offered: dict[int, str] = {0: NOT_KNOWN.capitalize()} | {
            degree: f"{degree}: {words[degree - 1]}" for degree in range(1, WORST + 1)
        }
        chosen = column.selectbox(label, list(offered), now[name] or 0, format_func=offered.__getitem__,
                                  key=f"{key}-{name}", help=asked)  # fmt: skip
        found[name] = chosen or None
    return found


def _mitigations(harm: HarmValue, key: str) -> list[dict[str, Any]]:
    draw(tag("p", tag("strong", "Mitigations"), ", one a line; an empty line is left out"))
    empty = () if len(harm.mitigations) >= _MOST_MITIGATIONS else (Mitigation(text=""),)
    found = []
    for number, item in enumerate((*harm.mitigations, *empty), start=1):
        what, who, when, done = st.columns((4, 2, 2, 1), vertical_alignment="bottom")
        row = {
            "text": what.text_input(f"Mitigation {number}", value=item.text, key=f"{key}-{number}", max_chars=2_000),
            "owner": who.text_input(f"Owner {number}", value=item.owner, key=f"{key}-{number}-owner", max_chars=300),
            "date": when.text_input(f"Date {number}", value=item.date, key=f"{key}-{number}-date", max_chars=10,
                                    placeholder="YYYY-MM-DD"),
            "in_place": done.checkbox(f"In place {number}", value=item.in_place, key=f"{key}-{number}-done"),
        }  # fmt: skip
        if str(row["text"]).strip():
            found.append(row)
    return found
