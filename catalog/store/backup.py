"""Copies of the database while it is in use, their verification, and putting one in the place of another."""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import Connection, text

from catalog.domain.anchors import Anchor
from catalog.domain.errors import Conflict, Invalid, Unavailable
from catalog.store.archive import sync_folder
from catalog.store.engine import BUSY_TIMEOUT_MS, make_engine
from catalog.store.errors import store_errors
from catalog.store.migrate import migrate
from catalog.store.verifying import Verification, verify

_SIDE_FILES: Final = ("-wal", "-shm")


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """Give a folder on the same disk that only this account can read, and take it away at the end.

    Raises:
        Unavailable: it cannot be made.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = TemporaryDirectory(dir=target.parent, prefix=".backup-")
    except OSError as error:
        raise Unavailable(
            f"The folder for this cannot be written ({error.strerror}). Choose another one, or make it writable."
        ) from error
    with made as folder:
        yield Path(folder)


def copy_database(source: Path, target: Path) -> None:
    """Copy the database as it stands at one moment, while others read and write it, into one file.

    Raises:
        Unavailable: it cannot be read, or the copy not be written.
    """
    with (
        store_errors(),
        closing(sqlite3.connect(source, timeout=BUSY_TIMEOUT_MS / 1000)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.execute("pragma query_only=on")
        live.backup(copy)
        copy.execute("pragma journal_mode=delete")


def require_whole(copy: Path) -> None:
    """Let a file pass that is a database with sound pages and keys.

    Raises:
        Invalid: it is damaged, or another kind of file.
    """
    try:
        with closing(sqlite3.connect(copy)) as raw:
            raw.execute("pragma trusted_schema=off")
            whole = raw.execute("pragma integrity_check").fetchall() == [("ok",)]
            if whole and raw.execute("pragma foreign_key_check").fetchone() is None:
                return
    except sqlite3.DatabaseError as error:
        raise Invalid("There is no sound database in it; nothing was changed. Use another backup.") from error
    raise Invalid("The database in it is damaged; nothing was changed. Use an earlier backup.")


def verified(copy: Path, anchors: Sequence[Anchor]) -> Verification:
    """Return what the audit trail of a copy looks like, after its tables and their guards have been found in place.

    Raises:
        Invalid: it is not a database of this version of the catalogue.
    """
    engine = make_engine(f"sqlite:///{copy}", read_only=True)
    try:
        with store_errors(), engine.begin() as connection:
            if _objects(connection) != _own_objects():
                raise Invalid(
                    "The database in it is not laid out as this version does it: tables or their guards were "
                    "changed. Nothing was changed here; use another backup."
                )
            return verify(connection, anchors)
    finally:
        engine.dispose()


def _objects(connection: Connection) -> frozenset[tuple[str, str, str]]:
    """Return what a database is made of: its tables and indexes by name, and its triggers word by word."""
    query = text(
        "select type, name, case when type = 'trigger' then sql else '' end as words from sqlite_master "
        "where name not like 'sqlite_%'"
    )
    return frozenset((row.type, row.name, row.words) for row in connection.execute(query))


@cache
def _own_objects() -> frozenset[tuple[str, str, str]]:
    engine = make_engine("sqlite://", read_only=False)
    try:
        with engine.begin() as connection:
            migrate(connection)
            return _objects(connection)
    finally:
        engine.dispose()


def require_replaceable(target: Path, *, replace: bool) -> None:
    """Let a database be replaced that nobody has open, and that is empty or may go.

    Raises:
        Conflict: it holds something and `replace` was not asked for, or a program has it open.
    """
    if not target.exists():
        return
    events = _events_alone(target)
    if events and not replace:
        held = f"holds {events} events" if events > 0 else "cannot be read, and may hold something"
        raise Conflict(
            f"The database that stands there {held}. Nothing was changed. To put the backup in its place, run this "
            "again with --replace; what stands there is kept aside."
        )


def _events_alone(target: Path) -> int:
    """Return how many events a database holds, -1 where that cannot be read; nobody else may have it open."""
    with closing(sqlite3.connect(target, timeout=0)) as raw:
        try:
            # In this mode SQLite opens a database only when no other connection is there.
            raw.execute("pragma locking_mode=exclusive")
            raw.execute("begin exclusive")
            known = raw.execute("select 1 from sqlite_master where name = 'event'").fetchone()
            return int(raw.execute("select count(*) from event").fetchone()[0]) if known else 0
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise Conflict(
                    "The catalogue is running on this database. Nothing was changed; stop it, then restore."
                ) from error
            return -1
        except sqlite3.DatabaseError:
            return -1


def _second_name(target: Path, aside: Path) -> None:
    """Give a database a second name before the first one goes to another, so that there is one at every moment."""
    try:
        os.link(target, aside)
    except OSError:  # a disk that knows no second names
        shutil.copy2(target, aside)


def put_in_place(copy: Path, target: Path, stamp: str) -> Path | None:
    """Put a database where the program looks for it; return where the one before is kept, None if there was none.

    Raises:
        Unavailable: the folder cannot be written.
    """
    aside = target.with_name(f"{target.stem}.before-{stamp}{target.suffix}")
    try:
        with store_errors(), closing(sqlite3.connect(copy)) as raw:
            raw.execute("pragma journal_mode=delete")
        kept = target.exists()
        if kept:
            _second_name(target, aside)
        for side in _SIDE_FILES:  # what a damaged or lost database left would be taken for the new one's
            file = target.with_name(target.name + side)
            if file.exists():
                file.rename(aside.with_name(aside.name + side))
        copy.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise Unavailable(
            f"The database cannot be put in its place ({error.strerror}). What stood there is kept beside it under "
            "a name with “before”."
        ) from error
    return aside if kept else None
