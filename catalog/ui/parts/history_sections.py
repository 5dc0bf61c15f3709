"""The history of a record, and the public log of changes by day."""

from collections.abc import Iterator
from typing import Final

from catalog.domain.changes import LABELS, FieldChange
from catalog.domain.checklist import CASE_CHECKLIST, CHECKLIST, NO, NOT_APPLICABLE, YES
from catalog.domain.people import SYSTEM
from catalog.domain.work import Submission
from catalog.domain.workflow import Act, Decision, RecordState
from catalog.queries.dates import written_date
from catalog.queries.search_views import RetiredTool
from catalog.queries.work_views import HistoryEntry, HistoryPage, LogDay, LogEntry
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import history_address, record_address
from catalog.ui.parts.badges import icon
from catalog.ui.parts.diff_text import change_list, changes_heading
from catalog.ui.parts.facts import empty, section

_OUTCOMES: Final = {
    "approve": "approved it",
    "reject": "rejected it",
    "request-changes": "asked for changes",
}
ACTS: Final = {
    Act.MERGE: "Merge",
    Act.PUBLISH: "Publish",
    Act.RESTORE: "Restore",
    Act.RETIRE: "Retire",
}
ANSWERS: Final = {YES: "Yes", NO: "No", NOT_APPLICABLE: "Does not apply"}
CHECK_LABELS: Final = {item.id: item.label for item in (*CHECKLIST, *CASE_CHECKLIST)}
_STANDING: Final = {
    RecordState.PUBLISHED: "Readers see the newest approved revision.",
    RecordState.RETIRED: "Retired: no longer part of what is searched.",
    RecordState.SUSPENDED: "Suspended: out of sight until a decision restores it.",
}


def history_document(page: HistoryPage) -> Html:
    """Return every revision with who brought it, who decided, why, and the second looks."""
    standing = page.standing
    reason = tag("p", tag("strong", "Why: "), standing.reason) if standing.reason else None
    successor = (
        tag(
            "p",
            "Its place was taken by ",
            tag("a", page.successor, href=record_address(standing.kind, standing.successor)),
        )
        if standing.successor
        else None
    )
    looks = [
        tag("li", f"{written_date(item.at[:10])}, {item.by}: {item.note}") for item in page.confirmations
    ]
    return tag(
        "div",
        tag("h1", f"History of {page.name}"),
        tag("p", _STANDING[standing.state or RecordState.PUBLISHED], class_="byline"),
        reason,
        successor,
        section(
            "revisions", "Revisions", tag("ol", [_entry(item) for item in page.entries], class_="history")
        ),
        section("acts", "Retiring, restoring, merging", list(map(_act, page.acts))) if page.acts else None,
        section(
            "looks", "Second looks", tag("ul", looks, class_="statements") if looks else empty("None so far.")
        ),
        tag("p", tag("a", f"Back to the {standing.kind}", href=record_address(standing.kind, page.slug)))
        if standing.state is RecordState.PUBLISHED
        else None,
        class_="record narrow",
    )


def _entry(entry: HistoryEntry) -> Html:
    item, made = entry.revision, entry.submission
    by = "the curated files" if item.by == SYSTEM.name else item.by
    shown = tag("span", "shown now", class_="badge tone-good") if item.published else None
    state = tag("span", made.state.replace("-", " "), class_="badge tone-neutral") if made else None
    return tag(
        "li",
        tag(
            "p",
            tag("strong", f"Revision {item.number}"),
            f" · {written_date(item.at[:10])} · by {by} ",
            state,
            " ",
            shown,
        ),
        tag("p", made.reason) if made else None,
        [decision_line(decision) for decision in entry.decisions],
        tag("p", f"SHA-256 {item.sha256[:16]}… · event {item.event}", class_="source-line"),
        value=item.number,
    )


