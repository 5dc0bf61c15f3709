"""Alembic migrations: each brings any older database to the next version, in one transaction."""
