"""From nested values to columns and rows: the lists of objects that JSON, JSON-LD and YAML hold.

Objects inside an object become keys with a dot ("links.website"), except under a field of our own record.
"""

from collections.abc import Iterator
from typing import Any, Final

from catalog.domain.tool import Tool
from catalog.exchange.limits import LIMITS, FileFault, check_cell

LIST_KEYS: Final = ("tools", "@graph")
"""Where a list of tools stands in an object; "tools" is our own."""

RECORD_KEY: Final = "record"
"""Where our JSON-LD holds the record as it is."""

_OURS: Final = frozenset(Tool.model_fields)
_ADVICE: Final = "Write a list of objects, or an object with such a list under “tools”."


def objects(value: Any) -> dict[str, Any]:
    """Return the columns, rows and notes of a list of objects.

    Raises:
        FileFault: there is no such list, or it is longer or wider than we read.
    """
    listed, notes = _listed(value)
    if len(listed) > LIMITS["rows"].value:
        raise FileFault(
            f"The file has {len(listed):,} objects; at most {LIMITS['rows'].value:,} are read. Split it."
        )
    if not listed:
        raise FileFault(f"The file holds no tool. {_ADVICE}")
    if not any(isinstance(item, dict) for item in listed):
        raise FileFault(f"The list holds no object: its first item is a single value. {_ADVICE}")
    rows = [_row(number, item) for number, item in enumerate(listed, start=1)]
    columns = list(dict.fromkeys(key for row in rows for key in row["values"]))
    if len(columns) > LIMITS["columns"].value:
        raise FileFault(
            f"The objects have {len(columns):,} different keys; at most {LIMITS['columns'].value:,} are read."
        )
    return {"columns": columns, "rows": rows, "notes": notes}


def _listed(value: Any) -> tuple[list[Any], list[str]]:
    if isinstance(value, list):
        return value, []
    if not isinstance(value, dict):
        raise FileFault(f"The file holds a single value. {_ADVICE}")
    for key in LIST_KEYS:
        if isinstance(value.get(key), list):
            return _of_graph(value[key]), []
    lists = [
        key for key, item in value.items() if isinstance(item, list) and item and isinstance(item[0], dict)
    ]
    if len(lists) == 1:
        return value[lists[0]], [f"The list under “{lists[0][:60]}” was read."]
    if len(value) > 1 and all(isinstance(item, dict) for item in value.values()):
        return list(value.values()), ["The file is an object of objects; their own keys were passed over."]
    if "name" in value or "slug" in value:
        return [value], []
    raise FileFault(f"No list of tools was found. {_ADVICE}")


def _of_graph(items: list[Any]) -> list[Any]:
    """Return our own records out of JSON-LD, where it has any."""
    records = [
        {**item[RECORD_KEY], "revision": item.get("version"), "sha256": item.get("sha256")}
        for item in items
        if isinstance(item, dict) and isinstance(item.get(RECORD_KEY), dict)
    ]
    return records or items


def _row(number: int, item: Any) -> dict[str, Any]:
    if not isinstance(item, dict):
        return {
            "number": number,
            "values": {},
            "faults": [["", "is not an object; write it as keys and values"]],
        }
    values: dict[str, Any] = {}
    faults = []
    for key, value in _spread(item, ""):
        if wrong := next((found for text in texts_in(value) if (found := check_cell(text))), ""):
            faults.append([key, wrong])
        elif value not in (None, "", [], {}):
            values[key] = value
    return {"number": number, "values": values, "faults": faults}


def _spread(item: dict[Any, Any], before: str) -> Iterator[tuple[str, Any]]:
    for key, value in item.items():
        name = f"{before}{key}"
        if isinstance(value, dict) and value and name not in _OURS:
            yield from _spread(value, f"{name}.")
        else:
            yield name, value


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
