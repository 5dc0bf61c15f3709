"""Events of the audit trail as a table."""

from typing import Final

from catalog.actions.audit import AuditFormat
from catalog.queries.audit import AuditRow
from catalog.store import EventFilter
from catalog.ui.html import Html, tag
from catalog.ui.parts.audit_address import export_address
from catalog.ui.parts.text import counted

HEAD: Final = tag(
    "header",
    tag("h1", "Audit trail"),
    tag(
        "p",
        "Who did what, and when; nothing here can be changed or deleted. Looking at it is itself an event. Searches "
        "are never part of it.",
        class_="lead",
    ),
)
_COLUMNS: Final = ("No.", "When (UTC)", "Who", "What", "Record", "Details")


def audit_table(rows: tuple[AuditRow, ...]) -> Html:
    """Return the events, the newest first."""
    if not rows:
        return tag("p", "No event fits. Widen the days, or leave a field empty.", class_="unstated")
    head = tag("thead", tag("tr", [tag("th", column, scope="col") for column in _COLUMNS]))
    table = tag(
        "table",
        tag("caption", f"{counted(len(rows), 'event', 'events')}, the newest first"),
        head,
        tag("tbody", [_row(row) for row in rows]),
    )
    return tag("div", table, class_="scroll", role="region", aria_label="Events", tabindex="0")


def _row(row: AuditRow) -> Html:
    facts = [tag("div", f"{name}: {value}") for name, value in row.facts if value]
    return tag(
        "tr",
        tag("th", row.seq, scope="row"),
        [tag("td", text) for text in (row.at, row.actor, row.act, row.subject)],
        tag("td", facts or "–"),
    )


def take_along(wanted: EventFilter) -> Html:
    """Return the links to all events that fit, as files."""
    links = [
        tag("a", form.value.upper(), href=export_address(wanted, form), download=True) for form in AuditFormat
    ]
    return tag("p", "All that fits as a file: ", links[0], " · ", links[1], class_="hint")
