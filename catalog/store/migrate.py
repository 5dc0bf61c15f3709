"""Brings a database to the version of this program, and refuses one that is newer."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from catalog.domain.errors import Unavailable


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(connection: Connection) -> bool:
    """Bring the database up to date inside the caller's transaction; return whether anything was to be done.

    Raises:
        Unavailable: the database was written by a newer version of the program; nothing was changed.
    """
    config = _config(connection)
    script = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    known = {item.revision for item in script.walk_revisions()}
    if current is not None and current not in known:
        raise Unavailable(
            "The database was written by a newer version of the catalogue. Nothing was changed; install that "
            "version, or set CATALOG_HOME to another folder."
        )
    if current == script.get_current_head():
        return False
    command.upgrade(config, "head")
    return True
