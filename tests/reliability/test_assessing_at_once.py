"""Assessments under stress: people who answer at once lose nothing, and a killed process loses nothing it acknowledged."""

import random
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest

from catalog.actions.assessments import save_entry
from catalog.domain.assessment import AnsweredMeanwhile, Assessment
from catalog.domain.people import Actor
from catalog.store import Store
from tests.actions.assessment_world import IVAN, JANA, started, world
from tests.figures import figure
from tests.reliability.test_many_at_once import together

ROOT = Path(__file__).parents[2]
TURNS = 40
KILLS = 5


@pytest.fixture
def real_store(tmp_path: Path) -> Store:
    """A store with the real clock, and what assessments need."""
    store = Store.open(f"sqlite:///{tmp_path}/catalog.sqlite3")
    world(store)
    return store


def now(store: Store, number: int) -> Assessment:
    """Return an assessment as it stands."""
    with store.reading() as reader:
        found = reader.assessments.find(number)
    assert found is not None
    return found


def test_two_who_answer_at_once_lose_no_answer(real_store: Store) -> None:
    """On one question each saving is kept or refused with the other answer in hand; other places are never refused."""
    held = started(real_store, JANA)
    kept, refused = list[str](), list[str]()  # notes that were kept; who stood in the way of the others

    def write(actor: Actor) -> None:
        for turn in range(TURNS):
            note = f"{actor.name} {turn}"
            seen = now(real_store, held.id).version
            sleep(0.002)
            save_entry(real_store, actor, held.id, seen, f"head/{'use' if actor is IVAN else 'unit'}", note)
            try:
                save_entry(
                    real_store, actor, held.id, seen, "answer/legal-basis", {"value": "yes", "note": note}
                )
                kept.append(note)
            except AnsweredMeanwhile as error:
                refused.append(error.entry.account)

    together(lambda: write(IVAN), lambda: write(JANA))
    assert set(refused) <= {"ivan", "jana"}
    after = now(real_store, held.id)
    written = [entry.value["note"] for entry in after.entries if entry.path == "answer/legal-basis"]
    assert sorted(written) == sorted(kept)
    assert len(kept) + len(refused) == 2 * TURNS
    assert [entry.number for entry in after.entries] == list(range(1, after.version + 1))
    assert sum(entry.path in ("head/use", "head/unit") for entry in after.entries) == 2 * TURNS
    with real_store.reading() as reader:
        assert reader.verify(()).found is None
    figure(
        f"assessment: two people, {2 * TURNS} answers to one question, {len(kept)} kept, {len(refused)} shown as clash"
    )


def test_killing_the_process_loses_no_acknowledged_answer(real_store: Store) -> None:
    """After each kill the last acknowledged answer stands there, without a gap, and the trail fits the rows."""
    held = started(real_store)
    chance = random.Random(6)  # noqa: S311  # a seed for a test
    acknowledged = 0
    for turn in range(KILLS):
        command = [sys.executable, "-m", "tests.reliability.assessing_child"]
        with subprocess.Popen(
            [*command, str(real_store.file), str(held.id), str(turn)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as child:  # fmt: skip
            assert child.stdout is not None
            first = child.stdout.readline()
            sleep(chance.random() / 4)
            child.kill()
            told = (first + child.stdout.read()).rpartition("\n")[0].splitlines()
        after = now(real_store, held.id)
        assert after.version >= int(told[-1])
        assert [entry.number for entry in after.entries] == list(range(1, after.version + 1))
        with real_store.reading() as reader:
            assert reader.verify(()).found is None
        acknowledged += len(told)
    figure(f"assessment: {KILLS} kills, {acknowledged} acknowledged answers, 0 lost")
