"""Growth: the same searches at the real catalogue's size and on synthetic ones, ours beside FTS5 and tantivy."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Self

from benchmarks.growth_engines import EVERY, MIXED, OURS, SQL, STORES, TANTIVY, Built, asking, built, engines
from benchmarks.growth_figures import TITLE, Figure, Figures
from benchmarks.growth_update import CHANGES, update_times
from benchmarks.ours import documents_of, opened_in, thesaurus_of_store
from benchmarks.questions import SEED, SIX, Question, growth_questions
from benchmarks.relevance import QUERIES, read_queries
from benchmarks.report import median, percentile
from benchmarks.sqlite_peer import PeerAnswer
from benchmarks.synthetic import KEPT, catalogue
from benchmarks.turns import Samples, best, take_turns
from catalog.domain.facets import FACETS
from catalog.domain.search import SearchDocument
from catalog.domain.thesaurus import Thesaurus

REAL: Final = 0
"""Stands for the size of the real catalogue."""

SIZES: Final = (REAL, 1_000, 10_000, 100_000)
"""What is measured when no sizes are named."""

_EACH: Final = 40
_OPENINGS: Final = 3
_SQL_UP_TO: Final = 10_000
"""Above this, FTS5 with all in SQL takes the better part of a second a search; the stronger way stays."""

_P95: Final = 0.95
_PROCESSED: Final = (OURS, MIXED, TANTIVY)
"""Engines that are opened in processes of their own; FTS5 opens the same file in both its kinds."""

Ask = Callable[[Question], PeerAnswer]


@dataclass(frozen=True)
class Measured:
    """The figures of a run; `compared` says for each size what was compared between the engines."""

    figures: Figures
    compared: Mapping[int, str]
    rounds: int

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on how to read the figures."""
        compared = (f"{size:,} tools: {self.compared[size]}" for size in sorted(self.compared))
        return (*_notes(self.rounds), *compared)

    def data(self) -> dict[str, Any]:
        """Return it as plain data for JSON."""
        told = [figure._asdict() for figure in self.figures.all]
        compared = {str(size): note for size, note in self.compared.items()}
        return {"real": self.figures.real, "figures": told, "compared": compared, "rounds": self.rounds}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Return what `data` wrote."""
        figures = Figures([Figure(**one) for one in data["figures"]], data["real"])
        return cls(figures, {int(size): note for size, note in data["compared"].items()}, data["rounds"])

    def beside(self, earlier: "Measured") -> "Measured":
        """Return these figures and those of an earlier run of the sizes that are not among them."""
        others = [figure for figure in earlier.figures.all if figure.size not in self.compared]
        figures = Figures([*others, *self.figures.all], self.figures.real)
        return Measured(figures, {**earlier.compared, **self.compared}, self.rounds)


def run(rounds: int, sizes: Sequence[int] = SIZES, keep: Path | None = None) -> Measured:
    """Measure growth with `rounds` warm rounds; `keep` is a folder in which stores are built once and kept."""
    with ExitStack() as stack:
        folder = keep or Path(stack.enter_context(TemporaryDirectory()))
        real, thesaurus = _real(folder)
        found: list[Figure] = []
        compared: dict[int, str] = {}
        for size in sorted({size or len(real) for size in sizes}):
            documents = real if size == len(real) else list(catalogue(real, size, SEED))
            _say(f"{size:,} tools")
            figures, compared[size] = _size(documents, thesaurus, folder, rounds)
            found += figures
    return Measured(Figures(found, len(real)), compared, rounds)


def _say(what: str) -> None:
    print(f"{TITLE}: {what}", file=sys.stderr, flush=True)


def _real(folder: Path) -> tuple[list[SearchDocument], Thesaurus]:
    with TemporaryDirectory(dir=folder) as home:
        app = opened_in(Path(home))
        try:
            return documents_of(app.store), thesaurus_of_store(app.store)
        finally:
            app.store.close()


def _size(
    documents: Sequence[SearchDocument], thesaurus: Thesaurus, folder: Path, rounds: int
) -> tuple[list[Figure], str]:
    size = len(documents)
    names = [name for name in engines() if name != SQL or size <= _SQL_UP_TO]
    stores = {name: built(STORES[name], documents, thesaurus, folder) for name in names}
    asked = growth_questions(documents, [judged.query for judged in read_queries(QUERIES)], _EACH)
    found = _costs(stores, asked["full"], size)
    places = {name: store.place for name, store in stores.items()}
    _say("searching")
    touched = []
    for _ in range(_OPENINGS):
        with asking(names, places, documents) as asks:
            for ask in asks.values():
                ask(asked["three filters"][0])
            touched += take_turns(asks, asked["first touch"], 1)
    with asking(names, places, documents) as asks:
        warm = take_turns(asks, [*asked["full"], *asked["broad"]], rounds + 1)[1:]
        note = f"{_agreement(asks, asked['three filters'], counts=True)}; "
        note += f"{_agreement(asks, asked['one word'], counts=False)}. {_found(asks, asked)}"
        note += f" Counted: the six facets of the task; “{EVERY}” counts {len(FACETS)}."
    found += _times(best(touched) | best(warm), size)
    _say("updating")
    found += [
        Figure("update", name, size, min(times)) for name, times in update_times(documents, places).items()
    ]
    return found, note


def _costs(stores: Mapping[str, Built], asked: Sequence[Question], size: int) -> list[Figure]:
    found = []
    for name in (one for one in _PROCESSED if one in stores):
        store = stores[name]
        found += [
            Figure("build", name, size, store.seconds),
            Figure("disk", name, size, store.size / 1e6),
        ]
        told = [_in_process(STORES[name], store.place, asked) for _ in range(_OPENINGS)]
        for measure in ("open", "opening", "first", "empty", "held", "used"):
            values = [value for one in told if (value := one[measure]) is not None]
            if values:
                found.append(Figure(measure, name, size, min(values)))
    return found


def _in_process(store: str, place: Path, asked: Sequence[Question]) -> dict[str, float | None]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "questions.json"
        requests = [(one.request.text, one.match, dict(one.filters)) for one in asked]
        file.write_text(json.dumps(requests), encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks.growth_process", store, str(place), str(file)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(told))


def _times(samples: Samples, size: int) -> list[Figure]:
    return [
        Figure(kind, name, size, median(times), percentile(times, _P95))
        for (name, kind), times in samples.items()
    ]


def _agreement(asks: Mapping[str, Ask], asked: Sequence[Question], *, counts: bool) -> str:
    """Return in how many questions all engines find as many tools, and count as many of each value of SIX."""
    same = 0
    for question in asked:
        answers = [ask(question) for ask in asks.values()]
        told = [(one.total, _counted(one) if counts else None) for one in answers]
        same += all(one == told[0] for one in told)
    what = "total and all counts" if counts else "total"
    return f"{what} equal in all engines in {same} of {len(asked)} questions with {asked[0].kind}"


def _counted(answer: PeerAnswer) -> dict[str, dict[str, int]]:
    return {facet: {value: n for value, n in answer.counts[facet].items() if n} for facet in SIX}


def _found(asks: Mapping[str, Ask], asked: Mapping[str, Sequence[Question]]) -> str:
    told = []
    for kind in ("full", "broad"):
        totals = (f"{median([ask(q).total for q in asked[kind]]):,}" for ask in asks.values())
        told.append(f"{kind} {' / '.join(totals)}")
    return f"Tools found, median, {' / '.join(asks)}: {'; '.join(told)}."


def _notes(rounds: int) -> tuple[str, ...]:
    kept = ", ".join(f"{name} {share:g}" for name, share in KEPT.items() if share < 1)
    return (
        (
            "Full search: one to three words (those of the judged queries that stand in a tool), three filters, "
            "counts of facets, the first 20 with name and summary marked."
        ),
        (
            f"{_EACH} questions of each kind, the engines in turn question by question, in a drawn order each time. "
            "A question's time is processor time, which on an idle machine is the time that passes, and the best "
            f"of {rounds} warm rounds (asked for the first time: of {_OPENINGS} openings); median and p95 are over the "
            "questions."
        ),
        (
            "Synthetic tools have the real ones' facet values, words by frequency and a long tail, and shorter "
            f"texts than real ones (about 120 words of 320: no definitions, claims and cases; {kept} of the length)."
        ),
        (
            f"Cold open and memory: the best of {_OPENINGS} fresh processes each, the files dropped from the system's memory "
            "where it allows that; ours without drawing pages."
        ),
        (
            f"One changed tool (the best of {CHANGES} changes): ours adds it to the index in memory and asks for it; FTS5 writes its row and its "
            "facet values, tantivy deletes, adds, commits and reloads, each to the disk, and asks for it."
        ),
        f"FTS5 with all in SQL is asked at up to {_SQL_UP_TO:,} tools; above, the better part of a second a search.",
        "FTS5 and tantivy ask for all words; ours also finds tools with some of them, reads concepts and repairs.",
    )
