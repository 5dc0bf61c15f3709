"""Page latency in a real Chromium: what a reader waits for on our page and on Datasette's, in turn."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks import datasette_peer
from benchmarks.chromium import BrowserError, NotSeenError, Reader, browsing, why_missing
from benchmarks.ours import documents_of, environment, opened_in, serve_command
from benchmarks.processes import NotStartedError, Server, free_port, serving
from benchmarks.questions import SEED, questions
from benchmarks.report import Cell, Table, median, missing, percentile
from benchmarks.sites import DATASETTE, OURS, Site
from benchmarks.sqlite_peer import build_file
from catalog.domain.search import SearchDocument
from catalog.domain.values import NOT_STATED

TITLE: Final = "Page"

_COLD, _WARM = "first results, cold", "first results, browser cache warm"
_READY: Final = "page takes clicks, browser cache warm"
_SEARCH, _FACET = "Enter → new results painted", "facet click → new results painted"
_EACH_ROUND: Final = 3
_SETTLE_MS: Final = 400
_OPEN_FACETS: Final = ("stage", "media")
"""Facets whose values stand open on our page, so that one click chooses on both sites."""


@dataclass
class _Visit:
    """A site with its running server and what was measured on it: (ms, CPU ms) by interaction."""

    site: Site
    server: Server
    samples: defaultdict[str, list[tuple[float, float | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    failed: int = 0

    @property
    def address(self) -> str:
        return f"{self.server.url}{self.site.path}"

    def measure(self, what: str, page: Any, act: Callable[[], float]) -> None:
        """Time one interaction and the processor time that the server spent on it."""
        before = self.server.cpu_seconds()
        try:
            taken = act()
        except (NotSeenError, BrowserError):
            self.failed += 1
            return
        page.wait_for_timeout(_SETTLE_MS)
        after = self.server.cpu_seconds()
        spent = None if before is None or after is None else (after - before) * 1000
        self.samples[what].append((taken, spent))


def run(rounds: int) -> list[Table]:
    """Return page times in ms of both sites: `rounds` interleaved rounds, in each new contexts."""
    if reason := why_missing():
        return [missing(TITLE, reason)]
    try:
        with TemporaryDirectory() as folder, ExitStack() as stack:
            visits, texts, values = _visits(Path(folder), stack)
            browser = stack.enter_context(browsing())
            for number in range(rounds):
                for visit in visits if number % 2 else reversed(visits):
                    some = slice(number * _EACH_ROUND, (number + 1) * _EACH_ROUND)
                    _round(browser, visit, texts[some], values[some])
    except (NotStartedError, NotSeenError, BrowserError) as error:
        return [missing(TITLE, str(error))]
    return [_table(visits, rounds)]


def _visits(folder: Path, stack: ExitStack) -> tuple[list[_Visit], list[str], list[tuple[str, str]]]:
    opened = opened_in(folder / "ours")
    documents = documents_of(opened.store)
    opened.store.close()
    server = _running(serve_command, environment(folder / "ours"), "/_stcore/health", stack)
    visits = [_Visit(OURS, server)]
    if datasette_peer.installed():
        file, metadata = folder / "catalog.db", folder / "metadata.json"
        build_file(documents, file)
        datasette_peer.write_metadata(metadata)
        peer = _running(
            lambda port: datasette_peer.command(file, metadata, port),
            environment(folder),
            datasette_peer.table_address(""),
            stack,
        )
        visits.append(_Visit(DATASETTE, peer))
    return visits, _texts(documents), _values(documents)


def _running(
    command: Callable[[int], list[str]], variables: dict[str, str], path: str, stack: ExitStack
) -> Server:
    port = free_port()
    server = stack.enter_context(serving(command(port), port, variables))
    server.ready(path)
    server.rest()
    return server


def _texts(documents: Sequence[SearchDocument]) -> list[str]:
    """Return searches that find something on both sites: two words of one summary."""
    made = questions(documents, 100)
    texts = [question.request.text for question in made if question.kind == "two words"]
    random.Random(SEED).shuffle(texts)
    return texts


def _values(documents: Sequence[SearchDocument]) -> list[tuple[str, str]]:
    """Return facet values to choose, each rare enough to change the first page, over and over in one order."""
    count: defaultdict[tuple[str, str], int] = defaultdict(int)
    for document in documents:
        for facet in _OPEN_FACETS:
            for value in document.facets[facet]:
                count[facet, value] += value != NOT_STATED
    values = sorted(pair for pair, tools in count.items() if 0 < tools < len(documents) / 2)
    random.Random(SEED).shuffle(values)
    return values * 10


def _round(browser: Any, visit: _Visit, texts: Sequence[str], values: Sequence[tuple[str, str]]) -> None:
    site = visit.site
    reader = Reader(browser, site.results, site.ready)
    visit.measure(_COLD, reader.page, lambda: reader.open(visit.address))
    reader.ready()
    reader.turn_to_new_page()
    visit.measure(_WARM, reader.page, lambda: reader.open(visit.address))
    visit.samples[_READY].append((reader.ready(), None))
    for text in texts:
        reader.page.fill(site.field, text)
        visit.measure(_SEARCH, reader.page, lambda: reader.react(lambda: _enter(reader.page, site)))
    for facet, value in values:
        reader.open(visit.address)
        reader.ready()
        target = reader.page.locator(site.facet(facet, value)).first
        target.scroll_into_view_if_needed()
        reader.page.wait_for_timeout(_SETTLE_MS)
        visit.measure(_FACET, reader.page, lambda place=target: reader.react(lambda: _click(place)))
    reader.close()


def _enter(page: Any, site: Site) -> None:
    page.press(site.field, "Enter", no_wait_after=True)


def _click(target: Any) -> None:
    target.click(no_wait_after=True)


def _table(visits: Sequence[_Visit], rounds: int) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for what in (_COLD, _WARM, _READY, _SEARCH, _FACET):
        for visit in visits:
            taken = [ms for ms, _ in visit.samples[what]]
            spent = [cpu for _, cpu in visit.samples[what] if cpu is not None]
            mean = sum(spent) / len(spent) if spent else None
            rows.append((what, visit.site.name, median(taken), percentile(taken, 0.95), mean, len(taken)))
    notes = [
        (
            f"Chromium at 1280 × 900, {rounds} rounds, the sites in turn, a fresh context in each round; a search is "
            "two words of a tool's summary, a facet click starts from the page without filters."
        ),
        (
            "Server CPU is the mean of user and system time of the server process, settling included; the system "
            "counts it in steps of 10 ms. Both servers had come to rest after their start."
        ),
    ]
    notes += [f"{one.site.name}: {one.failed} interactions failed." for one in visits if one.failed]
    if len(visits) == 1:
        notes.append("Datasette: not measured, it is not installed.")
    columns = ("interaction", "site", "median, ms", "p95, ms", "server CPU, ms", "samples")
    return Table(TITLE, columns, tuple(rows), tuple(notes))
