"""Start time: from the command until it answers and until a reader sees results, beside Datasette."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from benchmarks import datasette_peer
from benchmarks.chromium import NotSeenError, Reader, browsing, why_missing
from benchmarks.ours import documents_of, environment, opened_in, serve_command
from benchmarks.processes import NotStartedError, free_port, serving
from benchmarks.report import Cell, Table, median, missing
from benchmarks.sites import DATASETTE, OURS, Site
from benchmarks.sqlite_peer import build_file
from catalog.domain.search import SearchDocument

TITLE: Final = "Start"

_FIRST, _SECOND, _PEER = "`catalog serve`, first start", "`catalog serve`, second start", "Datasette"
_PEER_FIRST: Final = "Datasette, with writing its SQLite file first"

Times = defaultdict[str, list[tuple[float, float | None]]]


def run(rounds: int) -> list[Table]:
    """Return start times in ms: medians of `rounds` starts of each kind, in turn."""
    times: Times = defaultdict(list)
    without_browser, without_peer = why_missing(), "" if datasette_peer.installed() else "it is not installed"
    try:
        with ExitStack() as stack:
            browser = None if without_browser else stack.enter_context(browsing())
            for _ in range(rounds):
                with TemporaryDirectory() as folder:
                    _round(Path(folder), browser, times, peer=not without_peer)
    except (NotStartedError, NotSeenError) as error:
        return [missing(TITLE, str(error))]
    rows: list[tuple[Cell, ...]] = [_row(name, taken) for name, taken in times.items()]
    if without_peer:
        rows.append((_PEER, f"not measured, {without_peer}", None))
    seen = (
        f"not measured, {without_browser}" if without_browser else "the browser ran already, its cache empty"
    )
    notes = (f"Medians of {rounds} starts of each kind, in turn. Results visible: {seen}.",)
    return [Table(TITLE, ("what", "first answer, ms", "results visible, ms"), tuple(rows), notes)]


def _row(name: str, taken: Sequence[tuple[float, float | None]]) -> tuple[Cell, ...]:
    visible = [seen for _, seen in taken if seen is not None]
    return name, median([answer for answer, _ in taken]), median(visible)


def _round(folder: Path, browser: Any, times: Times, *, peer: bool) -> None:
    home = folder / "ours"
    for name in (_FIRST, _SECOND):
        times[name].append(_started(serve_command, environment(home), "/_stcore/health", browser, OURS))
    if not peer:
        return
    opened = opened_in(home)
    documents = documents_of(opened.store)
    opened.store.close()
    building = _build_peer(folder, documents)
    answer, seen = _started(
        lambda port: datasette_peer.command(folder / "catalog.db", folder / "metadata.json", port),
        environment(home),
        datasette_peer.table_address(""),
        browser,
        DATASETTE,
    )
    times[_PEER_FIRST].append((building + answer, None if seen is None else building + seen))
    times[_PEER].append((answer, seen))


def _build_peer(folder: Path, documents: Sequence[SearchDocument]) -> float:
    began = perf_counter()
    build_file(documents, folder / "catalog.db")
    datasette_peer.write_metadata(folder / "metadata.json")
    return (perf_counter() - began) * 1000


def _started(
    command: Callable[[int], list[str]], environment_: Mapping[str, str], path: str, browser: Any, site: Site
) -> tuple[float, float | None]:
    """Return the ms until the server answered and until results were painted in a fresh browser context."""
    port = free_port()
    with serving(command(port), port, environment_) as server:
        answer = server.ready(path) * 1000
        if browser is None:
            return answer, None
        reader = Reader(browser, site.results, site.ready)
        opened = (perf_counter() - server.began) * 1000
        seen = opened + reader.open(f"{server.url}{site.path}")
        reader.close()
        return answer, seen
