"""Reads JSON strictly: UTF-8, no key twice, no NaN, nothing nested too deep. Runs in the reading process only."""

import json
import math
import re
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

from catalog.exchange.limits import LIMITS, FileFault
from catalog.exchange.objects import objects

# Strings whole, brackets and colons; possessive, so that no text is looked at twice.
_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?+|[\[\]{}:,]', re.DOTALL)


def read_json(raw: bytes) -> dict[str, Any]:
    """Return columns, rows and notes of a JSON list of objects.

    Raises:
        FileFault: it is not JSON that we read.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise FileFault(f"Line {row} is not UTF-8 text. Save the file as UTF-8.") from error
    _check_structure(text)
    try:
        value = json.loads(text, parse_constant=_no_constant, parse_float=_number)
    except json.JSONDecodeError as error:
        raise FileFault(
            f"Line {error.lineno}, column {error.colno}: this is not JSON ({error.msg.lower()}). Correct it there."
        ) from error
    except ValueError as error:
        if isinstance(error, FileFault):
            raise
        raise FileFault(
            "A number in the file has too many digits. Write it as text, or leave it out."
        ) from error
    return objects(value)


def _no_constant(name: str) -> NoReturn:
    raise FileFault(f"The file holds {name}, which is no JSON. Write null, or leave it out.")


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise FileFault(f"The number {text[:20]} is too large. Write it as text, or leave it out.")
    return value


@dataclass
class _Open:
    """A bracket that is open; an object has its keys so far, and the last text that may become one."""

    is_object: bool
    keys: set[str] = field(default_factory=set)
    last: str = ""


def _check_structure(text: str) -> None:
    """Refuse what the parser of the standard library lets pass: keys that stand twice, and bottomless nesting."""
    opened: list[_Open] = []
    for found in _TOKEN.finditer(text):
        sign = found.group()
        if sign in "[{":
            opened.append(_Open(sign == "{"))
            if len(opened) > LIMITS["depth"].value:
                raise FileFault(
                    f"Line {_line(text, found)}: nested more than {LIMITS['depth'].value} deep; no list of tools is."
                )
        elif sign in "]}":
            if opened:
                opened.pop()
        elif opened and opened[-1].is_object:
            _take(text, found, opened[-1])


def _take(text: str, found: re.Match[str], inside: _Open) -> None:
    sign = found.group()
    if sign.startswith('"'):
        inside.last = sign
    elif sign == ":":
        key = _plain(inside.last)
        if key in inside.keys:
            raise FileFault(
                f"Line {_line(text, found)}: the key “{key[:60]}” stands twice in one object. Keep one."
            )
        inside.keys.add(key)


def _plain(token: str) -> str:
    try:
        return str(json.loads(token))
    except ValueError:
        return token


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1
