"""Guard concerns and reviewers' results against being emptied

SQLite knows no truncation, so nothing changes there.

Revision ID: 0007
Revises: 0006
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

APPEND_ONLY = ("concern", "concern_report", "concern_step", "profile_override", "report_answer")
"""Tables whose rows PostgreSQL let nobody change or delete one by one, but let anybody empty as a whole."""


def upgrade() -> None:
    """Refuse truncation on PostgreSQL, as for the older tables."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for table in APPEND_ONLY:
        op.execute(
            f"create trigger {table}_never_emptied before truncate on {table} "
            "for each statement execute function refuse_change()"
        )
