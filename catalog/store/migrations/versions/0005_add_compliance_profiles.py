"""Add compliance profiles

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of kept profiles and of reviewers' results; the latter are never changed."""
    op.create_table(
        "saved_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tool", sa.String(), nullable=False),
        sa.Column("use", sa.String(), nullable=False),
        sa.Column("places", sa.String(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("tool_sha256", sa.String(), nullable=False),
        sa.Column("rules_sha256", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.name"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_saved_profile_account", "saved_profile", ["account"])
    op.create_table(
        "profile_override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("tool", sa.String(), nullable=False),
        sa.Column("use", sa.String(), nullable=False),
        sa.Column("places", sa.String(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("machine_level", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("source_title", sa.Text(), nullable=False),
        sa.Column("tool_sha256", sa.String(), nullable=False),
        sa.Column("rules_sha256", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_profile_override_subject", "profile_override", ["tool", "use"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"create trigger profile_override_no_{verb} before {verb} on profile_override "
                "begin select raise(abort, 'profile_override is append-only'); end"
            )
    else:
        op.execute(
            "create trigger profile_override_append_only before update or delete on profile_override "
            "for each row execute function refuse_change()"
        )
