"""Alembic's environment: runs on the connection that `catalog.store.migrate` hands over."""

from alembic import context
from sqlmodel import SQLModel

from catalog.store import (  # noqa: F401  # declares the tables
    assessment_tables,
    concern_tables,
    profile_tables,
    tables,
    work_tables,
)

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
