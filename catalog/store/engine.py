"""Engines: one that writes, one that only reads, with SQLite's settings that make writing safe.

WAL lets readers go on while one writes; synchronous=FULL keeps a commit through a power cut; a write begins
with BEGIN IMMEDIATE because SQLite does not wait when a reader becomes a writer (746 of 800 concurrent
writes failed with plain BEGIN in our trial). On PostgreSQL a lock that ends with the transaction does the same.
"""

from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from catalog.domain.errors import Unavailable

BUSY_TIMEOUT_MS: Final = 10_000
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


def _begin(statement: str) -> Any:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin


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
    event.listen(engine, "begin", _begin("BEGIN" if read_only else "BEGIN IMMEDIATE"))
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
