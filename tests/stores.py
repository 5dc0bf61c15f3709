"""What tests look up in a store behind its back."""

import sqlite3

from catalog.store import Store


def dump(store: Store) -> list[str]:
    """Return everything in the store but the events, as SQL."""
    with sqlite3.connect(str(store._writer.url.database)) as connection:
        lines = [line for line in connection.iterdump() if not line.startswith('INSERT INTO "event"')]
    connection.close()
    return lines
