"""The page of one concern, and the lists of the reviewers' home."""

from collections.abc import Iterable

from catalog.domain.severity import Severity
from catalog.queries.concern_work_views import Chart, ConcernPage, ConcernRow, ConcernStatistics, ReportRow
from catalog.queries.shown_concern_views import ConcernPart
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.badges import icon
from catalog.ui.parts.facts import empty, section, work_table
from catalog.ui.parts.report_sections import report_text
from catalog.ui.parts.shown_concerns import concern_list
from catalog.ui.parts.text import counted

WIDEST = 20
"""Bars come in so many widths, each a class of the style sheet."""


def ago(days: int, word: str = " ago") -> str:
    """Return how long ago something was."""
    return f"{counted(days, 'day', 'days')}{word}" if days else "today"


def concern_document(page: ConcernPage) -> Html:
    """Return the whole history of one concern in order, with the reply beside it."""
    subject = page.subject
    about = tag("a", f"page of this {subject.kind}", href=subject.address) if subject.address else None
    approved = (
        tag(
            "p",
            f"Approved a publication of this record and wrote nothing in it, so may decide: {', '.join(page.approvers)}.",
            class_="source-line",
        )
        if page.approvers
        else None
    )
    return tag(
        "div",
        tag(
            "header",
            tag("h1", f"Concern about {subject.name}"),
            tag("p", "To the ", about, class_="byline") if about else None,
            approved,
            class_="head",
        ),
        concern_list(ConcernPart(concerns=(page.view,)), "h2"),
        class_="record",
    )


def report_inbox(rows: tuple[ReportRow, ...]) -> Html:
    """Return the reports that wait, oldest first, with the ways to answer them."""
    if not rows:
        return empty("No report waits for an answer.")
    return join(*(_report(row) for row in rows))


def _report(row: ReportRow) -> Html:
    item, subject = row.report, row.subject
    name = tag("a", subject.name, href=subject.address)
    way: Html = (
        tag("p", "This report is your own; another reviewer answers it.", class_="hint-inline")
        if row.own
        else tag("p", tag("a", "Make a concern of it", href=f"/raise?report={item.id}"))
    )
    return tag(
        "article",
        tag("h3", f"Report {item.id}: ", name, class_="card-name"),
        tag("p", f"From {item.by} · sent {ago(row.days)}", class_="byline"),
        report_text(item),
        way,
        class_="card own-report",
    )


def concern_table(caption: str, rows: tuple[ConcernRow, ...], nothing: str, days: str = "Age") -> Html:
    """Return concerns as a table of work, each with the way to its page."""
    if not rows:
        return empty(nothing)
    noted = any(row.note for row in rows)
    heads = ("Concern", "About", "Severity", "State", days, *(("Note",) if noted else ()))
    return work_table(caption, heads, (_row(row, noted=noted) for row in rows))


def _row(row: ConcernRow, *, noted: bool) -> Html:
    item = row.concern
    severe = item.severity is Severity.SEVERE
    severity = tag(
        "span",
        icon("stop" if severe else "flag"),
        " ",
        item.severity.label,
        class_=f"badge tone-{'stop' if severe else 'neutral'}",
    )
    return tag(
        "tr",
        tag("th", tag("a", f"Concern {item.id}", href=f"/concern?id={item.id}"), scope="row"),
        tag("td", tag("a", row.subject.name, href=row.subject.address), f" ({row.subject.kind})"),
        tag("td", severity),
        tag("td", item.state),
        tag("td", ago(row.days, "")),
        tag("td", row.note, class_="note-cell") if noted else None,
    )


def statistics_document(figures: ConcernStatistics) -> Html:
    """Return the figures: the sentence that sums up, then each chart with its table beside it."""
    charts = [_chart(chart) for chart in figures.charts]
    return join(tag("p", figures.summary, class_="lead"), *charts)


def _chart(chart: Chart) -> Html:
    note = tag("p", chart.note, class_="source-line")
    if not chart.bars:
        return section(chart.name, chart.title, note, empty("Nothing to count yet."))
    # The bars only repeat what the table says, so a screen reader is given the table.
    drawn = tag("div", [_bar(bar.label, bar.length) for bar in chart.bars], class_="bars", aria_hidden="true")
    return section(chart.name, chart.title, note, tag("div", drawn, _table(chart), class_="chart-sides"))


def _bar(label: str, length: float) -> Html:
    width = max(1, round(length * WIDEST)) if length else 0
    return tag(
        "div",
        tag("span", label, class_="bar-label"),
        tag("span", tag("span", class_=f"bar-fill bar-{width}"), class_="bar-track"),
        class_="bar",
    )


def _table(chart: Chart) -> Html:
    rows: Iterable[Html] = (
        tag("tr", tag("th", bar.label, scope="row"), tag("td", bar.text)) for bar in chart.bars
    )
    return work_table(chart.title, (chart.head, "Concerns"), rows)
