"""The figures of growth: how they become tables, and which of them meet the targets."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from benchmarks.growth_engines import ENGINES, MIXED, OURS, TANTIVY
from benchmarks.report import Cell, Table, shown

TITLE: Final = "Growth"


class Figure(NamedTuple):
    """One figure of one engine at one size; `p95` where it is a median of many."""

    measure: str
    engine: str
    size: int
    value: float
    p95: float | None = None


SEARCHES: Final = {
    "full": "full search, warm: median / p95, ms",
    "first touch": "full search with one word, asked for the first time: median / p95, ms",
    "broad": "one common word, no filter, warm: median / p95, ms",
}
"""Measures that have a table of their own."""

COSTS: Final = {
    "build": "build, s of processor time",
    "disk": "on the disk, MB",
    "open": "cold open in a fresh process, ms",
    "opening": "cold open, ms of processor time",
    "first": "cold open and first answer, ms",
    "empty": "memory of a process before it opens anything, MB",
    "held": "memory of a process that opened it, MB",
    "used": "the same after all questions, MB",
    "update": "one changed tool searchable, ms",
}
"""Measures that share one table."""


class Figures:
    """All figures of a run, by measure, engine and size; what was not measured is NaN."""

    def __init__(self, figures: Iterable[Figure], real: int) -> None:
        """`real` is the size of the real catalogue."""
        self.all = list(figures)
        self.real = real
        self._at = {figure[:3]: figure for figure in self.all}

    @property
    def sizes(self) -> list[int]:
        """The sizes measured, in order."""
        return sorted({figure.size for figure in self.all})

    def engines(self, measure: str) -> list[str]:
        """Return the engines of which the measure was taken, in their order."""
        return [name for name in ENGINES if any(f[:2] == (measure, name) for f in self.all)]

    def value(self, measure: str, engine: str, size: int) -> float:
        """Return the figure, a median where there are many."""
        figure = self._at.get((measure, engine, size))
        return figure.value if figure else math.nan

    def p95(self, measure: str, engine: str, size: int) -> float:
        """Return the 95th percentile."""
        figure = self._at.get((measure, engine, size))
        return math.nan if figure is None or figure.p95 is None else figure.p95

    def ratio(self, measure: str, engine: str, size: int) -> float:
        """Return ours divided by the engine's."""
        return self.value(measure, OURS, size) / self.value(measure, engine, size)


@dataclass(frozen=True)
class Target:
    """What is to be reached, by size (0 stands for the real catalogue's); `figure` is what is compared with it."""

    text: str
    most: dict[int, float]
    figure: Callable[[Figures, int], float]
    unit: str = "×"


_ALWAYS: Final = (0, 1_000, 10_000, 100_000)
_LARGE: Final = (10_000, 100_000)

TARGETS: Final = (
    Target(
        f"full search, of {MIXED}",
        {0: 1.2, **dict.fromkeys(_LARGE, 0.5)},
        lambda got, size: got.ratio("full", MIXED, size),
    ),
    Target(
        f"full search, of {TANTIVY}",
        dict.fromkeys(_LARGE, 1.2),
        lambda got, size: got.ratio("full", TANTIVY, size),
    ),
    Target(
        f"first touch of a term, of {MIXED}",
        dict.fromkeys(_LARGE, 4.0),
        lambda got, size: got.ratio("first touch", MIXED, size),
    ),
    Target(
        "broad, of our full search",
        dict.fromkeys(_ALWAYS, 3.0),
        lambda got, size: got.value("broad", OURS, size) / got.value("full", OURS, size),
    ),
    Target(
        "full search, p95 of the median",
        dict.fromkeys(_ALWAYS, 4.0),
        lambda got, size: got.p95("full", OURS, size) / got.value("full", OURS, size),
    ),
    Target("cold open", {10_000: 1000.0}, lambda got, size: got.value("open", OURS, size), "ms"),
    Target(
        "one changed tool searchable",
        {0: 100.0, 100_000: 1000.0},
        lambda got, size: got.value("update", OURS, size),
        "ms",
    ),
)
"""What search is to reach; where a size has no target, the figure stands alone."""


def tables(got: Figures, notes: Sequence[str]) -> list[Table]:
    """Return the tables of growth: targets first, then searches, then what else it costs."""
    return [_targets(got), *(_search(got, measure) for measure in SEARCHES), _costs(got, notes)]


def size_names(got: Figures) -> tuple[str, ...]:
    """Return the headings of the sizes."""
    return tuple(f"{size:,} (real)" if size == got.real else f"{size:,}" for size in got.sizes)


def _targets(got: Figures) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (one.text, *(_judged(one, got, size) for size in got.sizes)) for one in TARGETS
    ]
    return Table(
        f"{TITLE}: targets",
        ("ours", *size_names(got)),
        tuple(rows),
        ("× is ours divided by the other figure.",),
    )


def _judged(target: Target, got: Figures, size: int) -> Cell:
    figure = target.figure(got, size)
    if math.isnan(figure):
        return None
    most = target.most.get(0 if size == got.real else size)
    told = f"{shown(figure)} {target.unit}"
    if most is None:
        return told
    return f"{told}, at most {most:g}: {'yes' if figure <= most else '**no**'}"


def _search(got: Figures, measure: str) -> Table:
    rows = [(name, *(_pair(got, measure, name, size) for size in got.sizes)) for name in got.engines(measure)]
    return Table(f"{TITLE}: {SEARCHES[measure]}", ("engine", *size_names(got)), tuple(rows))


def _pair(got: Figures, measure: str, name: str, size: int) -> Cell:
    value = got.value(measure, name, size)
    return None if math.isnan(value) else f"{shown(value)} / {shown(got.p95(measure, name, size))}"


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _costs(got: Figures, notes: Sequence[str]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (what, name, *(_known(got.value(measure, name, size)) for size in got.sizes))
        for measure, what in COSTS.items()
        for name in got.engines(measure)
    ]
    return Table(
        f"{TITLE}: what else it costs", ("what", "engine", *size_names(got)), tuple(rows), tuple(notes)
    )
