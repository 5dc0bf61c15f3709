"""Dates as words."""

import re
from typing import Final

from catalog.domain.values import NOT_STATED

_DATE: Final = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def written_date(date: str) -> str:
    """Return YYYY, YYYY-MM or YYYY-MM-DD as words; anything else, "not-stated" included, as it reads."""
    if date == NOT_STATED:
        return "not stated"
    found = _DATE.fullmatch(date)
    if not found:
        return date
    month_and_year = f"{_MONTHS[int(found['month']) - 1]} {found['year']}"
    return f"{int(found['day'])} {month_and_year}" if found["day"] else month_and_year
