"""Engines taking turns: every question is asked of each of them in one go, so that they share the machine's moods."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from random import Random
from time import thread_time

from benchmarks.questions import Question

Ask = Callable[[Question], object]
Samples = dict[tuple[str, str], list[float]]
"""Times in ms by (engine, kind of question)."""


def take_turns(
    engines: Mapping[str, Ask],
    asked: Sequence[Question],
    rounds: int,
    clock: Callable[[], float] = thread_time,
) -> list[Samples]:
    """Ask every question of every engine in turn, in another order for each question and round.

    An engine that always came after the same other one would always find the machine's caches as that one left them: in a
    fixed ring ours came after tantivy, and FTS5 after FTS5 on the same question. Orders are drawn with a seed.

    Returns the times of each round. They are processor time of the asking thread: on an idle machine that is the
    time that passes, and elsewhere it leaves out what others do. Servers need a clock that waits, `perf_counter`.
    """
    names = list(engines)
    measured: list[Samples] = []
    with frozen():
        for round_ in range(rounds):
            samples: Samples = defaultdict(list)
            for i, question in enumerate(asked):
                Random(f"{round_} {i}").shuffle(names)  # repeatable, not secret
                for name in names:
                    began = clock()
                    engines[name](question)
                    samples[name, question.kind].append((clock() - began) * 1000)
            measured.append(samples)
    return measured


def best(rounds: Sequence[Samples]) -> Samples:
    """Return each question's best time of several rounds: what it costs, without what else the machine did."""
    return {
        key: [min(times) for times in zip(*(one[key] for one in rounds), strict=True)] for key in rounds[0]
    }


@contextmanager
def frozen() -> Iterator[None]:
    """Keep what is loaded out of garbage collection, as our server does."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
