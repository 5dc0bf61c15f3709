"""Add assessments

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "assessment",
    "assessment_dissent",
    "assessment_entry",
    "assessment_member",
    "assessment_signature",
)
"""Tables whose rows are never changed or deleted, not even by this program."""


def upgrade() -> None:
    """Create the tables of assessments, all of them append-only."""

    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("instrument_sha256", sa.String(), nullable=False),
        sa.Column("tool", sa.String(), nullable=False),
        sa.Column("tool_sha256", sa.String(), nullable=False),
        sa.Column("capabilities", sa.Text(), nullable=False),
        sa.Column("copied_from", sa.Integer(), nullable=True),
        sa.Column("started_by", sa.String(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["copied_from"], ["assessment.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    _create_child("assessment_entry", sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
                  sa.Column("path", sa.String(), nullable=False), sa.Column("value", sa.Text(), nullable=False),
                  sa.Column("account", sa.String(), nullable=False), key="number")  # fmt: skip
    _create_child("assessment_member", sa.Column("account", sa.String(), nullable=False),
                  sa.Column("part", sa.String(), nullable=False), sa.Column("given_by", sa.String(), nullable=False),
                  sa.CheckConstraint("part in ('contributor', 'reader')", name="ck_assessment_member_part"),
                  key="account")  # fmt: skip
    op.create_index("ix_assessment_member_account", "assessment_member", ["account"])
    _create_child("assessment_dissent", sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
                  sa.Column("place", sa.String(), nullable=False), sa.Column("statement", sa.Text(), nullable=False),
                  sa.Column("account", sa.String(), nullable=False), key="number")  # fmt: skip
    _create_child("assessment_signature", sa.Column("account", sa.String(), nullable=False),
                  sa.Column("role", sa.String(), nullable=False), sa.Column("function", sa.String(), nullable=False),
                  sa.Column("statement", sa.Text(), nullable=False), sa.Column("sha256", sa.String(), nullable=False),
                  sa.Column("dissents", sa.Integer(), nullable=False),
                  sa.CheckConstraint("length(sha256) = 64", name="ck_assessment_signature_sha256"),
                  key="account")  # fmt: skip

    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _create_child(name: str, *parts: sa.schema.SchemaItem, key: str) -> None:
    """Create a table whose rows belong to an assessment and have a time."""
    op.create_table(
        name,
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        *parts,
        sa.Column("at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("assessment_id", key),
    )


def _guard_sqlite() -> None:
    for table in APPEND_ONLY:
        for verb in ("update", "delete"):
            op.execute(
                f"create trigger {table}_no_{verb} before {verb} on {table} "
                f"begin select raise(abort, '{table} is append-only'); end"
            )


def _guard_postgresql() -> None:
    for table in APPEND_ONLY:
        op.execute(
            f"create trigger {table}_append_only before update or delete on {table} "
            "for each row execute function refuse_change()"
        )
        op.execute(
            f"create trigger {table}_never_emptied before truncate on {table} "
            "for each statement execute function refuse_change()"
        )
