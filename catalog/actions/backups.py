"""Acts on the whole store: make a backup while it is in use, put one back."""

from dataclasses import dataclass
from pathlib import Path

from catalog.actions.registry import action
from catalog.domain.anchors import Anchor
from catalog.domain.errors import Conflict, Invalid, Unavailable
from catalog.domain.events import BreakKind, Event, EventTag, JsonValue
from catalog.domain.people import Actor, Permission
from catalog.store import AnchorFile, Store
from catalog.store.anchors import anchor_of
from catalog.store.archive import ANCHORS, DATABASE, unpack_archive, write_archive
from catalog.store.backup import (
    copy_database,
    folder_beside,
    put_in_place,
    require_replaceable,
    require_whole,
    verified,
)
from catalog.store.verifying import Verification


@dataclass(frozen=True)
class BackupReport:
    """What a backup holds, the SHA-256 of its file, and the anchor to keep elsewhere."""

    events: int
    revisions: int
    sha256: str
    anchor: Anchor


@dataclass(frozen=True)
class RestoreReport:
    """What was put back, when it was made, how many sessions ended, and where the database before it is kept."""

    events: int
    made_at: str
    sessions_ended: int
    anchor: Anchor
    aside: Path | None


@action(permission=Permission.BACKUP_MAKE, events=(EventTag.BACKUP_MADE,))
def make_backup(store: Store, actor: Actor, target: Path, file: AnchorFile) -> BackupReport:
    """Write everything but the search index into one verified file, while others go on working.

    Raises:
        Conflict: there is a file of this name already.
        Unavailable: the database is not sound, or the disk cannot take the file.
    """
    source = _database(store)
    if target.exists():
        raise Conflict("There is a file of this name already. Choose another name for the backup.")
    anchors = file.read()
    with folder_beside(target) as folder:
        found, head = _sound_copy(source, folder, anchors)
        if head not in anchors:
            file.append(head)
        AnchorFile(folder / ANCHORS).append(*dict.fromkeys((*anchors, head)))
        made_at = store.now().isoformat(timespec="seconds")
        about: dict[str, str | int] = {"made_at": made_at, "events": found.events, "head": head.hash}
        digest = write_archive(target, folder, about)
    with store.writing(actor) as work:
        detail: dict[str, JsonValue] = {"events": found.events, "head": head.hash, "sha256": digest}
        work.record(EventTag.BACKUP_MADE, "backup", detail)
    return BackupReport(found.events, found.revisions, digest, head)


def _sound_copy(source: Path, folder: Path, anchors: tuple[Anchor, ...]) -> tuple[Verification, Anchor]:
    """Copy a database into a folder and return what was verified in the copy, with the head of its chain."""
    copy = folder / DATABASE
    copy_database(source, copy)
    require_whole(copy)
    found = verified(copy, anchors)
    if found.found is not None or found.head is None:
        why = found.found.text if found.found else "it is empty"
        raise Unavailable(
            f"The database is not fit for a backup: {why}. No backup was made; run `catalog audit verify`, and "
            "copy the files by hand with the program stopped if you need them as evidence."
        )
    return found, found.head


@action(permission=Permission.BACKUP_MAKE, events=(EventTag.BACKUP_RESTORED,))
def restore_backup(
    store: Store, actor: Actor, source: Path, file: AnchorFile, *, replace: bool = False
) -> RestoreReport:
    """Put a backup in the place of the store's database, which nobody may have open; the old one is kept aside.

    Every session and every one-time link ends, so that none that was ended since the backup comes back.

    Raises:
        Invalid: the backup is damaged, foreign, or contradicts the anchors of this installation.
        Conflict: the database holds something and `replace` was not asked for, or a program has it open.
        Unavailable: the disk cannot take it, or the backup is of a newer version.
    """
    target = _database(store)
    own = file.read()
    with folder_beside(target) as folder:
        manifest = unpack_archive(source, folder)
        anchors = AnchorFile(folder / ANCHORS).read()
        copy = folder / DATABASE
        require_whole(copy)
        fresh = Store.open(f"sqlite:///{copy}", store.now)
        try:
            events = _require_sound(copy, anchors, own)
            require_replaceable(target, replace=replace)
            file.append()
            ended, event = _taken_over(fresh, actor, events, str(manifest["made_at"]))
        finally:
            fresh.close()
        aside = put_in_place(copy, target, f"{store.now():%Y%m%dT%H%M%S%f}")
    anchor = anchor_of(event)
    file.append(*(() if own else anchors), anchor)
    return RestoreReport(events, str(manifest["made_at"]), ended, anchor, aside)


def _database(store: Store) -> Path:
    if store.file is None:
        raise Unavailable(
            "Backups of this kind are made of an SQLite database. Use the tools of your database server."
        )
    return store.file


def _require_sound(copy: Path, anchors: tuple[Anchor, ...], own: tuple[Anchor, ...]) -> int:
    """Return how many events a sound copy holds; `anchors` came with it, `own` are those of this installation."""
    inside = verified(copy, anchors)
    if inside.found is not None:
        raise Invalid(
            f"The audit trail in this backup is broken: {inside.found.text}. Nothing was changed; use an earlier one."
        )
    here = verified(copy, own)
    if here.found is not None and here.found.kind is not BreakKind.TRUNCATED:
        raise Invalid(
            f"This backup contradicts the anchors of this installation: {here.found.text}. Nothing was changed. It "
            "is of another installation, or was rewritten; only if you are sure of it, move the file of anchors "
            "away, keep it, and run this again."
        )
    return inside.events


def _taken_over(fresh: Store, actor: Actor, events: int, made_at: str) -> tuple[int, Event]:
    """End every session and link of a database that is put back, and say in it where it came from."""
    with fresh.writing(actor) as work:
        accounts = work.accounts.all()
        ended = sum(work.sessions.end_all(account.name) for account in accounts)
        for account in accounts:
            # To set the state that an account has already takes its one-time link away and nothing else.
            work.accounts.set_active(account.name, active=account.active)
        detail: dict[str, JsonValue] = {"made_at": made_at, "events": events, "sessions_ended": ended}
        return ended, work.record(EventTag.BACKUP_RESTORED, "backup", detail)
