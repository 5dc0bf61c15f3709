"""Paths into a draft ("ai.use", "claims[2].text", "sources.4.url"): read a value there, and put another in its place."""

import copy
import re
from collections.abc import Mapping
from typing import Any, Final

from catalog.domain.values import NOT_STATED

_STEP: Final = re.compile(r"([a-z_0-9]+)|\[(\d+)\]")


def steps(path: str) -> list[str | int]:
    """Return the steps of a path: names of fields, and places in lists."""
    return [name or int(place) for name, place in _STEP.findall(path)]


def value_at(content: Mapping[str, Any], path: str) -> Any:
    """Return the value at a path, or None when there is none."""
    value: Any = content
    for step in steps(path):
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value


def with_value(content: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return the content with another value at a path; what leads there is made where it is missing.

    Raises:
        LookupError: a place in a list is not there any more.
    """
    changed: dict[str, Any] = copy.deepcopy(dict(content))
    *way, last = steps(path)
    inner: Any = changed
    for step in way:
        if isinstance(step, str):
            if not isinstance(inner.get(step), dict | list):
                inner[step] = {}
            inner = inner[step]
        else:
            inner = inner[step]
    if isinstance(last, int):
        inner[last] = value
    else:
        inner[last] = value
    return changed


def root_of(path: str) -> str:
    """Return the field of the record that a path leads into."""
    return str(steps(path)[0])


def said(value: Any) -> str:
    """Return a value as a person reads it in a conflict."""
    if value in (None, "", [], NOT_STATED):
        return "nothing"
    if isinstance(value, list):
        return "; ".join(said(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {said(item)}" for key, item in value.items())
    return str(value)
