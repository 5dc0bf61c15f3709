"""The queue, and a submission with its changes beside their sources."""

from typing import Final

from catalog.domain.workflow import Act, Risk
from catalog.queries.dates import written_date
from catalog.queries.views import Icon
from catalog.queries.work_views import QueueRow, ReviewPage
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.badges import icon
from catalog.ui.parts.diff_text import changes_heading, reviewed_changes
from catalog.ui.parts.facts import empty, section, work_table
from catalog.ui.parts.history_sections import ACTS, decision_line
from catalog.ui.parts.text import counted

RISKS: Final = {Risk.HIGH: "high risk", Risk.ORDINARY: "ordinary risk", Risk.PROTOTYPE: "research"}


def queue_table(rows: tuple[QueueRow, ...]) -> Html:
    """Return what waits for a decision as a table, each with the link to its review."""
    if not rows:
        return empty("Nothing waits for a decision.")
    heads = ("What", "By", "Waits", "Risk", "Missing", "For you")
    return work_table(
        counted(len(rows), "submission waits", "submissions wait"), heads, map(_queue_row, rows)
    )


def _queue_row(row: QueueRow) -> Html:
    item = row.submission
    taken = f"taken by {item.taken_by}" if item.taken_by else "not taken"
    mine: Html | str = (
        tag("span", row.refusal, class_="hint-inline") if row.refusal else tag("strong", "you can decide")
    )
    risk = tag(
        "span",
        RISKS[item.risk],
        class_="badge tone-caution" if item.risk is Risk.HIGH else "badge tone-neutral",
    )
    return tag(
        "tr",
        tag("th", tag("a", f"{ACTS[item.act]} {row.name}", href=f"/review?id={item.id}"), scope="row"),
        tag("td", item.made_by, class_="word"),
        tag("td", counted(row.days, "day", "days"), ", ", taken),
        tag("td", risk),
        tag("td", row.missing),
        tag("td", mine),
    )


def review_document(page: ReviewPage) -> Html:
    """Return what a decider reads before deciding: who asks for what and why, every change, and what was decided."""
    return tag(
        "div",
        _head(page),
        _changes(page),
        _duplicates(page),
        section(
            "decisions",
            "Decided so far",
            [decision_line(item) for item in page.submission.decisions] or empty("Nothing yet."),
        ),
        class_="record",
    )


def _head(page: ReviewPage) -> Html:
    item = page.submission
    target = f" · successor {item.target}" if item.target and item.act is not Act.MERGE else ""
    said = f"Submitted by {item.made_by} on {written_date(item.made_at[:10])} · {RISKS[item.risk]}{target}"
    missing = tag("p", f"Still missing: the approval of {page.missing}.") if page.missing else None
    return tag(
        "header",
        tag("h1", f"{ACTS[item.act]}: {page.name}"),
        tag("p", said, class_="byline"),
        tag("p", tag("strong", "Why: "), item.reason),
        missing,
        _note("alert", page.stuck, "caution"),
        _note("person", page.refusal, "neutral"),
        tag("p", f"Revision SHA-256 {item.sha256}", class_="source-line"),
        class_="head",
    )


def _note(shape: Icon, sentence: str, tone: str) -> Html | None:
    if not sentence:
        return None
    return tag("div", icon(shape), tag("p", sentence), class_=f"notice tone-{tone}", role="note")


def _changes(page: ReviewPage) -> Html | None:
    if page.submission.act not in (Act.PUBLISH, Act.MERGE):
        return None
    sensitive = sum(item.change.sensitive for item in page.changes)
    heading = changes_heading(len(page.changes), sensitive)
    return section(
        "changes", "What changes", tag("p", heading, class_="source-line"), reviewed_changes(page.changes)
    )


def _duplicates(page: ReviewPage) -> Html | None:
    if not page.duplicates:
        return None
    found = [
        tag("li", join(tag("a", item.name, href=f"/tool?slug={item.slug}"), f": {item.reason}"))
        for item in page.duplicates
    ]
    return section("duplicates", "May be in the catalogue already", tag("ul", found, class_="statements"))
