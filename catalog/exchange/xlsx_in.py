"""Reads one sheet of an XLSX file: values only, no links, no entities. Runs in the reading process only."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils.exceptions import InvalidFileException

from catalog.exchange.limits import LIMITS, FileFault
from catalog.exchange.rows import Line, table
from catalog.exchange.zip_check import check_archive

_SHEET: Final = "tools"
_MOST_EMPTY: Final = 10_000
"""After so many empty rows the sheet is over: some programs format a million of them."""

_DAMAGED: Final = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError, OverflowError),
    *(zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException, NotImplementedError),
)


_BROKEN: Final = "The file is damaged or is not XLSX at all. Open it and save it as .xlsx again."
_ENTITIES: Final = (
    "The file declares entities, which no list of tools needs. Open it and save it as .xlsx again."
)


def read_xlsx(raw: bytes) -> dict[str, Any]:
    """Return columns, rows and notes of the sheet “Tools”, or of the first one.

    Raises:
        FileFault: it is not an XLSX file that we read.
    """
    check_archive(raw)
    if not openpyxl.DEFUSEDXML:
        raise FileFault("XLSX cannot be read safely here: the package defusedxml is missing. Install it.")
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        if not book.worksheets:
            raise FileFault("The file has no sheet with cells. Put the tools into a sheet.")
        sheet = next((item for item in book.worksheets if item.title.lower() == _SHEET), book.worksheets[0])
        found = table(_lines(sheet))
    except _DAMAGED as error:
        if isinstance(error, FileFault):
            raise
        raise FileFault(_ENTITIES if _declares_entities(error) else _BROKEN) from error
    others = [item.title for item in book.worksheets if item is not sheet]
    if others and sheet.title.lower() != _SHEET:
        found["notes"].append(f"Only the sheet “{sheet.title[:60]}” was read.")
    return found


def _declares_entities(error: BaseException | None) -> bool:
    """Tell whether an error, or one that it came from, is the refusal of entities."""
    while error is not None:
        if isinstance(error, DefusedXmlException):
            return True
        error = error.__cause__ or error.__context__
    return False


def _lines(sheet: Any) -> Iterator[Line]:
    sheet.reset_dimensions()
    empty = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        line = Line(number, [], loose=True)
        for place, cell in enumerate(cells):
            line.cells.append(_text(cell.value))
            if cell.value is not None and cell.data_type == "e":
                line.faults.append((place, f"holds the error {_text(cell.value)[:20]}; correct the formula"))
        empty = 0 if line.filled() else empty + 1
        if empty > _MOST_EMPTY:
            return
        _check_width(line)
        yield line


def _check_width(line: Line) -> None:
    while line.cells and not line.cells[-1].strip():
        line.cells.pop()
    most = LIMITS["columns"].value
    if len(line.cells) > most:
        raise FileFault(f"Row {line.number} has {len(line.cells):,} columns; at most {most:,} are read.")


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
