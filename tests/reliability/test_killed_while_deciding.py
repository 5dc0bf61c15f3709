"""Killing the process at any moment of raising and deciding loses no step, and shows no tool that must be hidden."""

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import sleep

import pytest

from catalog.domain.concerns import Effect, strongest
from catalog.store import Store
from tests.actions.concern_world import SLUG
from tests.actions.workflow_world import TOOL, stock
from tests.figures import figure

ROOT = Path(__file__).parents[2]


def killed(file: Path, pause: float) -> list[str]:
    """Let the child act, kill it `pause` seconds after its first word, and return what it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.concern_child", str(file)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stderr is not None
        first = child.stdout.readline()
        sleep(pause)
        child.kill()
        rest, wrong = child.stdout.read(), child.stderr.read()
    assert first, wrong
    whole = first + rest
    return whole[: whole.rfind("\n") + 1].splitlines()


def whole(store: Store, told: list[str]) -> bool:
    """Assert that all that was acknowledged is there and nothing is half done; return whether the tool is shown."""
    with store.reading() as reader:
        concerns = {item.id: item for item in reader.concerns.all()}
        shown = reader.document(TOOL, SLUG) is not None
        assert reader.verify(()).found is None
    for line in told:
        _, number, steps = line.split()
        assert len(concerns[int(number)].steps) >= int(steps), line
    assert shown == (strongest(concerns.values()) is not Effect.SUSPENSION)
    return shown


def kill_many(folder: Path, times: int) -> None:
    """Kill the child at so many random moments, and look at the store after each."""
    chance, told, seen = random.Random(6), Counter[str](), Counter[bool]()  # noqa: S311  # a seed for a test
    for turn in range(times):
        file = folder / f"catalog-{turn}.sqlite3"
        store = Store.open(f"sqlite:///{file}")
        stock(store, SLUG)
        lines = killed(file, chance.random() * 0.5)
        told.update(line.partition(" ")[0] for line in lines)
        seen[whole(store, lines)] += 1
        store.close()
    figure(
        f"killed while deciding: {times} kills, {told['raised']} concerns and {told['stepped']} steps acknowledged and "
        f"kept; tool shown {seen[True]} and hidden {seen[False]} times, each as its concerns say"
    )


def test_what_was_decided_outlives_a_kill(tmp_path: Path) -> None:
    """Eight kills at random moments."""
    kill_many(tmp_path, 8)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_what_was_decided_outlives_two_hundred_kills(tmp_path: Path) -> None:
    """The same, two hundred times."""
    kill_many(tmp_path, 200)
