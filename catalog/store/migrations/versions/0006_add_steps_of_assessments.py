"""Add steps of assessments: handed over, left, readmitted, withdrawn

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KINDS = "'handed-over', 'left', 'readmitted', 'withdrawn'"


def upgrade() -> None:
    """Create the table, append-only."""
    op.create_table(
        "assessment_step",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.CheckConstraint(f"kind in ({KINDS})", name="ck_assessment_step_kind"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("assessment_id", "number"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"create trigger assessment_step_no_{verb} before {verb} on assessment_step "
                "begin select raise(abort, 'assessment_step is append-only'); end"
            )
    else:
        op.execute(
            "create trigger assessment_step_append_only before update or delete on assessment_step "
            "for each row execute function refuse_change()"
        )
        op.execute(
            "create trigger assessment_step_never_emptied before truncate on assessment_step "
            "for each statement execute function refuse_change()"
        )
