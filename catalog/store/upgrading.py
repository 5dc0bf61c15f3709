"""Runs Alembic's migrations on a connection."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from catalog.store.migrate import MIGRATIONS


def configuration(connection: Connection) -> Config:
    """Return Alembic's configuration for this connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest version in the caller's transaction."""
    command.upgrade(configuration(connection), "head")
