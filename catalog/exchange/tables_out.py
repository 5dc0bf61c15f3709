"""Writes an export as CSV or XLSX: one row a tool, in the flat form, every cell inert in a spreadsheet."""

import csv
import io
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from catalog.domain.errors import Invalid
from catalog.exchange.exports import CONCERN_FIELDS, Export, Exported
from catalog.exchange.flat import LEAVES, cell_of, flatten, pattern_of
from catalog.exchange.limits import LIMITS
from catalog.exchange.spreadsheet_safe import protected

_PLACES: Final = {pattern: place for place, pattern in enumerate(LEAVES)}
_HEADS: Final = {pattern.partition(".")[0]: place for place, pattern in reversed(tuple(enumerate(LEAVES)))}
_BOM: Final = "\ufeff"


def write_csv(export: Export) -> bytes:
    """Return the export as CSV: UTF-8 with a byte order mark, every cell in quotation marks.

    Raises:
        Invalid: a text is too long for a cell.
    """
    out = io.StringIO(_BOM, newline="")
    out.seek(0, io.SEEK_END)
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(_rows(export))
    return out.getvalue().encode("utf-8")


def write_xlsx(export: Export) -> bytes:
    """Return the export as XLSX: the sheet “Tools” has text cells only, the sheet “About” says what it is.

    Raises:
        Invalid: a text is too long for a cell.
    """
    book = Workbook(write_only=True)
    tools, about = book.create_sheet("Tools"), book.create_sheet("About")
    tools.freeze_panes = "A2"
    for row in _rows(export):
        tools.append([_text_cell(tools, text) if text else None for text in row])
    for name, value in export.head().items():
        about.append([name, protected(value)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text_cell(sheet: Any, text: str) -> Any:
    """Return a cell of text; its type is never guessed, for “#N/A” would become an error."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _rows(export: Export) -> list[list[str]]:
    cells = [_cells(item) for item in export.tools]
    columns = sorted({path for row in cells for path in row}, key=_place)
    head = export.head()
    rows = [["revision", "sha256", *CONCERN_FIELDS, *columns, *head]]
    for item, row in zip(export.tools, cells, strict=True):
        told = [
            str(item.revision),
            item.sha256,
            *_concerns(item),
            *(row.get(path, "") for path in columns),
            *head.values(),
        ]
        rows.append([protected(text) for text in told])
    return rows


def _cells(item: Exported) -> dict[str, str]:
    cells = flatten(item.tool.model_dump(mode="json"))
    most = LIMITS["cell"].value - 1
    long = next((path for path, text in cells.items() if len(text) > most), None)
    if long is not None:
        raise Invalid(f"{long} of “{item.tool.slug}” is too long for a cell. Export as JSON or YAML instead.")
    return cells


def _concerns(item: Exported) -> tuple[str, str, str]:
    states = [f"{concern.id}: {concern.state} ({concern.effect.label})" for concern in item.concerns]
    return item.effect, cell_of(item.conditions), cell_of(states)


def _place(path: str) -> tuple[int, int, int]:
    """Return where a column stands: by field, then by the number of the item, then by its part."""
    number = next((int(part) for part in path.split(".") if part.isdigit()), 0)
    return (_HEADS[path.partition(".")[0]], number, _PLACES[pattern_of(path)])
