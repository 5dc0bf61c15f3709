"""Engines: one that writes, one that only reads, with SQLite's settings that make writing safe.

WAL lets readers go on while one writes; synchronous=FULL keeps a commit through a power cut; a write begins
with BEGIN IMMEDIATE because SQLite does not wait when a reader becomes a writer (746 of 800 concurrent
writes failed with plain BEGIN in our trial). Who waits for the writer before asks again every few milliseconds:
SQLite's own waiting asks ten times a second, and where others write one act after another, so that the database is
free for moments only, it can miss them all for ten seconds. On PostgreSQL a lock that ends with the transaction does
the same.
"""

import sqlite3
from random import uniform
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from catalog.domain.errors import Unavailable

BUSY_TIMEOUT_MS: Final = 10_000
_ASK_AGAIN: Final = (0.001, 0.004)
"""Seconds, at least and at most, after which a writer who waits asks again."""
_PRIMARY: Final = 0xFF
"""The part of SQLite's extended error numbers that names the kind of error."""
_WRITERS_LOCK: Final = 0x5AFE7001
"""Names the lock that writers of one PostgreSQL database take in turn."""


def _on_connect(read_only: bool) -> Any:
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys=ON")
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        else:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    return connect


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    """Begin as soon as nobody else writes; after the time that a writer waits, the driver's error is raised."""
    until = monotonic() + BUSY_TIMEOUT_MS / 1000
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        while not _begun(connection, last=monotonic() > until):
            sleep(uniform(*_ASK_AGAIN))  # noqa: S311  # so that those who wait do not ask in step
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _begun(connection: Connection, *, last: bool) -> bool:
    """Tell whether a transaction that writes was begun, or somebody else's stands against it for now."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY:
            raise
        return False
    finally:
        cursor.close()
    return True


def make_engine(url: str, *, read_only: bool) -> Engine:
    """Return an engine for the database; a reading engine refuses every write.

    Raises:
        Unavailable: the driver of this kind of database is not installed.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return _server_engine(address, read_only=read_only)
    engine = create_engine(address, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _on_connect(read_only))
    event.listen(engine, "begin", _begin_reading if read_only else _begin_writing)
    return engine


def _server_engine(address: URL, *, read_only: bool) -> Engine:
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    # A reader sees one moment, as with SQLite; a writer that has waited sees what the one before it has written.
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    try:
        engine = create_engine(address, execution_options=options if read_only else {})
    except (ImportError, ArgumentError) as error:
        raise Unavailable(
            "The driver of this kind of database is not installed. For PostgreSQL: pip install 'psycopg[binary]'"
        ) from error
    if not read_only:
        event.listen(engine, "begin", _one_writer)
    return engine


def _one_writer(connection: Connection) -> None:
    """Let one transaction write at a time, as SQLite does: each event holds the hash of the one before it."""
    connection.exec_driver_sql(f"set local lock_timeout = '{BUSY_TIMEOUT_MS}ms'")
    connection.exec_driver_sql(f"select pg_advisory_xact_lock({_WRITERS_LOCK})")
