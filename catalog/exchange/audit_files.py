"""The audit trail as a file: CSV that a spreadsheet shows as text, or JSON."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Final

from catalog.domain.events import Event, detail_text
from catalog.exchange.spreadsheet_safe import protected

COLUMNS: Final = ("seq", "at", "actor", "tag", "subject", "group", "detail", "previous", "hash")


def events_csv(events: Iterable[Event]) -> bytes:
    """Return events as CSV, UTF-8 with a byte order mark, one row each; no cell begins a formula."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([protected(str(value)) for value in _values(event).values()] for event in events)
    return text.getvalue().encode("utf-8-sig")


def events_json(events: Iterable[Event]) -> bytes:
    """Return events as a JSON list; `detail` is kept as the text that the hash was taken over."""
    return json.dumps([_values(event) for event in events], ensure_ascii=False, indent=1).encode("utf-8")


def _values(event: Event) -> dict[str, str | int]:
    cells = (
        event.seq, event.at, event.actor, event.tag.value, event.subject, event.group, detail_text(event.detail),
        event.previous, event.hash,
    )  # fmt: skip
    return dict(zip(COLUMNS, cells, strict=True))
