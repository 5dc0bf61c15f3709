"""An installation with a backup, for tests of backups."""

from pathlib import Path

from catalog.actions.backups import make_backup, restore_backup
from catalog.domain.events import EventTag
from catalog.domain.people import SYSTEM
from catalog.store import AnchorFile, Store
from tests.actions.workflow_world import stock
from tests.conftest import SteppingClock


class House:
    """An installation: a store with content, its anchors, and a backup of it."""

    def __init__(self, folder: Path) -> None:
        """Stock it and back it up."""
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.url = f"sqlite:///{folder}/catalog.sqlite3"
        self.store = Store.open(self.url, SteppingClock())
        self.anchors = AnchorFile(folder / "anchors.txt")
        stock(self.store)
        with self.store.writing(SYSTEM) as work:
            work.record(EventTag.CATALOGUE_LOADED, "catalogue", {})
        self.backup = folder / "backup.zip"
        self.report = make_backup(self.store, SYSTEM, self.backup, self.anchors)

    def restored(self, target: Path, source: Path | None = None) -> Store:
        """Restore the backup into another folder and open what is there."""
        target.mkdir(exist_ok=True)
        store = Store(f"sqlite:///{target}/catalog.sqlite3", SteppingClock())
        restore_backup(store, SYSTEM, source or self.backup, AnchorFile(target / "anchors.txt"))
        return store
