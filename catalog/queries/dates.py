"""Dates and places as words."""

import re
from typing import Final

from catalog.domain.values import NOT_STATED
from catalog.queries.countries import country_name

_DATE: Final = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WIDER: Final = {"EU": "European Union", "INT": "International"}
_CODE: Final = re.compile(r"(?P<country>[A-Z]{2,3})(?:-(?P<part>[A-Z0-9]{1,3}))?")


def written_date(date: str) -> str:
    """Return YYYY, YYYY-MM or YYYY-MM-DD as words; anything else, "not-stated" included, as it reads."""
    if date == NOT_STATED:
        return "not stated"
    found = _DATE.fullmatch(date)
    if not found:
        return date
    month_and_year = f"{_MONTHS[int(found['month']) - 1]} {found['year']}"
    return f"{int(found['day'])} {month_and_year}" if found["day"] else month_and_year


def written_jurisdiction(text: str) -> str:
    """Return codes such as "US-NJ" or "GB-ENG / GB-WLS" as words; other words stay as they are.

    The country is named; a part of it keeps its ISO 3166-2 code in brackets.
    """
    return " / ".join(_place(part.strip()) for part in text.split("/"))


def _place(text: str) -> str:
    found = _CODE.fullmatch(text)
    if not found:
        return text
    code = found["country"]
    name = _WIDER.get(code) or country_name(code)
    return f"{name} ({found['part']})" if found["part"] else name
