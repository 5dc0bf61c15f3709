"""Killing the process at any moment of save, publish, import and backup loses nothing that was acknowledged."""

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

import pytest

from catalog.actions.backups import restore_backup
from catalog.actions.drafts import discard_draft
from catalog.actions.submissions import withdraw
from catalog.domain.content import RecordKind
from catalog.domain.events import first_break
from catalog.domain.people import SYSTEM
from catalog.domain.revision import canonical_json, content_hash
from catalog.domain.workflow import DraftState
from catalog.store import AnchorFile, Store
from tests.actions.workflow_world import ANNA, TOOL, stock
from tests.figures import figure

ROOT = Path(__file__).parents[2]
SLUG = "photo-sorter"


def killed(file: Path, turn: int, pause: float) -> list[str]:
    """Let the child act, kill it `pause` seconds after its first word, and return what it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.acting_child", str(file), str(turn)],
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


def kept(store: Store, folder: Path, line: str) -> bool:
    """Tell whether what was acknowledged is there."""
    what, number, mark = line.split()
    if what == "backed-up":
        with TemporaryDirectory() as empty:
            other = Store(f"sqlite:///{empty}/catalog.sqlite3")
            restore_backup(other, SYSTEM, folder / mark, AnchorFile(Path(empty) / "anchors.txt"))
            with other.reading() as reader:
                return reader.document(TOOL, SLUG) is not None
    with store.reading() as reader:
        if what == "imported":
            return len(list(reader.workflow.drafts(batch=int(number)))) == int(mark)
        if what == "saved":
            draft = reader.workflow.draft(int(number))
            return draft is not None and draft.version >= int(mark)
        submission = reader.workflow.submission(int(number))
        found = submission is not None and submission.sha256 == mark
        return found and (what == "submitted" or reader.workflow.content(TOOL, SLUG, mark) is not None)


def whole(store: Store) -> None:
    """Assert that the store contradicts itself nowhere."""
    with store.reading() as reader:
        assert first_break(list(reader.events())) is None
        standing = reader.workflow.standing(TOOL, SLUG)
        shown = reader.document(TOOL, SLUG)
        assert content_hash(canonical_json(shown)) == standing.sha256
        last = [item for item in reader.workflow.submissions(TOOL, SLUG) if item.state == "approved"]
        assert not last or last[-1].sha256 == standing.sha256
        under_review = [draft.id for draft in reader.workflow.drafts(DraftState.SUBMITTED)]
        waiting = [item.draft for item in reader.workflow.undecided(RecordKind.TOOL, SLUG)]
        assert under_review == waiting
        for batch in reader.imports.batches(1_000):
            assert len(list(reader.workflow.drafts(batch=batch.id))) == batch.drafts


def clear(store: Store) -> None:
    """Take back what the killed child left under way, as its author would."""
    with store.reading() as reader:
        waiting = list(reader.workflow.undecided())
    for submission in waiting:
        withdraw(store, ANNA, submission.id, "its author was interrupted")
    with store.reading() as reader:
        live = reader.workflow.live_draft(TOOL, SLUG)
    if live is not None:
        discard_draft(store, ANNA, live.id, "its author was interrupted")


def kill_many(folder: Path, times: int) -> None:
    """Kill the acting child at so many random moments, and look at the store after each."""
    file = folder / "catalog.sqlite3"
    store = Store.open(f"sqlite:///{file}")
    stock(store, SLUG)
    chance, told = random.Random(20261122), Counter[str]()  # noqa: S311  # a seed for a test
    for turn in range(times):
        for line in killed(file, turn, chance.random() * 1.5):
            told[line.partition(" ")[0]] += 1
            assert kept(store, folder, line), line
        for backup in folder.glob("backup-*"):
            backup.unlink()
        whole(store)
        clear(store)
    store.close()
    acts = ", ".join(f"{number} {what}" for what, number in sorted(told.items()))
    figure(f"killed while acting: {times} kills, acknowledged and kept: {acts}; chain whole each time")


def test_what_was_acknowledged_outlives_a_kill(tmp_path: Path) -> None:
    """Eight kills at random moments: every acknowledged act is there, and the store contradicts itself nowhere."""
    kill_many(tmp_path, 8)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_what_was_acknowledged_outlives_two_hundred_kills(tmp_path: Path) -> None:
    """The same, two hundred times."""
    kill_many(tmp_path, 200)
