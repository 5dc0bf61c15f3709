"""The form of an assessment: one part at a time, each answer saved when it is given."""

from typing import Any, Final

import streamlit as st

from catalog.actions.assessments import dissent
from catalog.bootstrap import the_app
from catalog.domain.assessment_answers import HEAD_FIELDS, AnswerValue
from catalog.domain.assessment_asking import is_gap
from catalog.domain.assessment_instrument import UNKNOWN, Question
from catalog.domain.people import Actor
from catalog.queries.assessment_views import AssessmentPage, PartView
from catalog.queries.assessment_words import NOT_KNOWN
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import acted
from catalog.ui.parts.assessment_harms import harms_form
from catalog.ui.parts.assessment_record import record_facts
from catalog.ui.parts.assessment_saving import note_seen, save, widget_key, with_field
from catalog.ui.parts.assessment_sections import dissent_list, origin, parts_told, prefilled_note, recorded
from catalog.ui.parts.text import plain_label

HEAD, HARMS = "about", "harms"
_LONG: Final = frozenset({"use", "people", "before", "benefit"})


def form(page: AssessmentPage, actor: Actor) -> None:
    """Draw the part of the form that is chosen; readers see the answers without fields."""
    names = {HEAD: "About this assessment"} | {part.section.id: part.section.title for part in page.parts}
    if page.risk is not None:
        names[HARMS] = "Harms and mitigations"
    draw(parts_told(page))
    key = f"assessment-{page.assessment.id}-part"
    chosen = st.pills("Part of the form", list(names), format_func=names.__getitem__, key=key, default=_first(page),
                      required=True) or HEAD  # fmt: skip
    open_ = page.may_write and not page.assessment.signed
    if not open_:
        draw(tag("p", "Signed, or shared with you to read: nothing can be changed here.", class_="hint"))
    if chosen == HEAD:
        _head(page, actor, open_=open_)
    elif chosen == HARMS:
        harms_form(page, actor, open_=open_)
    else:
        _part(page, actor, next(part for part in page.parts if part.section.id == chosen), open_=open_)
    order = list(names)
    if (place := order.index(chosen) + 1) < len(order):
        st.button(
            f"Next: {names[order[place]]}", key=f"{key}-next", on_click=_turn_to, args=(key, order[place])
        )
    note_seen(page.assessment)


def _first(page: AssessmentPage) -> str:
    """Return where work goes on: the head, then the first part with an open question."""
    if not page.said.head.get("use"):
        return HEAD
    found = (part.section.id for part in page.parts if part.answered < len(part.questions))
    return next(found, HARMS if page.risk is not None else HEAD)


def _turn_to(key: str, part: str) -> None:
    st.session_state[key] = part


def _head(page: AssessmentPage, actor: Actor, *, open_: bool) -> None:
    draw(tag("h2", "About this assessment"))
    for name, (label, help_) in HEAD_FIELDS.items():
        path = f"head/{name}"
        key = widget_key(page.assessment, actor, path, "text")
        common: dict[str, Any] = {
            "label": label, "value": page.said.head.get(name, ""), "key": key, "help": help_, "disabled": not open_,
            "on_change": _text_changed, "args": (page.assessment.id, path, key),
        }  # fmt: skip
        if name in _LONG:
            st.text_area(**common, max_chars=2_000, height="content")
        else:
            st.text_input(**common, max_chars=300)


def _text_changed(assessment_id: int, path: str, key: str) -> None:
    text = str(st.session_state[key] or "")
    save(assessment_id, path, lambda _now: text)


def _part(page: AssessmentPage, actor: Actor, part: PartView, *, open_: bool) -> None:
    draw(tag("h2", part.section.title))
    draw(tag("p", part.section.intro, class_="hint"))
    if (found := recorded(page, part)) is not None:
        with st.expander(
            "What this catalogue records under this principle", key=f"recorded-{part.section.id}"
        ):
            draw(found)
    for number, question in enumerate(part.questions, start=1):
        with st.container(border=True, key=f"question-{question.id}"):
            _question(page, actor, question, number, open_=open_)


