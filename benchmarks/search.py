"""Search latency: our search page and our index beside SQLite FTS5 and Datasette, the same questions in turn."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from benchmarks import datasette_peer
from benchmarks.ours import documents_of, environment, opened_in
from benchmarks.processes import NotStartedError, free_port, serving
from benchmarks.questions import Question, questions
from benchmarks.report import Cell, Table, median, percentile
from benchmarks.sqlite_peer import Fts, build_file
from benchmarks.turns import Ask, Samples, best, take_turns
from catalog.bootstrap import App
from catalog.queries.search import search_page
from catalog.ui.parts.results import result_list

TITLE: Final = "Search"

_EACH: Final = 30
_HTTP_ROUNDS: Final = 2
_P95: Final = 0.95

_INDEX, _PAGE, _HTML = "our index", "our search page", "our search page, cards drawn and marked"
_SQL, _MIXED = "FTS5, all in SQL", "FTS5, counts in numpy"
_JSON, _TABLE = "Datasette JSON over HTTP", "Datasette HTML over HTTP"

ENGINES: Final = (_INDEX, _PAGE, _HTML, _SQL, _MIXED, _JSON, _TABLE)
"""The rows of the tables."""


def run(rounds: int) -> list[Table]:
    """Return latencies in ms by kind of search: a first round, told apart, and then `rounds` warm ones."""
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        app = opened_in(folder / "ours")
        documents = documents_of(app.store)
        asked = questions(documents, _EACH)
        file = folder / "catalog.db"
        build_file(documents, file)
        # Each engine is opened for itself: none finds a cache that another one has filled.
        apps = [app, opened_in(folder / "ours"), opened_in(folder / "ours")]
        peers = [Fts(file), Fts(file)]
        for one in apps:
            stack.callback(one.store.close)
        for peer in peers:
            stack.callback(peer.close)
        first, *later = take_turns(_in_process(apps, peers), asked, rounds + 1)
        warm = best(later)
        agreement = _agreement(app, peers[0], asked)
        reason = _over_http(file, asked, first, warm)
    return [
        _table("warm: median / p95, ms", warm, agreement),
        _table(
            "each question for the first time: median / p95, ms",
            first,
            [f"Datasette: {reason}"] if reason else [],
        ),
    ]


def _in_process(apps: Sequence[App], peers: Sequence[Fts]) -> dict[str, Ask]:
    def page(app: App, question: Question) -> Any:
        return search_page(app.read, app.visitor, question.request)

    return {
        _INDEX: lambda question: apps[0].read.index.search(question.request),
        _PAGE: lambda question: page(apps[1], question),
        _HTML: lambda question: result_list(page(apps[2], question)),
        _SQL: lambda question: peers[0].search(question.match, question.filters),
        _MIXED: lambda question: peers[1].search_with_columns(question.match, question.filters),
    }


def _over_http(file: Path, asked: Sequence[Question], first: Samples, warm: Samples) -> str:
    """Add Datasette's times; return why there are none, or ""."""
    if not datasette_peer.installed():
        return "not measured, it is not installed"
    metadata = file.with_name("metadata.json")
    datasette_peer.write_metadata(metadata)
    port = free_port()
    with serving(datasette_peer.command(file, metadata, port), port, environment(file.parent)) as server:
        try:
            server.ready(datasette_peer.table_address(".json"))
        except NotStartedError as error:
            return f"not measured, {error}"
        client = datasette_peer.Client(port)
        engines: dict[str, Ask] = {
            _JSON: lambda q: client.get(datasette_peer.table_address(".json", q.match, q.filters)),
            _TABLE: lambda q: client.get(datasette_peer.table_address("", q.match, q.filters)),
        }
        http_first, *http_later = take_turns(engines, asked, _HTTP_ROUNDS, perf_counter)
        client.close()
    first |= http_first
    warm |= best(http_later)
    return ""


def _agreement(app: App, fts: Fts, asked: Sequence[Question]) -> list[str]:
    """Return what was compared between ours and the peer, so that equal work is shown and not assumed."""
    plain = [question for question in asked if not question.match]
    same = 0
    for question in plain:
        ours = app.read.index.search(question.request)
        counts = {facet: {v: n for v, n in found.items() if n} for facet, found in ours.facets.items()}
        theirs = fts.search(question.match, question.filters)
        same += (ours.total, counts) == (theirs.total, theirs.counts)
    found = defaultdict(list)
    for question in asked:
        found[question.kind].append(
            (
                app.read.index.search(question.request).total,
                fts.search(question.match, question.filters).total,
            )
        )
    medians = "; ".join(
        f"{kind} {median([a for a, _ in pairs])} / {median([b for _, b in pairs])}"
        for kind, pairs in found.items()
    )
    return [
        (
            f"{len(asked)} seeded questions; {len(app.read.index)} tools; total and every count of every facet equal "
            f"in {same} of {len(plain)} questions without words."
        ),
        (
            f"Tools found, median, ours / FTS5: {medians}. FTS5 asks for all words and repairs no typing error; "
            "ours also finds tools with some of the words and reads misspelt ones."
        ),
        (
            "In-process times are processor time, which on an idle machine is the time that passes; Datasette's are "
            "the time that passes. Warm: a question's best time of all rounds; median and p95 are over the questions."
        ),
        (
            "Same work: matching tools and scores, filters, live counts of all facets, 20 results; FTS5 marks the "
            "words in name and summary, ours in the row “drawn and marked”."
        ),
        (
            "Datasette's page counts within the filters, not beside them, and does not rank: it does less, and its "
            "time includes HTTP."
        ),
    ]


def _table(title: str, samples: Samples, notes: Sequence[str]) -> Table:
    kinds = list(dict.fromkeys(kind for _, kind in samples))
    rows: list[tuple[Cell, ...]] = []
    for name in (engine for engine in ENGINES if (engine, kinds[0]) in samples):
        every = [value for kind in kinds for value in samples[name, kind]]
        rows.append((name, *(_pair(samples[name, kind]) for kind in kinds), _pair(every)))
    return Table(f"{TITLE}, {title}", ("engine", *kinds, "all"), tuple(rows), tuple(notes))


def _pair(values: Sequence[float]) -> str:
    return f"{median(values):.2f} / {percentile(values, _P95):.2f}"
