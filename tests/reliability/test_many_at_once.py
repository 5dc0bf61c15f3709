"""Many people at once: nothing unapproved is published, no edit is lost, nobody sees a locked database."""

import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Barrier, Thread
from time import monotonic, sleep

import pytest

from catalog.actions.backups import make_backup
from catalog.actions.drafts import open_draft, save_draft
from catalog.actions.submissions import submit_draft, withdraw
from catalog.domain.errors import Conflict, NotFound, Unavailable
from catalog.domain.events import first_break
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.domain.work import Overtaken, Submission
from catalog.store import AnchorFile, Store
from catalog.store.backup import copy_database
from tests.actions.workflow_world import ANNA, BORIS, TOOL, WHY, approved, stock, submitted
from tests.figures import figure

ROOT = Path(__file__).parents[2]
SLUG = "photo-sorter"
INTERLEAVINGS = 200
WRITERS, EDITS = 8, 100


def together(*acts: Callable[[], None]) -> None:
    """Run acts in threads that start at the same moment, and raise what one of them raised."""
    barrier, raised = Barrier(len(acts)), list[BaseException]()

    def run(act: Callable[[], None]) -> None:
        barrier.wait()
        try:
            act()
        except BaseException as error:  # noqa: BLE001  # handed to the test below
            raised.append(error)

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]


@pytest.fixture
def real_store(tmp_path: Path) -> Store:
    """A store with the real clock and one published tool."""
    store = Store.open(f"sqlite:///{tmp_path}/catalog.sqlite3")
    stock(store, SLUG)
    return store


def test_approving_while_the_text_is_exchanged_never_publishes_the_other_text(real_store: Store) -> None:
    """In every interleaving of "approve N" with "withdraw, write N+1, submit", only an approved hash is shown."""
    chance = random.Random(20261122)  # noqa: S311  # a seed for a test
    approved_hashes: set[str] = set()
    won = conflicts = 0
    current: Submission | None = submitted(real_store, ANNA, SLUG, hardware="start")
    for turn in range(INTERLEAVINGS):
        assert current is not None
        asked, pauses, again = current, (chance.random() / 50, chance.random() / 50), list[Submission]()
        outcome: list[str] = []

        def approve(asked: Submission = asked, pause: float = pauses[0], told: list[str] = outcome) -> None:
            sleep(pause)
            try:
                approved(real_store, BORIS, asked)
                told.append("approved")
            except Conflict:
                told.append("conflict")

        def exchange(
            asked: Submission = asked,
            pause: float = pauses[1],
            made: list[Submission] = again,
            turn: int = turn,
        ) -> None:
            sleep(pause)
            with suppress(Conflict):  # approved first: the next edit starts from what is published now
                withdraw(real_store, ANNA, asked.id, "written anew at once")
            made.append(submitted(real_store, ANNA, SLUG, hardware=f"text {turn}"))

        together(approve, exchange)
        if outcome == ["approved"]:
            approved_hashes.add(asked.sha256)
            won += 1
        conflicts += outcome == ["conflict"]
        with real_store.reading() as reader:
            shown = reader.workflow.standing(TOOL, SLUG).sha256
            first = reader.workflow.revisions(TOOL, SLUG)[-1].sha256
        assert shown in approved_hashes | {first}
        current = again[0]
    assert won
    assert conflicts
    assert won + conflicts == INTERLEAVINGS
    figure(
        f"approve while edited: {INTERLEAVINGS} interleavings ({won} approved first), 0 unapproved published"
    )


