"""Takes files from outside: looks at name and size, and has them read by a process of little means."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path, PurePath
from threading import BoundedSemaphore, Thread, Timer
from typing import IO, Any, Final

from catalog.domain.errors import Invalid, Unavailable
from catalog.domain.imports import ParsedFile, ParsedRow, RowFault
from catalog.exchange.limits import LIMITS, MEGABYTE

FORMATS: Final = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".json": "json",
    ".jsonld": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
}
"""The format of each ending of a file name."""

_ROOT: Final = Path(__file__).resolve().parents[2]
_AT_ONCE: Final = 2
_READING: Final = BoundedSemaphore(_AT_ONCE)
_LONGEST_NAME: Final = 120
_TOO_MUCH: Final = (
    f"The file could not be read within {LIMITS['wall'].value} seconds and {LIMITS['memory'].value} MB: it is damaged, "
    "or holds more than a list of tools does. Save it anew, or split it. Nothing was written."
)


def read_file(name: str, raw: bytes) -> ParsedFile:
    """Return the columns and rows of a file.

    Raises:
        Invalid: it cannot be read; says where and what to do.
        Unavailable: other files are being read.
    """
    form = FORMATS.get(PurePath(name).suffix.lower())
    if form is None:
        raise Invalid("Files of this kind are not read. Give the tools as CSV, XLSX, JSON or YAML.")
    most = LIMITS["bytes"].value
    if len(raw) > most * MEGABYTE:
        raise Invalid(
            f"The file is larger than {most} MB. Split it, and import the parts one after the other."
        )
    if not raw.strip():
        raise Invalid("The file is empty. Choose another one.")
    if not _READING.acquire(timeout=LIMITS["wall"].value):
        raise Unavailable("Other files are being read at the moment. Try again in a minute.")
    try:
        found = _answer(form, raw)
    finally:
        _READING.release()
    return ParsedFile(
        plain_name(name),
        form,
        hashlib.sha256(raw).hexdigest(),
        tuple(str(column) for column in found["columns"]),
        tuple(_row(item) for item in found["rows"]),
        tuple(str(note) for note in found["notes"]),
    )


def plain_name(name: str) -> str:
    """Return a file's own name, without folders and signs that cannot be shown."""
    own = PurePath(name.replace("\\", "/")).name
    return "".join(sign if sign.isprintable() else "?" for sign in own)[:_LONGEST_NAME]


def _row(item: dict[str, Any]) -> ParsedRow:
    faults = tuple(RowFault(column, message) for column, message in item["faults"])
    return ParsedRow(item["number"], item["values"], faults)


def _answer(form: str, raw: bytes) -> dict[str, Any]:
    said = _said(form, raw)
    try:
        found = json.loads(said)
    except ValueError as error:
        raise Invalid(_TOO_MUCH) from error
    if "fault" in found:
        raise Invalid(f"{found['fault']} Nothing was written.")
    return dict(found)


def _said(form: str, raw: bytes) -> bytes:
    """Return what the reading process wrote; b"" when it came to no end."""
    most = LIMITS["answer"].value * MEGABYTE
    command = [sys.executable, "-m", "catalog.exchange.child", form]
    with subprocess.Popen(  # noqa: S603  # our own module; the format is one of four words
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        cwd=_ROOT,
    ) as child:
        if child.stdin is None or child.stdout is None:
            raise Unavailable("No process could be started to read the file. Try again.")
        stop = Timer(LIMITS["wall"].value, child.kill)
        feed = Thread(target=_feed, args=(child.stdin, raw), daemon=True)
        stop.start()
        feed.start()
        said = child.stdout.read(most + 1)
        child.kill()
        feed.join()
        stop.cancel()
    return said if len(said) <= most else b""


def _feed(pipe: IO[bytes], raw: bytes) -> None:
    try:
        pipe.write(raw)
        pipe.close()
    except OSError:
        return  # the process ended before it had read everything, and said why or not


def _environment() -> dict[str, str]:
    """Return the few variables of the reading process: where our code is, and no threads or foreign XML library."""
    return {
        "PYTHONPATH": str(_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OPENPYXL_LXML": "False",
        "PATH": os.defpath,
    }
