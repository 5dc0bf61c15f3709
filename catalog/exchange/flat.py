"""The flat form: a record as named cells, one text each, and back. Used by CSV, XLSX and the mapping of columns.

A path names a field ("homepage", "ai.use"), an item of a list by its place from 1 ("claims.2.text"), or a source by
its number ("sources.4.url"). A cell that holds a list has "; " between its items; a semicolon or a backslash inside an
item has a backslash in front. Yes-or-no facts are "yes", "no" or "not-stated".
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final


class Leaf(StrEnum):
    """What a cell of the flat form holds."""

    FLAG = "yes, no or not-stated"
    LIST = "a list, with “; ” between its items"
    NUMBERS = "numbers of sources, with “; ” between them"
    TEXT = "text"


_SOURCED: Final = {"text": Leaf.TEXT, "sources": Leaf.NUMBERS}
_ITEMS: Final[Mapping[str, Mapping[str, Leaf]]] = {
    "users": _SOURCED,
    "claims": {
        "text": Leaf.TEXT,
        "measured_by": Leaf.TEXT,
        "reported_by": Leaf.TEXT,
        "conditions": Leaf.TEXT,
        "date": Leaf.TEXT,
        "sources": Leaf.NUMBERS,
    },
    "limitations": _SOURCED,
    "annotations": {"principle": Leaf.TEXT, "kind": Leaf.TEXT, "date": Leaf.TEXT, **_SOURCED},
    "nothing_found": {"principle": Leaf.TEXT, "searched": Leaf.TEXT},
    "relations": {"kind": Leaf.TEXT, "tool": Leaf.TEXT},
    "sources": {
        "url": Leaf.TEXT,
        "title": Leaf.TEXT,
        "publisher": Leaf.TEXT,
        "kind": Leaf.TEXT,
        "independent": Leaf.FLAG,
        "date": Leaf.TEXT,
        "checked": Leaf.TEXT,
        "supports": Leaf.LIST,
    },
}

LEAVES: Final[Mapping[str, Leaf]] = {
    **dict.fromkeys(("slug", "name", "kind", "provider", "homepage", "repository", "licence"), Leaf.TEXT),
    "aliases": Leaf.LIST,
    "redirects": Leaf.LIST,
    **dict.fromkeys(("summary", "description", "input", "output"), Leaf.TEXT),
    **dict.fromkeys(("capabilities", "stages", "media"), Leaf.LIST),
    **dict.fromkeys(("ai.family", "ai.use", "access", "cost"), Leaf.TEXT),
    "deployment": Leaf.LIST,
    "offline": Leaf.FLAG,
    "hardware": Leaf.TEXT,
    "interfaces": Leaf.LIST,
    "languages": Leaf.LIST,
    **dict.fromkeys(("maturity", "last_release"), Leaf.TEXT),
    **dict.fromkeys(("biometric", "personal_data", "children_data"), Leaf.FLAG),
    **dict.fromkeys(("listing.status", "listing.reason"), Leaf.TEXT),
    "listing.sources": Leaf.NUMBERS,
    **dict.fromkeys(("verification.level", "verification.checked", "verification.next_check"), Leaf.TEXT),
    "curation.confidence": Leaf.TEXT,
    "curation.open_questions.#": Leaf.TEXT,
    **{f"{name}.#.{part}": leaf for name, parts in _ITEMS.items() for part, leaf in parts.items()},
}
"""Every cell of the flat form, in the order of the columns; "#" stands for a number."""

_LISTED: Final = frozenset(
    {("curation", "open_questions"), *((name,) for name in _ITEMS if name != "sources")}
)
_SPLIT: Final = re.compile(r"(?:[^;\\]++|\\.)*+")
_YES: Final = frozenset({"yes", "true", "y", "1"})
_NO: Final = frozenset({"no", "false", "n", "0"})


def pattern_of(path: str) -> str:
    """Return a path with its numbers as "#"; a number that is no place stays, so that no leaf fits."""
    return ".".join("#" if re.fullmatch(r"[1-9]\d?\d?", part) else part for part in path.split("."))


def leaf_of(path: str) -> Leaf | None:
    """Return what a path holds, or None when a record has no such cell."""
    return LEAVES.get(pattern_of(path))


def flatten(raw: Mapping[str, Any]) -> dict[str, str]:
    """Return the cells of a record in its JSON form; what is empty has no cell."""
    return dict(_cells(raw, ""))


def _cells(value: Any, path: str) -> Iterator[tuple[str, str]]:
    leaf = leaf_of(path) if path else None
    if value is None or value == []:
        return
    if leaf is not None:
        yield path, cell_of(value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _cells(inner, f"{path}.{key}" if path else str(key))
    else:
        for place, inner in enumerate(value, start=1):
            yield from _cells(inner, f"{path}.{place}")


def cell_of(value: Any) -> str:
    """Return a value as one cell."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(str(item).replace("\\", "\\\\").replace(";", "\\;") for item in value)
    return str(value)


def value_of(cell: str, leaf: Leaf) -> Any:
    """Return the value that a cell was written from; what does not fit stays text, and the rules name it."""
    if leaf is Leaf.FLAG:
        word = cell.strip().lower()
        return True if word in _YES else False if word in _NO else cell.strip()
    if leaf is Leaf.TEXT or cell.strip() == "not-stated":
        return cell.strip()
    items = split(cell)
    return [_number(item) for item in items] if leaf is Leaf.NUMBERS else items


def split(cell: str) -> list[str]:
    """Return the items of a cell that holds a list."""
    pieces, at = [], 0
    while at <= len(cell):
        found = _SPLIT.match(cell, at)
        end = found.end() if found else at
        if end < len(cell) and cell[end] == "\\":  # a lone backslash at the very end
            end += 1
        pieces.append(re.sub(r"\\(.)", r"\1", cell[at:end].strip()))
        at = end + 1
    return [piece for piece in pieces if piece]


def _number(item: str) -> int | str:
    return int(item) if re.fullmatch(r"\d{1,4}", item) else item


def put(raw: dict[str, Any], path: str, value: Any) -> None:
    """Set the value of a path; items of lists are kept by their place until `settled`."""
    *way, last = path.split(".")
    for part in way:
        inner = raw.setdefault(part, {})
        if not isinstance(inner, dict):
            inner = raw[part] = {}
        raw = inner
    raw[last] = value


def settled(raw: dict[str, Any]) -> dict[str, Any]:
    """Return raw values with the items that `put` has placed as lists, gaps closed."""
    for way in _LISTED:
        holder: Any = raw
        for part in way[:-1]:
            holder = holder.get(part) if isinstance(holder, dict) else None
        if isinstance(holder, dict) and isinstance(holder.get(way[-1]), dict):
            items = holder[way[-1]]
            holder[way[-1]] = [items[key] for key in sorted(items, key=_place)]
    return raw


def _place(key: str) -> tuple[int, str]:
    return (int(key), key) if key.isdigit() else (10_000, key)
