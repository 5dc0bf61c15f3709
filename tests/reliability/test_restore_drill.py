"""The drill: backups made while others write, each restored elsewhere and looked through."""

import threading
from pathlib import Path

import pytest

from catalog.actions.backups import make_backup, restore_backup
from catalog.actions.drafts import save_draft, start_draft
from catalog.bootstrap import ensure_index
from catalog.domain.content import RecordKind
from catalog.domain.people import SYSTEM
from catalog.store import AnchorFile, Store
from tests.actions.workflow_world import ANNA, TOOL, fields, stock
from tests.figures import figure

BACKUPS = 20
WRITERS = 2


class Writer(threading.Thread):
    """Saves one draft again and again; `acknowledged` is the version that was saved last."""

    def __init__(self, store: Store, number: int, stop: threading.Event) -> None:
        """Start the draft."""
        super().__init__(daemon=True)
        self._store, self._stop_asked = store, stop
        self._draft = start_draft(store, ANNA, TOOL, fields(slug=f"new-{number}", name=f"New {number}"))
        self.draft_id, self.acknowledged = self._draft.id, self._draft.version

    def run(self) -> None:
        """Save until told to stop."""
        while not self._stop_asked.is_set():
            content = {**self._draft.content, "summary": f"Version {self._draft.version}."}
            self._draft = save_draft(self._store, ANNA, self._draft.id, self._draft.version, content)
            self.acknowledged = self._draft.version


@pytest.mark.timeout(600)
def test_every_backup_made_during_writes_restores(tmp_path: Path) -> None:
    """20 of 20 backups made while two people save restore with all that was acknowledged before each began."""
    store = Store.open(f"sqlite:///{tmp_path}/catalog.sqlite3")
    stock(store)
    anchors = AnchorFile(tmp_path / "anchors.txt")
    stop = threading.Event()
    writers = [Writer(store, number, stop) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    good = 0
    for number in range(BACKUPS):
        before = {writer.draft_id: writer.acknowledged for writer in writers}
        make_backup(store, SYSTEM, tmp_path / f"{number}.zip", anchors)
        good += restored_whole(tmp_path / f"{number}.zip", tmp_path / f"home-{number}", before)
    stop.set()
    for writer in writers:
        writer.join(30)
    with store.reading() as reader:
        assert reader.verify(anchors.read()).found is None
    store.close()
    saved = sum(writer.acknowledged for writer in writers)
    figure(f"restore drill: {good} of {BACKUPS} backups restored whole, made during {saved} savings")
    assert good == BACKUPS
    assert saved > BACKUPS


def restored_whole(backup: Path, home: Path, acknowledged: dict[int, int]) -> bool:
    """Restore a backup into an empty home; tell whether it is whole, searchable and lost nothing."""
    store = Store(f"sqlite:///{home}/catalog.sqlite3")
    anchors = AnchorFile(home / "anchors.txt")
    restore_backup(store, SYSTEM, backup, anchors)
    index = ensure_index(store, home / "search_index", rebuild=True)
    with store.reading() as reader:
        drafts = {number: reader.workflow.draft(number) for number in acknowledged}
        kept = all(draft and draft.version >= acknowledged[number] for number, draft in drafts.items())
        whole = reader.verify(anchors.read()).found is None
        tools = {tool.slug for tool in reader.documents(RecordKind.TOOL)}
    store.close()
    return kept and whole and set(index.slugs()) == tools
