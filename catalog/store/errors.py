"""Turns the driver's errors into sentences. No SQL, no path and no value leaves this room."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import DatabaseError
from typing import Final

from sqlalchemy.exc import DBAPIError

from catalog.domain.errors import Unavailable

_SENTENCES: Final = {
    "lock timeout": "The database is busy with another change. Nothing was saved; try again in a moment.",
    "locked": "The database is busy with another change. Nothing was saved; try again in a moment.",
    "readonly": "The database or its disk is read-only. Nothing was saved; make the folder writable, or set "
    "CATALOG_HOME to one that is.",
    "full": "The disk is full. Nothing was saved; make room and try again.",
    "unable to open": "The database cannot be opened; check that its folder exists and is writable, or set "
    "CATALOG_HOME to one that is.",
    "does not exist": "The database server has no such database or person; create it, or correct the address in "
    "CATALOG_DATABASE_URL.",
    "connection": "The database server cannot be reached. Nothing was saved; check that it runs, and the address in "
    "CATALOG_DATABASE_URL.",
    "not a database": "The database file is damaged or is another kind of file. Nothing was changed; restore a "
    "backup, or move the file away to build a new one from the curated data.",
    "malformed": "The database file is damaged. Nothing was changed; restore a backup, or move the file away to "
    "build a new one from the curated data.",
}
"""What the driver's words mean to the person who runs the catalogue."""


@contextmanager
def store_errors() -> Iterator[None]:
    """Let the body run and raise Unavailable where the driver gave up."""
    try:
        yield
    except (DatabaseError, DBAPIError) as error:
        text = str(error.orig).lower() if isinstance(error, DBAPIError) else str(error).lower()
        for word, sentence in _SENTENCES.items():
            if word in text:
                raise Unavailable(sentence) from error
        raise Unavailable(
            "The database refused the work. Nothing was saved; the log of the database says why."
        ) from error
