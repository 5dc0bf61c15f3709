"""Brings a database to the version of this program, and refuses one that is newer."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from catalog.domain.errors import Unavailable

MIGRATIONS: Final = Path(__file__).parent / "migrations"
VERSION_TABLE: Final = "alembic_version"


def known_versions() -> tuple[str, ...]:
    """Return the versions of this program, oldest first: the numbers that the migrations' file names begin with."""
    files = (MIGRATIONS / "versions").glob("[0-9]*.py")
    return tuple(sorted(file.name.partition("_")[0] for file in files))


def migrate(connection: Connection) -> bool:
    """Bring the database up to date inside the caller's transaction; return whether anything was to be done.

    Raises:
        Unavailable: the database was written by a newer version of the program, or is none that the catalogue can
            be kept in; nothing was changed.
    """
    current, known = _version_of(connection), known_versions()
    if current is not None and current not in known:
        raise Unavailable(
            "The database was written by a newer version of the catalogue. Nothing was changed; install that "
            "version, or set CATALOG_HOME to another folder."
        )
    if current == known[-1]:
        return False
    from catalog.store.upgrading import upgrade  # noqa: PLC0415  # Alembic takes a third of a second to import

    if current is None:
        _require_plain_order(connection)
    upgrade(connection)
    return True


def _require_plain_order(connection: Connection) -> None:
    """Let only a database that sorts texts as SQLite does be filled: by their bytes, not by a language."""
    if connection.dialect.name != "postgresql":
        return
    if not connection.execute(text("select 'Z' < 'a' and 'a-c' < 'ab'")).scalar():
        raise Unavailable(
            "This database sorts texts by the rules of a language. Create one that does not: "
            "createdb --template=template0 --encoding=UTF8 --locale=C NAME. Nothing was written."
        )


def _version_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    version = connection.execute(text(f"select version_num from {VERSION_TABLE}")).scalar()  # noqa: S608
    return None if version is None else str(version)
