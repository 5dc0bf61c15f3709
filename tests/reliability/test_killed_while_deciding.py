"""Killing the process at any moment of raising and deciding loses and softens no concern, and shows no tool that is away."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import sleep

import pytest

from catalog.bootstrap import ensure_index
from catalog.domain.concerns import Concern, Effect, strongest
from catalog.domain.errors import NotFound
from catalog.domain.events import EventTag
from catalog.domain.people import VISITOR
from catalog.queries.reading import open_read_side
from catalog.queries.tools import tool_page
from catalog.store import EventFilter, Store
from tests.actions.concern_world import SLUG
from tests.actions.workflow_world import TOOL, stock
from tests.figures import figure

ROOT = Path(__file__).parents[2]
LONGEST = 0.5
"""Seconds after the first act within which the process is killed."""
MOVED = (EventTag.RECORD_PUBLISHED, EventTag.RECORD_RESTORED, EventTag.RECORD_SUSPENDED)


@contextmanager
def acting() -> Iterator[Callable[[Path, float], list[str]]]:
    """Give a function that lets a process act on a file, kills it so many seconds later, and returns what it told."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.concern_child"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as parent:  # fmt: skip

        def killed(file: Path, pause: float) -> list[str]:
            assert parent.stdin is not None
            assert parent.stdout is not None
            parent.stdin.write(f"{file}\n")
            parent.stdin.flush()
            pid = int(parent.stdout.readline().removeprefix("pid "))
            first = parent.stdout.readline()
            sleep(pause)
            os.kill(pid, signal.SIGKILL)
            return [line.strip() for line in (first, *iter(parent.stdout.readline, "dead\n"))]

        yield killed
        parent.kill()


def require_kept(concerns: Sequence[Concern], told: Sequence[str]) -> None:
    """Assert that every acknowledged act is there, none is weaker than it was said to be, and at most one was not told."""
    last: dict[int, tuple[int, int]] = {}
    for line in told:
        _, number, steps, effect = line.split()
        last[int(number)] = (int(steps), int(effect))
    untold = 0
    for concern in concerns:
        steps, effect = last.pop(concern.id, (-1, -1))
        untold += len(concern.steps) - steps
        assert len(concern.steps) >= steps, concern.id
        assert len(concern.steps) > steps or concern.effect == effect, concern.id
    assert not last
    assert untold <= 1


def require_effect(store: Store, file: Path, concerns: Sequence[Concern]) -> bool:
    """Assert that readers see the tool if and only if no concern says otherwise, and the newest event says the same."""
    away = strongest(concerns) is Effect.SUSPENSION
    read = open_read_side(store, ensure_index(store, file.with_suffix(".index")))
    with store.reading() as reader:
        newest = reader.newest_events(EventFilter(tags=MOVED, subject=f"{TOOL}:{SLUG}"), 1)[0]
    assert away == (newest.tag is EventTag.RECORD_SUSPENDED)
    assert away == (SLUG not in read.index.slugs())
    try:
        tool_page(read, VISITOR, SLUG)
    except NotFound:
        assert away
    else:
        assert not away
    return not away


def whole(file: Path, told: Sequence[str]) -> bool:
    """Assert that the store a killed process left is whole; return whether readers see the tool."""
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert raw.execute("pragma foreign_key_check").fetchall() == []
    store = Store.open(f"sqlite:///{file}")
    with store.reading() as reader:
        concerns = reader.concerns.all()
        assert reader.verify(()).found is None
        assert all(report.concern is not None or report.waiting for report in reader.concerns.reports())
    require_kept(concerns, told)
    shown = require_effect(store, file, concerns)
    store.close()
    return shown


def kill_many(folder: Path, times: int) -> None:
    """Kill the child at so many random moments, and look at the store after each."""
    plain = folder / "plain.sqlite3"
    store = Store.open(f"sqlite:///{plain}")
    stock(store, SLUG)
    store.close()
    chance, told, seen = random.Random(6), Counter[str](), Counter[bool]()  # noqa: S311  # a seed for a test
    with acting() as killed:
        for turn in range(times):
            file = folder / f"catalog-{turn}.sqlite3"
            shutil.copy(plain, file)
            lines = killed(file, chance.random() * LONGEST)
            told.update(line.partition(" ")[0] for line in lines)
            seen[whole(file, lines)] += 1
    acts = ", ".join(f"{number} {what}" for what, number in sorted(told.items()))
    figure(
        f"killed while deciding: {times} kills, acknowledged, kept and not softened: {acts}; "
        f"tool shown {seen[True]} and hidden {seen[False]} times, each as its concerns say"
    )


def test_what_was_decided_outlives_a_kill(tmp_path: Path) -> None:
    """Eight kills at random moments."""
    kill_many(tmp_path, 8)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_what_was_decided_outlives_two_hundred_kills(tmp_path: Path) -> None:
    """The same, two hundred times."""
    kill_many(tmp_path, 200)