def _question(page: AssessmentPage, actor: Actor, question: Question, number: int, *, open_: bool) -> None:
    if (facts := page.beside.get(question.id)) and page.tool is not None:
        asked, recorded_ = st.columns((3, 2), gap="medium")
        with recorded_:
            draw(record_facts(facts, page.tool.name))
        with asked:
            _asked(page, actor, question, number, open_=open_)
    else:
        _asked(page, actor, question, number, open_=open_)
    draw(dissent_list(page, f"answer/{question.id}"))
    with st.container(horizontal=True):
        with st.popover("Why we ask", key=f"why-{question.id}"):
            draw(origin(page, question))
        if page.may_write:
            _dissent(page, actor, question)


def _asked(page: AssessmentPage, actor: Actor, question: Question, number: int, *, open_: bool) -> None:
    path = f"answer/{question.id}"
    answer = page.said.answers.get(question.id, AnswerValue())
    labels = _labels(question)
    key = widget_key(page.assessment, actor, path, "value")
    place = list(labels).index(answer.value) if answer.value in labels else None
    st.radio(
        plain_label(f"{number}. {question.text}"), list(labels), index=place, format_func=labels.__getitem__,
        key=key, disabled=not open_, on_change=_chosen, args=(page.assessment.id, path, key),
    )  # fmt: skip
    if answer.prefilled:
        draw(prefilled_note(answer.prefilled))
        if open_:
            st.button(f"Confirm the answer to question {number}", key=f"confirm-{key}", on_click=_confirmed,
                      args=(page.assessment.id, path, answer.value))  # fmt: skip
    note = widget_key(page.assessment, actor, path, "note")
    st.text_area(
        plain_label(f"Reason or note on question {number}"), value=answer.note, key=note, max_chars=2_000, height=68,
        disabled=not open_, on_change=_noted, args=(page.assessment.id, path, note),
    )  # fmt: skip
    if page.readiness is not None and is_gap(answer.value):
        _plan(page, actor, question, open_=open_)


def _labels(question: Question) -> dict[str, str]:
    if question.anchors:
        offered = {str(level): plain_label(f"{level}: {text}") for level, text in enumerate(question.anchors)}
    else:
        offered = {option.id: plain_label(option.label) for option in question.options}
    return offered | {UNKNOWN: NOT_KNOWN.capitalize()}


def _chosen(assessment_id: int, path: str, key: str) -> None:
    save(assessment_id, path, with_field("value", st.session_state[key] or ""))


def _confirmed(assessment_id: int, path: str, value: str) -> None:
    """Save an answer that a record gave as the person's own."""
    save(assessment_id, path, with_field("value", value))


def _noted(assessment_id: int, path: str, key: str) -> None:
    save(assessment_id, path, with_field("note", str(st.session_state[key] or "")))


def _plan(page: AssessmentPage, actor: Actor, question: Question, *, open_: bool) -> None:
    """Draw what a gap asks for: the action that the instrument proposes, who does it, until when."""
    path = f"plan/{question.id}"
    plan = page.said.plans.get(question.id)
    shown = {
        "action": plan.action if plan and plan.action else question.action or "",
        "owner": plan.owner if plan else "",
        "date": plan.date if plan else "",
    }
    draw(tag("p", tag("strong", "This is a gap."), " Name what is done about it.", class_="hint"))
    labels = {"action": "Action", "owner": "Who does it", "date": "Until when (YYYY-MM-DD)"}
    for column, (name, label) in zip(st.columns((4, 2, 2)), labels.items(), strict=True):
        key = widget_key(page.assessment, actor, path, name)
        column.text_input(label, value=shown[name], key=key, max_chars={"action": 2_000, "owner": 300, "date": 10}[name],
                          disabled=not open_, on_change=_planned,
                          args=(page.assessment.id, path, name, key, question.action or ""))  # fmt: skip


def _planned(assessment_id: int, path: str, name: str, key: str, proposed: str) -> None:
    text = str(st.session_state[key] or "").strip()

    def change(now: Any) -> Any:
        return {"action": proposed, **(now or {}), name: text}

    save(assessment_id, path, change)


def _dissent(page: AssessmentPage, actor: Actor, question: Question) -> None:
    with (
        st.popover("I disagree", key=f"dissent-{question.id}"),
        st.form(f"dissent-form-{question.id}", border=False),
    ):
        said = st.text_area(
            "Your statement, kept under your name", key=f"dissent-said-{question.id}", max_chars=2_000
        )
        if st.form_submit_button("Record it"):
            acted(
                lambda: dissent(the_app().store, actor, page.assessment.id, f"answer/{question.id}", said),
                "Recorded under your name. It stays with the assessment.",
                again=True,
            )
