"""A fresh process that opens one engine, asks it questions and prints what that took, as JSON.

python -m benchmarks.growth_process STORE FOLDER QUESTIONS
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Final

FILE: Final = "catalog.db"
"""What the SQLite file is called in the folder of its store."""

Request = tuple[str, str, dict[str, tuple[str, ...]]]
"""A question in our grammar, in that of FTS5, and its filters."""

# Each process imports its own engine only: its memory and its start are to be those of that engine.


def _ours(place: Path) -> Callable[[], Callable[[Request], object]]:
    from benchmarks.questions import SIX  # noqa: PLC0415
    from catalog.domain.search import SearchRequest  # noqa: PLC0415
    from catalog.search import open_index  # noqa: PLC0415

    def opened() -> Callable[[Request], object]:
        index = open_index(place)
        if index is None:
            raise SystemExit("the index cannot be opened")
        return lambda asked: index.search(SearchRequest(asked[0], asked[2], facets=SIX))

    return opened


def _fts5(place: Path) -> Callable[[], Callable[[Request], object]]:
    from benchmarks.questions import SIX  # noqa: PLC0415
    from benchmarks.sqlite_peer import Fts  # noqa: PLC0415

    def opened() -> Callable[[Request], object]:
        fts = Fts(place / FILE, SIX)
        return lambda asked: fts.search_with_columns(asked[1], asked[2])

    return opened


def _tantivy(place: Path) -> Callable[[], Callable[[Request], object]]:
    from benchmarks.questions import SIX  # noqa: PLC0415
    from benchmarks.tantivy_peer import Tantivy  # noqa: PLC0415

    def opened() -> Callable[[Request], object]:
        peer = Tantivy(place, SIX)
        return lambda asked: peer.search(asked[0], asked[2])

    return opened


def _resident() -> float | None:
    """Return the resident memory of this process in MB, or None where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _forget(place: Path) -> None:
    """Ask the system to drop the files of the folder from its memory, so that opening reads the disk."""
    if not hasattr(os, "posix_fadvise"):
        return
    for path in place.rglob("*"):
        if path.is_file():
            handle = os.open(path, os.O_RDONLY)
            os.fsync(handle)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)


def _asked(file: Path) -> list[Request]:
    raw: list[list[Any]] = json.loads(file.read_text("utf-8"))
    return [
        (text, match, {facet: tuple(values) for facet, values in filters.items()})
        for text, match, filters in raw
    ]


def main(store: str, folder: str, questions: str) -> None:
    """Open the store of one engine, ask everything once, and print ms and MB."""
    place, asked = Path(folder), _asked(Path(questions))
    opener = {"ours": _ours, "fts5": _fts5, "tantivy": _tantivy}[store](place)
    _forget(place)
    empty = _resident()
    began, processing = perf_counter(), process_time()
    ask = opener()
    opened, processed = perf_counter(), process_time()
    ask(asked[0])
    answered = perf_counter()
    held = _resident()
    for question in asked[1:]:
        ask(question)
    told = {
        "open": (opened - began) * 1000,
        "opening": (processed - processing) * 1000,
        "first": (answered - began) * 1000,
        "empty": empty,
        "held": held,
        "used": _resident(),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
