"""What needs a look today: why each tool is due, and how urgent that is."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from catalog.domain.questions import UNSTATED_FIELDS
from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED
from catalog.domain.workflow import CHECK_EVERY_DAYS, Risk, risk_of

OLD_SOURCE_YEARS: Final = 2
MANY_UNKNOWN: Final = 8
"""From so many facts that are not stated on, a tool is worth another search."""

_HINTS: Final = (
    "discontinued",
    "no longer",
    "end of life",
    "archived",
    "shut down",
    "sunset",
    "ceased",
    "withdrawn",
)


class Cause(StrEnum):
    """Why a tool is due."""

    DEAD_LINK = "dead-link"
    DISCONTINUED_HINT = "discontinued-hint"
    INTERVAL = "interval"
    OLD_SOURCES = "old-sources"
    UNKNOWN_FACTS = "unknown-facts"


@dataclass(frozen=True)
class Reason:
    """One cause with the sentence that a curator reads."""

    cause: Cause
    text: str


@dataclass(frozen=True)
class DueTool:
    """A tool that is due. `since` is the date from which it is, `last` when somebody looked last."""

    slug: str
    name: str
    risk: Risk
    since: str
    last: str
    reasons: tuple[Reason, ...]


def due_on(tool: Tool, confirmed: str) -> str:
    """Return the date on which a tool is due by its interval; `confirmed` is the last second look, or ""."""
    if confirmed[:10] <= tool.verification.checked:
        return tool.verification.next_check
    return (date.fromisoformat(confirmed[:10]) + timedelta(days=CHECK_EVERY_DAYS[risk_of(tool)])).isoformat()


def reasons_for(tool: Tool, confirmed: str, dead: Collection[str], today: str) -> tuple[Reason, ...]:
    """Return why a tool needs a look on `today` (YYYY-MM-DD); `dead` are addresses that no longer answer."""
    return tuple(_reasons(tool, confirmed, dead, today))


def _reasons(tool: Tool, confirmed: str, dead: Collection[str], today: str) -> Iterator[Reason]:
    due = due_on(tool, confirmed)
    if due <= today:
        every = CHECK_EVERY_DAYS[risk_of(tool)]
        yield Reason(Cause.INTERVAL, f"Due since {due}: a tool of this risk is looked at every {every} days.")
    gone = [number for number, source in sorted(tool.sources.items()) if source.url in dead]
    if gone:
        yield Reason(Cause.DEAD_LINK, f"The page of source {', '.join(map(str, gone))} is gone.")
    settled = bool(confirmed) and due > today
    ended = "discontinued" in (tool.listing.status, tool.maturity)
    if not settled and not ended and _hint(tool):
        yield Reason(
            Cause.DISCONTINUED_HINT,
            f"A text says “{_hint(tool)}”, but the tool is not listed as discontinued.",
        )
    if confirmed[:10] < _years_before(today) and _newest(tool) < _years_before(today):
        yield Reason(Cause.OLD_SOURCES, f"No source is newer than {OLD_SOURCE_YEARS} years.")
    if settled:  # somebody looked, and found no more to be stated until the next look is due
        return
    unknown = [name for name in UNSTATED_FIELDS if getattr(tool, name) == NOT_STATED]
    if len(unknown) >= MANY_UNKNOWN:
        yield Reason(
            Cause.UNKNOWN_FACTS,
            f"{len(unknown)} facts are not stated: {', '.join(unknown).replace('_', ' ')}.",
        )


def _hint(tool: Tool) -> str:
    texts = (tool.summary, tool.description, *(item.text for item in tool.limitations))
    lowered = " ".join(texts).lower()
    return next((hint for hint in _HINTS if hint in lowered), "")


def _years_before(today: str) -> str:
    return f"{int(today[:4]) - OLD_SOURCE_YEARS}{today[4:]}"


def _newest(tool: Tool) -> str:
    """Return the newest date of a source, by which it was written or read, else ""."""
    dates = [date for source in tool.sources.values() for date in (source.date, source.checked)]
    return max((item for item in dates if item != NOT_STATED), default="")
