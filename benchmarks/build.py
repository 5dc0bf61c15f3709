"""Build time: from the curated files to a catalogue that can be searched, beside the same records in SQLite."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks.ours import documents_of, settings_in
from benchmarks.report import Table, median
from benchmarks.sqlite_peer import build_file
from catalog.actions.catalogue import load_content
from catalog.bootstrap import checked_content, ensure_index, today
from catalog.domain.people import SYSTEM
from catalog.domain.search import SearchDocument
from catalog.exchange.curated import curated_files, digest
from catalog.store import Store

TITLE: Final = "Build"

_PARTS: Final = {
    "check": "read and check all curated files (strict YAML, every rule)",
    "migrate": "create the empty store",
    "load": "load: publish every record with its revision and its link in the audit chain",
    "index": "build the search index",
    "open": "open the search index (every byte verified)",
    "all": "all of it",
    "peer": "SQLite: the same tools as tables and an FTS5 index (texts given in memory)",
}

Times = defaultdict[str, list[float]]


def run(rounds: int) -> list[Table]:
    """Return the build times: medians of `rounds` builds into empty folders."""
    times: Times = defaultdict(list)
    sizes: dict[str, int] = {}
    records, documents = 0, list[SearchDocument]()
    for _ in range(rounds):
        with TemporaryDirectory() as folder:
            records, documents = _ours(Path(folder), times, sizes)
            _peer(Path(folder) / "peer.db", documents, times, sizes)
    rows = tuple((text, median(times[key]) * 1000, _megabytes(sizes, key)) for key, text in _PARTS.items())
    notes = (
        f"{records} records, of which {len(documents)} are tools. Medians of {rounds} builds, ours and the peer in turn.",
        (
            "The peer's time covers what our “build the search index” covers; the steps before it (checking, "
            "revisions, audit chain) have no counterpart there."
        ),
    )
    return [Table(TITLE, ("step", "ms", "MB on disk"), rows, notes)]


@contextmanager
def _timed(times: Times, part: str) -> Iterator[None]:
    began = perf_counter()
    yield
    times[part].append(perf_counter() - began)


def _ours(folder: Path, times: Times, sizes: dict[str, int]) -> tuple[int, list[SearchDocument]]:
    settings = settings_in(folder)
    with _timed(times, "all"):
        with _timed(times, "check"):
            files = curated_files(settings.data_folder)
            content, faults = checked_content(files, today())
        with _timed(times, "migrate"):
            store = Store.open(settings.url)
        with _timed(times, "load"):
            load_content(store, SYSTEM, content, faults, digest(files))
        with _timed(times, "index"):
            ensure_index(store, settings.index_folder)
    with _timed(times, "open"):
        ensure_index(store, settings.index_folder)
    documents = documents_of(store)
    store.close()
    sizes["index"] = _size(settings.index_folder.rglob)
    sizes["load"] = _size(folder.glob)
    return len(files), documents


def _peer(file: Path, documents: list[SearchDocument], times: Times, sizes: dict[str, int]) -> None:
    with _timed(times, "peer"):
        build_file(documents, file)
    sizes["peer"] = file.stat().st_size


def _size(files: Callable[[str], Iterator[Path]]) -> int:
    return sum(path.stat().st_size for path in files("*") if path.is_file())


def _megabytes(sizes: dict[str, int], key: str) -> float | None:
    return sizes[key] / 1e6 if key in sizes else None