def test_no_edit_of_many_writers_is_lost(real_store: Store) -> None:
    """Eight curators add a line each, a hundred times, to the same draft: all 800 lines stand, none saw "locked"."""
    draft = open_draft(real_store, ANNA, TOOL, SLUG)
    overtaken: list[int] = []

    def write(number: int) -> None:
        actor = Actor(f"writer{number}", Role.CURATOR)
        for edit in range(EDITS):
            while True:
                with real_store.reading() as reader:
                    seen = reader.workflow.draft(draft.id)
                assert seen is not None
                lines = [*seen.content["aliases"], f"{number}.{edit}"]
                try:
                    save_draft(real_store, actor, seen.id, seen.version, {**seen.content, "aliases": lines})
                except Overtaken:
                    overtaken.append(number)
                    continue
                break

    together(*(lambda number=number: write(number) for number in range(WRITERS)))  # type: ignore[misc]
    with real_store.reading() as reader:
        kept = reader.workflow.draft(draft.id)
        events = list(reader.events())
    assert kept is not None
    assert sorted(kept.content["aliases"]) == sorted(f"{n}.{e}" for n in range(WRITERS) for e in range(EDITS))
    assert len(kept.contributors) == WRITERS + 1  # and the one who opened it
    assert first_break(events) is None
    figure(f"many writers: {WRITERS} × {EDITS} edits, 0 lost, {len(overtaken)} told that they were overtaken")


def test_two_submissions_of_one_draft_leave_one(real_store: Store) -> None:
    """When two people submit the same draft at the same moment, one submission is made and the other told."""
    draft = open_draft(real_store, ANNA, TOOL, SLUG)
    saved = save_draft(real_store, ANNA, draft.id, draft.version, {**draft.content, "hardware": "a laptop"})
    told: list[str] = []

    def submit(actor: Actor) -> None:
        try:
            submit_draft(real_store, actor, saved.id, saved.version, WHY)
            told.append("made")
        except (Conflict, NotFound) as error:
            told.append(type(error).__name__)

    together(lambda: submit(ANNA), lambda: submit(BORIS))
    assert sorted(told) == ["Conflict", "made"]
    with real_store.reading() as reader:
        assert len(list(reader.workflow.undecided())) == 1


def test_a_writer_behind_another_waits_and_is_then_told_in_a_sentence(
    real_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While somebody holds the database for longer than a writer waits, the writer hears what to do; nothing is saved."""
    draft = open_draft(real_store, ANNA, TOOL, SLUG)

    monkeypatch.setattr("catalog.store.engine.BUSY_TIMEOUT_MS", 50)
    waiting = Store(str(real_store._writer.url.render_as_string(hide_password=False)))
    with real_store.writing(ANNA), pytest.raises(Unavailable, match="try again in a moment"):
        save_draft(waiting, BORIS, draft.id, draft.version, {**draft.content, "hardware": "a laptop"})
    waiting.close()
    with real_store.reading() as reader:
        kept = reader.workflow.draft(draft.id)
    assert kept == draft


@pytest.mark.usefixtures("real_store")
def test_a_writer_finds_the_moment_in_which_a_greedy_one_pauses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty acts and a backup beside a process that hardly ever lets go: none is told that the database is busy."""
    monkeypatch.setattr("catalog.store.engine.BUSY_TIMEOUT_MS", 3_000)
    file, waits = tmp_path / "catalog.sqlite3", []
    patient = Store(f"sqlite:///{file}")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.greedy_child", str(file)], cwd=ROOT, stdout=subprocess.PIPE
    ) as greedy:
        assert greedy.stdout is not None
        assert greedy.stdout.readline() == b"ready\n"
        try:
            draft = open_draft(patient, ANNA, TOOL, SLUG)
            for number in range(20):
                begun, content = monotonic(), {**draft.content, "cost": f"{number}"}
                draft = save_draft(patient, ANNA, draft.id, draft.version, content)
                waits.append(monotonic() - begun)
            make_backup(patient, SYSTEM, tmp_path / "backup.zip", AnchorFile(tmp_path / "anchors.txt"))
        finally:
            greedy.kill()
    patient.close()
    assert draft.version == 1 + len(waits)
    figure(f"beside a greedy writer: {len(waits)} acts and a backup, the longest took {max(waits):.2f} s")


def test_a_database_that_cannot_be_copied_is_a_sentence(tmp_path: Path) -> None:
    """What SQLite says while copying becomes words, too."""
    (tmp_path / "broken.sqlite3").write_bytes(b"no database, " * 400)
    with pytest.raises(Unavailable, match="damaged or is another kind of file"):
        copy_database(tmp_path / "broken.sqlite3", tmp_path / "copy.sqlite3")
