"""Reports: the three fields for whoever tells the reviewers, what became of them, and the news after signing in."""

from typing import Final

import streamlit as st

from catalog.actions.reports import report
from catalog.bootstrap import the_app, today
from catalog.domain.concern_rules import LONGEST_TEXT
from catalog.domain.concerns import Report
from catalog.domain.people import Actor
from catalog.queries.concern_work_views import OwnReport, Subject
from catalog.queries.dates import written_date
from catalog.queries.reports import report_news
from catalog.ui.html import Html, draw, join, tag
from catalog.ui.parts.acting import acted
from catalog.ui.parts.facts import empty
from catalog.ui.parts.going import go
from catalog.ui.parts.text import counted

FIELDS: Final = {
    "what": "What happened, or what worries you?",
    "harm": "Whom can it harm, and how?",
    "seen": "Where and when did you see it?",
}
MY_REPORTS: Final = "my-reports"
_TOLD: Final = "told-of-reports"


def report_form(subject: Subject, actor: Actor) -> None:
    """Draw the three fields."""
    with st.form("report", border=False):
        said = {
            name: st.text_area(label, key=f"report-{name}", max_chars=LONGEST_TEXT, height=110)
            for name, label in FIELDS.items()
        }
        sent = st.form_submit_button("Send to the reviewers", type="primary")
    if sent and acted(
        lambda: report(the_app().store, actor, subject.kind, subject.slug, **said),
        "Sent. A reviewer reads it, and you hear here what comes of it.",
    ):
        go(MY_REPORTS)


def report_text(item: Report) -> Html:
    """Return what a report says, field by field."""
    said = ((label, getattr(item, name)) for name, label in FIELDS.items())
    return tag("dl", [tag("div", tag("dt", label), tag("dd", text)) for label, text in said], class_="facts")


def own_reports_list(reports: tuple[OwnReport, ...]) -> Html:
    """Return somebody's reports, each with what became of it."""
    if not reports:
        return empty(
            "You have reported nothing yet. Every tool, capability and case has a way to report a concern."
        )
    return join(*(_own(item) for item in reports))


def _own(item: OwnReport) -> Html:
    told = item.report
    subject = item.subject
    name = tag("a", subject.name, href=subject.address) if subject.address else subject.name
    verdict = item.concern.verdict if item.concern else None
    return tag(
        "article",
        tag("h2", "Report ", told.id, ": ", name, class_="card-name"),
        tag("p", f"Sent on {written_date(told.at[:10])}", class_="byline"),
        tag("p", tag("strong", item.outcome)),
        _answer("The reviewer's answer", told.answer, told.answered_at),
        _answer("Reasons of the verdict", verdict.text, verdict.at) if verdict else None,
        tag(
            "p",
            tag("a", "Read the concern", href=f"/concern?id={item.concern.id}"),
            " – you can appeal there.",
        )
        if item.concern and verdict
        else None,
        report_text(told),
        class_="card own-report",
    )


def _answer(label: str, text: str, at: str) -> Html | None:
    return tag("p", tag("strong", f"{label} ({written_date(at[:10])}): "), text) if text else None


def tell_news(actor: Actor, path: str) -> None:
    """Tell somebody once after signing in that reports of theirs were answered, but not where they read it."""
    if not actor.signed_in or st.session_state.get(_TOLD) == actor.name:
        return
    st.session_state[_TOLD] = actor.name
    if path != MY_REPORTS and (count := report_news(the_app().read, actor, today())):
        draw(
            tag(
                "div",
                tag("p", counted(count, "report of yours was", "reports of yours were"), " answered lately. ",
                    tag("a", "Read what came of it", href=f"/{MY_REPORTS}")),
                class_="notice tone-neutral", role="status",
            )
        )  # fmt: skip
