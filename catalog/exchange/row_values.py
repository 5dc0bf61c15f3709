"""From a row of a foreign file to raw values of a record, with what was left out of it and what is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from catalog.domain.imports import Mapped, ParsedRow, RowFault
from catalog.domain.text import holds_forbidden
from catalog.domain.values import NOT_STATED
from catalog.exchange.flat import Leaf, cell_of, leaf_of, put, settled, split, value_of
from catalog.exchange.objects import texts_in
from catalog.exchange.terms import TERM_FIELDS, Terms

_SEPARATORS: Final = re.compile(r"[,|/]")
_MOST_SHOWN: Final = 60


@dataclass
class RowValues:
    """What a row says: raw values of a record, notes on what was left out, and faults."""

    raw: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)


def row_values(row: ParsedRow, mapping: Mapped, terms: Terms, *, ours: bool) -> RowValues:
    """Return what a row says about a record; in a file of `ours` every word stands as it is."""
    found = RowValues(faults=list(row.faults))
    for column, path in mapping.items():
        value = row.values.get(column)
        if value is None:
            continue
        if any(holds_forbidden(text) for text in texts_in(value)):
            found.faults.append(
                RowFault(column, "holds a control or direction-changing character; retype the text")
            )
            continue
        leaf = leaf_of(path)
        given = value if leaf is None else _value(found, column, path, leaf, value)
        if leaf is not None and not ours and path in TERM_FIELDS:
            given = _known(found, column, path, given, terms)
        if given not in (None, "", []):
            put(found.raw, path, given)
    settled(found.raw)
    return found


def _value(found: RowValues, column: str, path: str, leaf: Leaf, value: Any) -> Any:
    """Return a value as its leaf has it: cells are read, values of JSON and YAML stay or become text."""
    if isinstance(value, str):
        return _listed(value, path) if leaf is Leaf.LIST else value_of(value, leaf)
    if isinstance(value, dict):
        found.notes.append(f"{column}: is an object, not {leaf}; left out.")
        return None
    if leaf in (Leaf.LIST, Leaf.NUMBERS):
        items = value if isinstance(value, list) else [value]
        if any(isinstance(item, dict | list) for item in items):
            found.notes.append(f"{column}: holds objects, not {leaf}; left out.")
            return None
        return [item if leaf is Leaf.NUMBERS else cell_of(item) for item in items]
    if leaf is Leaf.TEXT:
        return ", ".join(cell_of(item) for item in value) if isinstance(value, list) else cell_of(value)
    return value


def _listed(cell: str, path: str) -> Any:
    """Return the items of a list; terms of foreign lists are often kept apart by commas."""
    items = value_of(cell, Leaf.LIST)
    if path in TERM_FIELDS and len(items) == 1 and items != NOT_STATED:
        return [item for part in _SEPARATORS.split(items[0]) for item in split(part)]
    return items


def _known(found: RowValues, column: str, path: str, value: Any, terms: Terms) -> Any:
    """Return the ids that words of a foreign list mean; the other words are left out, with a note."""
    if not isinstance(value, list):
        return next(iter(_ids(found, column, path, [value], terms)), None)
    return list(dict.fromkeys(_ids(found, column, path, value, terms)))


def _ids(found: RowValues, column: str, path: str, words: list[Any], terms: Terms) -> Iterator[str]:
    for word in words:
        known = terms.find(path, str(word))
        if known is None:
            found.notes.append(f"{column}: “{str(word)[:_MOST_SHOWN]}” is no term of {path}; left out.")
        else:
            yield known
