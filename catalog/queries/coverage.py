"""Reads where tools help and where none does: two of four axes against each other, the others as limits.

Counts come from the search itself, so that each cell has exactly as many tools as the search that it leads to.
Warnings and discontinued tools are no help, and suspended and retired ones are not in the search.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from catalog.domain.people import Actor, Permission
from catalog.domain.search import SearchRequest
from catalog.domain.values import NOT_STATED
from catalog.queries.reading import ReadSide
from catalog.queries.views import Choice

AXES: Final[Mapping[str, str]] = {
    "stage": "Step of the investigation",
    "media": "Material",
    "language": "Language",
    "offline": "Works offline",
}
"""The axes, by the facet of the search, with their names."""

HELPING: Final = ("listed", "caution")
"""The listings that count as help."""

_UN_LANGUAGES: Final = ("ar", "en", "es", "fr", "ru", "zh")
_LEAST: Final = 3
"""So many tools must state a language for it to be on the map; the six of the United Nations always are."""

_NO_GAP: Final = frozenset({NOT_STATED, "no"})
"""Values of which nobody misses a tool: what is not stated, and tools that do not work offline."""


@dataclass(frozen=True)
class CoverageRequest:
    """Which axis goes down, which across, and the limits on the other two."""

    rows: str = "stage"
    columns: str = "media"
    limits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CoverageRow:
    """A value of the axis that goes down, with the number of tools for each value across, and in all."""

    value: Choice
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class Gap:
    """A value of the rows with those of the columns for which no tool is listed. `every` when that is all of them."""

    row: Choice
    columns: tuple[Choice, ...]
    every: bool


@dataclass(frozen=True)
class CoverageMap:
    """The map: `choices` are all values of each axis, `helping` how many tools are within the limits."""

    request: CoverageRequest
    columns: tuple[Choice, ...]
    rows: tuple[CoverageRow, ...]
    gaps: tuple[Gap, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    helping: int
    whole: int


def coverage_map(read: ReadSide, actor: Actor, request: CoverageRequest) -> CoverageMap:
    """Return how many tools help for each pair of values; what is no axis or no value is left out of the request."""
    actor.require(Permission.CATALOGUE_READ)
    every = read.index.search(SearchRequest(filters={"listing": HELPING}, size=1))
    choices = {axis: _choices(read, axis, every.facets.get(axis, {})) for axis in AXES}
    request = _sound(request, choices)
    columns = choices[request.columns]
    rows = tuple(_row(read, request, value, columns) for value in choices[request.rows])
    within = read.index.search(SearchRequest(filters=filters_of(request), size=1))
    return CoverageMap(request, columns, rows, _gaps(rows, columns), choices, within.total, len(read.index))


def filters_of(request: CoverageRequest, row: str = "", column: str = "") -> dict[str, tuple[str, ...]]:
    """Return the filters of the search that a cell, a row, a column or the whole map stands for."""
    chosen = {**request.limits, request.rows: row, request.columns: column}
    return {**{axis: (chosen[axis],) for axis in AXES if chosen.get(axis)}, "listing": HELPING}


def _sound(request: CoverageRequest, choices: Mapping[str, tuple[Choice, ...]]) -> CoverageRequest:
    rows = request.rows if request.rows in AXES else "stage"
    columns = request.columns if request.columns in AXES and request.columns != rows else ""
    columns = columns or next(axis for axis in ("media", "stage") if axis != rows)
    limits = {
        axis: value
        for axis, value in request.limits.items()
        if axis in AXES and axis not in (rows, columns) and value in {item.id for item in choices[axis]}
    }
    return CoverageRequest(rows, columns, limits)


def _choices(read: ReadSide, axis: str, counts: Mapping[str, int]) -> tuple[Choice, ...]:
    """Return the values of an axis in their order, "not stated" last."""
    if axis == "language":
        known = {value for value, count in counts.items() if count >= _LEAST} | set(_UN_LANGUAGES)
        ids = sorted(known - {NOT_STATED}, key=lambda value: read.words.facet_value(axis, value))
    elif axis == "offline":
        ids = ["yes", "no"]
    else:
        ids = [*read.vocabularies["stages" if axis == "stage" else axis].ids()]
    stated = tuple(Choice(value, read.words.facet_value(axis, value)) for value in ids)
    return stated if axis == "stage" else (*stated, Choice(NOT_STATED, "Not stated"))


def _row(read: ReadSide, request: CoverageRequest, value: Choice, columns: tuple[Choice, ...]) -> CoverageRow:
    found = read.index.search(SearchRequest(filters=filters_of(request, row=value.id), size=1))
    across = found.facets.get(request.columns, {})
    return CoverageRow(value, tuple(across.get(column.id, 0) for column in columns), found.total)


def _gaps(rows: tuple[CoverageRow, ...], columns: tuple[Choice, ...]) -> tuple[Gap, ...]:
    stated = [place for place, column in enumerate(columns) if column.id not in _NO_GAP]
    gaps = []
    for row in rows:
        none = tuple(columns[place] for place in stated if not row.counts[place])
        if none and row.value.id not in _NO_GAP:
            gaps.append(Gap(row.value, none, len(none) == len(stated)))
    return tuple(gaps)
