"""The limits of files that come in, in one place; `docs/files.md` shows the same table and a test compares them."""

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class Limit:
    """One limit: its value, and the words around it in the guide."""

    value: int
    what: str
    unit: str


LIMITS: Final = {
    "bytes": Limit(5, "size of a file", "MB"),
    "rows": Limit(10_000, "rows, or objects of a list", "rows"),
    "columns": Limit(2_000, "columns, or different keys", "columns"),
    "cell": Limit(20_000, "length of a cell or a text", "characters"),
    "depth": Limit(20, "objects and lists inside one another", "levels"),
    "members": Limit(200, "parts of an XLSX file", "parts"),
    "unpacked": Limit(50, "size of an XLSX file, unpacked", "MB"),
    "ratio": Limit(100, "size of an XLSX file unpacked, as a multiple of its size", "times"),
    "memory": Limit(512, "memory of the process that reads a file", "MB"),
    "cpu": Limit(20, "working time of that process", "seconds"),
    "wall": Limit(25, "time in all until it is stopped", "seconds"),
    "answer": Limit(64, "size of what that process hands back", "MB"),
}
"""Every limit by its name."""


class FileFault(ValueError):
    """A file that cannot be read; the message is a sentence with row and column that says what to do."""


def check_cell(text: str) -> str:
    """Return what is wrong with a text as one cell, or ""."""
    most = LIMITS["cell"].value
    return (
        f"has {len(text):,} characters; at most {most:,} are read, so shorten it" if len(text) > most else ""
    )
