"""Dates and places as words."""

import re
from typing import Final

from catalog.domain.dates import written_date as written_date  # noqa: PLC0414  # told on from here
from catalog.queries.countries import country_name

_WIDER: Final = {"EU": "European Union", "INT": "International"}
_CODE: Final = re.compile(r"(?P<country>[A-Z]{2,3})(?:-(?P<part>[A-Z0-9]{1,3}))?")


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