def _act(made: Submission) -> Html:
    """Return what was asked for, why, and who decided."""
    state = tag("span", made.state.replace("-", " "), class_="badge tone-neutral")
    asked = f" asked by {made.made_by} on {written_date(made.made_at[:10])} "
    return tag(
        "div",
        tag("p", tag("strong", ACTS[made.act]), asked, state),
        tag("p", made.reason),
        [decision_line(decision) for decision in made.decisions],
    )


def retired_document(gone: RetiredTool) -> Html:
    """Return what stands at the address of a tool that was retired: why, what took its place, and its history."""
    when = f" on {written_date(gone.date)}" if gone.date else ""
    place = (
        tag(
            "p",
            "Its place was taken by ",
            tag("a", gone.successor_name, href=record_address("tool", gone.successor)),
        )
        if gone.successor
        else None
    )
    return tag(
        "div",
        tag("h1", gone.name),
        tag(
            "div",
            icon("archive"),
            tag("p", f"This tool was retired{when}: it is no longer part of the catalogue. ", gone.reason),
            class_="notice tone-caution",
            role="note",
        ),
        place,
        tag("p", tag("a", "History of this record", href=history_address("tool", gone.slug))),
        tag("p", tag("a", "Go to the search", href="/")),
        class_="record narrow",
    )


def decision_line(decision: Decision) -> Html:
    """Return who decided what, when and why, with the interests declared and the comments on fields and points."""
    said = (
        f"{decision.by} ({decision.role}) {_OUTCOMES[decision.outcome]} on {written_date(decision.at[:10])}: "
    )
    interest = tag("span", f" Interests declared: {decision.interest}", class_="source-line")
    points = [tag("li", tag("strong", name), ": ", text) for name, text in _points(decision)]
    return tag(
        "div",
        tag("p", said, decision.comment, interest),
        tag("ul", points, class_="statements") if points else None,
        class_="decision",
    )


def _points(decision: Decision) -> Iterator[tuple[str, str]]:
    """Yield what was said of single fields, and of points of the checklist beyond a plain yes."""
    for path, comment in (decision.field_comments or {}).items():
        yield LABELS.get(path, path), comment
    for answer in decision.checklist:
        if answer.answer != YES or answer.note:
            said = ANSWERS[answer.answer].lower()
            yield (
                CHECK_LABELS.get(answer.item, answer.item),
                f"{said}. {answer.note}" if answer.note else f"{said}.",
            )


def difference_document(old: int, new: int, changes: tuple[FieldChange, ...]) -> Html:
    """Return what differs between two revisions."""
    title = tag("h2", f"From revision {old} to revision {new}")
    if not changes:
        return join(title, empty("They say the same."))
    heading = changes_heading(len(changes), sum(change.sensitive for change in changes))
    return join(title, tag("p", heading, class_="source-line"), change_list(changes))


def log_document(days: tuple[LogDay, ...]) -> Html:
    """Return the public log of changes by day."""
    shown = [
        section(
            f"day-{day.date}", written_date(day.date), tag("ul", map(_log_entry, day.entries), class_="log")
        )
        for day in days
    ]
    return tag(
        "div",
        tag("h1", "Changes"),
        tag(
            "p",
            "What was published, suspended, restored, merged or retired, by whom and why, and which concerns were "
            "raised and decided. Times are UTC. ",
            tag("a", "The same as a feed", href="/changes.atom"),
            class_="summary",
        ),
        shown or empty("Nothing has changed yet."),
        class_="record narrow",
    )


def _log_entry(entry: LogEntry) -> Html:
    address = entry.address or (history_address(entry.kind, entry.slug) if entry.slug else "")
    name: Html | str = tag("a", entry.name, href=address) if address else entry.name
    by = "" if entry.actor == SYSTEM.name else f" by {entry.actor}"
    told = tag("p", entry.reason, class_="source-line") if entry.reason else None
    head = tag("p", name, " ", tag("strong", entry.verb), by, f" at {entry.at[11:16]}")
    return tag("li", head, told, id=f"event-{entry.event}")
