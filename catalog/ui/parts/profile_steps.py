"""Asking on a profile page: the use, the places, and one question after the other, only those that still matter."""

from typing import Final

import streamlit as st

from catalog.domain.compliance_conditions import UNKNOWN
from catalog.domain.compliance_evaluation import OpenQuestion
from catalog.domain.compliance_records import PLACES, Question
from catalog.domain.compliance_report import HEADLINE, Report
from catalog.domain.profiles import USUAL_PLACES, Subject
from catalog.queries.profiles import ProfileView
from catalog.ui.html import draw, tag
from catalog.ui.parts.profile_address import ASK, params_of_subject
from catalog.ui.parts.profile_result import open_part
from catalog.ui.parts.state import parameter
from catalog.ui.parts.text import counted, plain_label

_OWN_USE: Final = ""


def choose(view: ProfileView) -> None:
    """Draw the choice of the use and of the places; a change starts the answers anew, or keeps them."""
    report = view.report
    subject = report.subject
    labels = {use.id: use.label for use in view.uses} | {_OWN_USE: "A use of your own"}
    ids = list(labels) if subject.use in labels else [subject.use, *labels]
    labels.setdefault(subject.use, report.title)
    with st.form("profile-about", border=False):
        use = st.selectbox(
            "Intended use", ids, index=ids.index(subject.use), format_func=labels.__getitem__,
            help="A use of the list brings the answers that follow from it.",
        )  # fmt: skip
        places = st.multiselect(
            "Law of",
            list(PLACES),
            default=list(subject.places),
            format_func=PLACES.__getitem__,
        )
        if st.form_submit_button("Show this use"):
            given = subject.given if use == subject.use else {}
            _write(
                Subject(
                    subject.tool, use or "", tuple(p for p in PLACES if p in places) or USUAL_PLACES, given
                )
            )


def ask(view: ProfileView) -> None:
    """Draw the next question with its reason, and what else is open."""
    report = view.report
    draw(tag("h2", HEADLINE, id="questions"))
    item = _next(report)
    if item is None:
        draw(tag("p", "No question of the table is open for this use.", role="status"))
        return
    draw(
        tag(
            "p",
            counted(len(report.profile.questions), "question is open.", "questions are open."),
            role="status",
        )
    )
    _question(report, item)
    draw(open_part(report, item.id))


def _next(report: Report) -> Question | None:
    """Return the question that the address asks for, else the gravest that was not answered with "I do not know"."""
    asked = report.book.question_by_id.get(parameter(ASK))
    if asked is not None:
        return asked
    waiting = sorted(report.profile.questions, key=lambda item: _put_off(report, item))
    return waiting[0].question if waiting else None


def _put_off(report: Report, item: OpenQuestion) -> bool:
    return item.question.id in report.subject.given


def _question(report: Report, question: Question) -> None:
    labels = {choice.id: choice.label for choice in question.answers} | {UNKNOWN: "I do not know"}
    now = tuple(item for item in report.sheet.get(question.id, ()) if item in labels)
    key = f"profile-{question.id}-{'-'.join(now)}"
    with st.form("profile-question", border=True):
        if question.many:
            chosen = tuple(st.multiselect(
                plain_label(question.text), list(labels), default=list(now), key=key,
                format_func=labels.__getitem__,
            ))  # fmt: skip
        else:
            picked = st.radio(
                plain_label(question.text), list(labels), index=list(labels).index(now[0]) if now else None, key=key,
                format_func=lambda answer: plain_label(labels[answer]),
            )  # fmt: skip
            chosen = (picked,) if picked else ()
        draw(tag("p", "Why this is asked: ", question.why, class_="hint"))
        if st.form_submit_button("Answer", type="primary"):
            _answer(report, question, chosen)


def _answer(report: Report, question: Question, chosen: tuple[str, ...]) -> None:
    if not chosen:
        st.error("Choose an answer; “I do not know” is one.")
        return
    kept = tuple(item for item in chosen if item != "none") or chosen
    subject = report.subject
    _write(Subject(subject.tool, subject.use, subject.places, {**subject.given, question.id: kept}))


def _write(subject: Subject) -> None:
    st.query_params.from_dict(params_of_subject(subject))
    st.rerun()
