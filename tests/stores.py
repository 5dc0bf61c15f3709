"""What tests look up in a store behind its back."""

import sqlite3
from pathlib import Path

from catalog.domain.events import EventTag
from catalog.store import Store


def dump(store: Store) -> list[str]:
    """Return everything in the store but the events, as SQL."""
    return list(rows(Path(str(store.file))))


def rows(file: Path) -> tuple[str, ...]:
    """Return everything in a database but the events, as SQL."""
    with sqlite3.connect(file) as connection:
        found = tuple(line for line in connection.iterdump() if not line.startswith('INSERT INTO "event"'))
    connection.close()
    return found


def settle(file: Path) -> None:
    """Bring everything that was committed into the file itself, so that it can be copied."""
    with sqlite3.connect(file) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()


def last(store: Store) -> int:
    """Return the newest event."""
    with store.reading() as reader:
        return reader.last_event()


def since(store: Store, event: int) -> list[EventTag]:
    """Return what the events after this one tell of."""
    with store.reading() as reader:
        return [item.tag for item in reader.events() if item.seq > event]
