"""Tables of figures: as Markdown for people, as plain data for programs."""

import math
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from os import cpu_count
from typing import Any, Final

Cell = str | float | int | None

_LIBRARIES: Final = ("numpy", "sqlalchemy", "streamlit", "whoosh", "datasette", "tantivy", "playwright")


@dataclass(frozen=True)
class Table:
    """A titled table; a cell without a figure is None. `notes` say how to read it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def markdown(self) -> str:
        """Return the table in Markdown, its title as a heading above and its notes below."""
        lines = [f"### {self.title}", "", _line(self.columns), _line(("---",) * len(self.columns))]
        lines += [_line([shown(cell) for cell in row]) for row in self.rows]
        lines += ["", *(f"- {note}" for note in self.notes)] if self.notes else []
        return "\n".join(lines) + "\n"

    def data(self) -> dict[str, Any]:
        """Return the table as plain data for JSON."""
        return asdict(self)


_MISSING: Final = ("measured",)


def missing(title: str, reason: str) -> Table:
    """Return the table of a section that could not be measured."""
    return Table(title, _MISSING, ((f"no: {reason}",),))


def is_missing(table: Table) -> bool:
    """Tell whether this is the table of a section that could not be measured."""
    return table.columns == _MISSING


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value at `share` (0 to 1) of the sorted values, by nearest rank; NaN for none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def median(values: Sequence[float]) -> float:
    """Return the median by nearest rank; NaN for none."""
    return percentile(values, 0.5)


def machine_facts(**more: str) -> Table:
    """Return what the figures depend on: versions and cores, but nothing that identifies the machine."""
    libraries = ((name, _version(name)) for name in _LIBRARIES)
    return Table(
        "Machine",
        ("fact", "value"),
        (
            ("date", datetime.now(tz=UTC).date().isoformat()),
            ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
            ("system", f"{platform.system()} {platform.machine()}"),
            ("cores", cpu_count()),
            ("SQLite", sqlite3.sqlite_version),
            *libraries,
            *more.items(),
        ),
    )


def shown(cell: Cell) -> str:
    """Return a cell as tables write it: figures with three digits or so, a dash for what is missing."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return "–"
    if not isinstance(cell, float):
        return str(cell)
    for limit, digits in ((100, 0), (10, 1), (1, 2)):
        if abs(cell) >= limit:
            return f"{cell:,.{digits}f}"
    return f"{cell:.3f}"


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
