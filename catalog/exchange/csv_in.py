"""Reads CSV: UTF-8, one of three delimiters, a header, rows of equal length. Runs in the reading process only."""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

from catalog.exchange.limits import LIMITS, FileFault
from catalog.exchange.rows import Line, table

_DELIMITERS: Final = ",;\t"
_FIRST_LINES: Final = 5


def read_csv(raw: bytes) -> dict[str, Any]:
    """Return columns, rows and notes of a CSV file.

    Raises:
        FileFault: it is not CSV that we read.
    """
    text = _decoded(raw)
    return table(_lines(text, _delimiter(text)))


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileFault("The file is UTF-16, not UTF-8. Save it as “CSV UTF-8”.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise FileFault(f"Row {row} is not UTF-8 text. Save the file as “CSV UTF-8”.") from error
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise FileFault(f"Row {row} holds a NUL character, so this is no text file. Export it as CSV again.")
    return text


def _delimiter(text: str) -> str:
    """Return the delimiter that stands most often in the first lines, outside quotes."""
    start = "".join(text.splitlines(keepends=True)[:_FIRST_LINES])
    outside = "".join(start.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    csv.field_size_limit(LIMITS["bytes"].value * 1024 * 1024)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            open_end = "end of data" in str(error)
            what = "is not closed" if open_end else "stands inside a cell"
            raise FileFault(
                f"Row {number} cannot be read: a quotation mark {what}. Close it, and double those inside a cell."
            ) from error
        if cells is None:
            return
        yield Line(number, [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells])
        number = reader.line_num + 1
