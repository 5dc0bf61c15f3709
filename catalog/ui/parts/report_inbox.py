"""The inbox of reports, and the way to answer one without a concern."""

import streamlit as st

from catalog.actions.reports import dismiss_report
from catalog.bootstrap import the_app
from catalog.domain.concern_rules import LONGEST_TEXT
from catalog.domain.people import Actor
from catalog.queries.concern_work_views import ReportRow
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import acted
from catalog.ui.parts.concern_sections import report_inbox


def draw_inbox(rows: tuple[ReportRow, ...], actor: Actor) -> None:
    """Draw the reports that wait, each with a form for the reason why no concern comes of it."""
    draw(tag("h2", "Reports that wait, the oldest first"))
    if not rows:
        draw(report_inbox(rows))
    for row in rows:
        draw(report_inbox((row,)))
        if not row.own:
            _dismissal(row, actor)


def _dismissal(row: ReportRow, actor: Actor) -> None:
    number = row.report.id
    with (
        st.expander(f"Answer report {number} without a concern", key=f"dismiss-part-{number}"),
        st.form(f"dismiss-{number}", border=False),
    ):
        reason = st.text_area(
            "Why no concern comes of it; its author reads this", key=f"dismiss-reason-{number}",
            max_chars=LONGEST_TEXT, height=110,
        )  # fmt: skip
        if st.form_submit_button("Send the answer"):
            acted(
                lambda: dismiss_report(the_app().store, actor, number, reason),
                f"Report {number} is answered.",
                again=True,
            )
