"""The address under which events of the audit trail are taken along as a file, and what such an address asks for."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from catalog.actions.audit import AuditFormat
from catalog.domain.errors import Invalid
from catalog.domain.events import EventTag
from catalog.store import EventFilter

EXPORT_PATH: Final = "/audit-export"
_LONGEST: Final = 200
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def filter_of(
    actor: str, tags: Sequence[EventTag], subject: str, first: date | None, last: date | None
) -> EventFilter:
    """Return the filter for what a form says; both days are included."""
    until = (last + timedelta(days=1)).isoformat() if last else ""
    return EventFilter(tuple(tags), actor.strip(), subject.strip(), first.isoformat() if first else "", until)


def export_address(wanted: EventFilter, form: AuditFormat) -> str:
    """Return the address of the file."""
    asked = {
        "form": form, "actor": wanted.actor, "subject": wanted.subject, "since": wanted.since,
        "until": wanted.until, "tag": list(wanted.tags),
    }  # fmt: skip
    return f"{EXPORT_PATH}?{urlencode({name: value for name, value in asked.items() if value}, doseq=True)}"


def asked_for(params: Mapping[str, Sequence[str]]) -> tuple[EventFilter, AuditFormat]:
    """Return what an address asks for.

    Raises:
        Invalid: a part of it has no meaning.
    """
    actor, subject, since, until = (
        next(iter(params.get(name, ())), "")[:_LONGEST] for name in ("actor", "subject", "since", "until")
    )
    try:
        form = AuditFormat(next(iter(params.get("form", ())), ""))
        tags = tuple(EventTag(tag) for tag in params.get("tag", ()))
    except ValueError as error:
        raise Invalid(
            "This address of a file cannot be read. Open the audit page and use its links."
        ) from error
    if not all(day == "" or _DAY.fullmatch(day) for day in (since, until)):
        raise Invalid("A day in this address cannot be read. Open the audit page and use its links.")
    return EventFilter(tags, actor, subject, since, until), form
