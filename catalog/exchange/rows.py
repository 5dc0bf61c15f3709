"""From lines of cells to columns and rows, with a fault for what does not fit. Runs in the reading process only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from catalog.exchange.limits import LIMITS, FileFault, check_cell
from catalog.exchange.spreadsheet_safe import unprotected


@dataclass
class Line:
    """One line of a table; `faults` are (position from 0, what is wrong); a `loose` one may end early."""

    number: int
    cells: list[str]
    faults: list[tuple[int, str]] = field(default_factory=list)
    loose: bool = False

    def filled(self) -> int:
        """Return how many cells hold something."""
        return sum(bool(cell.strip()) for cell in self.cells)


def table(lines: Iterable[Line]) -> dict[str, Any]:
    """Return the columns, rows and notes of a table.

    The first line with two filled cells is the header (the first filled line where none has two); what stands above
    it is a title and is passed over.

    Raises:
        FileFault: there is no header, a header stands twice, or there are too many rows or columns.
    """
    walking = iter(lines)
    above, header, waiting = _header(walking)
    columns = _columns(header)
    rows: list[dict[str, Any]] = []
    for line in chain(waiting, walking):
        if not line.filled():
            continue
        if len(rows) == LIMITS["rows"].value:
            raise FileFault(
                f"Row {line.number}: the file has more than {LIMITS['rows'].value:,} rows. Split it."
            )
        rows.append(_row(line, columns))
    if not rows:
        raise FileFault(f"Row {header.number} is the header, and no row follows it. Add a row for each tool.")
    notes = [f"Row {line.number} stands above the header and was passed over." for line in above]
    return {"columns": columns, "rows": rows, "notes": notes}


def _header(walking: Iterator[Line]) -> tuple[list[Line], Line, list[Line]]:
    """Return the filled lines above the header, the header, and the lines below it that were read already."""
    narrow: list[Line] = []
    for line in walking:
        if line.filled() > 1:
            return narrow, line, []
        if line.filled():
            narrow.append(line)
        if len(narrow) > LIMITS["rows"].value:
            break
    if not narrow:
        raise FileFault(
            "The file is empty: it has no row with a header. Add a header and a row for each tool."
        )
    return [], narrow[0], narrow[1:]


def _columns(header: Line) -> list[str]:
    names = [cell.strip() for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    most = LIMITS["columns"].value
    if len(names) > most:
        raise FileFault(
            f"Row {header.number}: the header has {len(names):,} columns; at most {most:,} are read."
        )
    seen: dict[str, int] = {}
    for place, name in enumerate(names, start=1):
        if wrong := check_cell(name):
            raise FileFault(f"Row {header.number}, column {place}: the header {wrong}.")
        if name in seen:
            raise FileFault(
                f"Row {header.number}: the columns {seen[name]} and {place} are both called “{name[:60]}”. "
                "Give each column its own name."
            )
        if name:
            seen[name] = place
    return [unprotected(name) or f"column {place}" for place, name in enumerate(names, start=1)]


def _row(line: Line, columns: list[str]) -> dict[str, Any]:
    cells = list(line.cells)
    while len(cells) > len(columns) and not cells[-1].strip():
        cells.pop()
    faults = [[_name(columns, place), what] for place, what in line.faults]
    if len(cells) > len(columns):
        what = "put quotation marks around text that holds the delimiter"
        faults.append(["", f"has {len(cells)} cells where the header has {len(columns)}; {what}"])
    elif len(cells) < len(columns) and not line.loose:
        what = "add the missing ones, empty if need be"
        faults.append(["", f"has {len(cells)} cells where the header has {len(columns)}; {what}"])
    for place, cell in enumerate(cells):
        if wrong := check_cell(cell):
            faults.append([_name(columns, place), wrong])
            cells[place] = ""
    values = {name: unprotected(cell) for name, cell in zip(columns, cells, strict=False) if cell.strip()}
    return {"number": line.number, "values": values, "faults": faults}


def _name(columns: list[str], place: int) -> str:
    return columns[place] if place < len(columns) else f"column {place + 1}"
