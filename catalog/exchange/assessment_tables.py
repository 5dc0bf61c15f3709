"""Writes the tables of an assessment as a spreadsheet and as a PDF."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from catalog.exchange.pdf_out import Bars, Block, Heading, Table, Text, pdf
from catalog.exchange.spreadsheet_safe import protected

_LONGEST_CELL: Final = 32_000
"""Fewer characters than a spreadsheet's cell can hold, so that an apostrophe still fits."""

_WIDTH: Final = 36


@dataclass(frozen=True)
class Sheet:
    """A table with a title and a sentence before it; every row has as many cells as there are heads."""

    title: str
    intro: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return the tables as XLSX, one sheet each, with text cells only; no cell is evaluated."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        target = book.create_sheet(sheet.title[:31])
        target.freeze_panes = "A3"
        for place in range(1, len(sheet.heads) + 1):
            target.column_dimensions[get_column_letter(place)].width = _WIDTH
        target.append([_cell(target, sheet.intro)])
        target.append([_cell(target, head, bold=True) for head in sheet.heads])
        for row in sheet.rows:
            target.append([_cell(target, text) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(target: Any, text: str, *, bold: bool = False) -> Any:
    """Return a cell of text; its type is never guessed."""
    cell = WriteOnlyCell(target, protected(text[:_LONGEST_CELL]))
    cell.data_type = "s"
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def write_pdf(
    title: str, sheets: Sequence[Sheet], bars: Sequence[tuple[str, float, float]], footer: str
) -> bytes:
    """Return the tables as a PDF; `bars` are (label, value, most) of a profile, drawn before its table.

    Raises:
        Unavailable: the page could not be set.
    """
    blocks: list[Block] = []
    for sheet in sheets:
        blocks.append(Heading(1, sheet.title))
        blocks.append(Text(sheet.intro))
        if bars and sheet.title == "Profile":
            blocks.append(Bars(bars, ("Dimension", "Profile", "Level")))
        if not sheet.rows:
            blocks.append(Text("Nothing."))
        elif _too_wide(sheet):
            blocks += _as_list(sheet)
        else:
            blocks.append(Table(sheet.heads, sheet.rows))
    return pdf(title, blocks, footer=footer)


_MOST_COLUMNS: Final = 6
_SHORT: Final = 40
"""On paper a table of more columns has its rows one below the other, unless all its texts are short."""


def _too_wide(sheet: Sheet) -> bool:
    return len(sheet.heads) > _MOST_COLUMNS and any(len(text) > _SHORT for row in sheet.rows for text in row)


def _as_list(sheet: Sheet) -> list[Block]:
    found: list[Block] = []
    for row in sheet.rows:
        found.append(Heading(2, row[0]))
        found.append(Table(("What", "Said"), tuple(zip(sheet.heads[1:], row[1:], strict=True))))
    return found
