"""`catalog backup` and `catalog restore`: the whole store in one verified file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from catalog.actions.backups import make_backup, restore_backup
from catalog.bootstrap import ensure_index
from catalog.domain.people import SYSTEM
from catalog.settings import Settings
from catalog.store import AnchorFile, Store

File = Annotated[Path, typer.Argument(help="The file of the backup.")]


def backup(file: File) -> None:
    """Write everything but the search index into one verified file; works while the pages are served."""
    settings = Settings()
    made = make_backup(Store.open(settings.url), SYSTEM, file, AnchorFile(settings.anchors_file))
    print(f"Backup made and verified: {made.events} events, {made.revisions} revisions.")
    print(f"SHA-256 of the file: {made.sha256}")
    print(
        "It holds accounts and their secrets: encrypt it, and keep it on another machine. Keep this line too:"
    )
    print(made.anchor.line)


def restore(
    file: File,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a database that holds something; it is kept aside.")
    ] = False,
) -> None:
    """Put a backup back and build the search index anew; stop the program first."""
    settings = Settings()
    store = Store(settings.url)
    done = restore_backup(store, SYSTEM, file, AnchorFile(settings.anchors_file), replace=replace)
    print(
        f"Restored the backup of {done.made_at} with {done.events} events; audit trail and content verified."
    )
    if done.aside:
        print(f"The database before it is kept as {done.aside.name}, beside the new one.")
    print(f"{done.sessions_ended} open sessions ended; one-time links that were not used are void.")
    print("The new newest event, to keep elsewhere:")
    print(done.anchor.line)
    index = ensure_index(store, settings.index_folder, rebuild=True)
    print(f"The search index was built anew and holds {len(index)} tools.")
