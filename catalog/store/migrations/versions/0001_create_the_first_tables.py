"""Create the first tables

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("event", "revision")
"""Tables whose rows are never changed or deleted, not even by this program."""


def upgrade() -> None:
    """Create every table, and the triggers that keep history as it was written."""
    op.create_table(
        "capability",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_table(
        "case_record",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("jurisdiction", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what_happened", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("as_of", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_event_group_id", "event", ["group_id"])
    op.create_index("ix_event_subject", "event", ["subject"])
    op.create_index("ix_event_tag", "event", ["tag"])

    op.create_table(
        "index_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("manifest_hash", sa.String(), nullable=False),
        sa.Column("event_seq", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_index_state_one"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "provider",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("homepage", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_table(
        "term",
        sa.Column("vocabulary", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("vocabulary", "id"),
    )
    op.create_table(
        "case_link",
        sa.Column("case_slug", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_slug"], ["case_record.slug"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("case_slug", "field", "value"),
    )
    op.create_index("ix_case_link_field_value", "case_link", ["field", "value"])

    op.create_table(
        "outbox",
        sa.Column("event_seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_seq"], ["event.seq"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("event_seq"),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("event_seq", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name="ck_revision_sha256"),
        sa.ForeignKeyConstraint(["event_seq"], ["event.seq"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "slug", "number"),
    )
    op.create_table(
        "record",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state in ('published', 'retired')", name="ck_record_state"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("kind", "slug"),
    )
    op.create_table(
        "tool",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("provider_slug", sa.String(), nullable=True),
        sa.Column("homepage", sa.Text(), nullable=False),
        sa.Column("repository", sa.Text(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("output", sa.Text(), nullable=False),
        sa.Column("ai_family", sa.String(), nullable=False),
        sa.Column("ai_use", sa.Text(), nullable=False),
        sa.Column("access", sa.String(), nullable=False),
        sa.Column("cost", sa.String(), nullable=False),
        sa.Column("offline", sa.String(), nullable=False),
        sa.Column("hardware", sa.Text(), nullable=False),
        sa.Column("maturity", sa.String(), nullable=False),
        sa.Column("last_release", sa.String(), nullable=False),
        sa.Column("biometric", sa.String(), nullable=False),
        sa.Column("personal_data", sa.String(), nullable=False),
        sa.Column("children_data", sa.String(), nullable=False),
        sa.Column("listing", sa.String(), nullable=False),
        sa.Column("listing_reason", sa.Text(), nullable=True),
        sa.Column("vetting_level", sa.String(), nullable=False),
        sa.Column("checked", sa.String(), nullable=False),
        sa.Column("next_check", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["provider_slug"], ["provider.slug"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_index("ix_tool_provider_slug", "tool", ["provider_slug"])

    op.create_table(
        "annotation",
        sa.Column("tool_slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("principle", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["tool_slug"], ["tool.slug"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("tool_slug", "position"),
    )
    op.create_index("ix_annotation_principle", "annotation", ["principle"])

    op.create_table(
        "claim",
        sa.Column("tool_slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("measured_by", sa.String(), nullable=False),
        sa.Column("reported_by", sa.String(), nullable=True),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["tool_slug"], ["tool.slug"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("tool_slug", "position"),
    )
    op.create_table(
        "redirect",
        sa.Column("old_slug", sa.String(), nullable=False),
        sa.Column("tool_slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["tool_slug"], ["tool.slug"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("old_slug"),
    )
    op.create_index("ix_redirect_tool_slug", "redirect", ["tool_slug"])

    op.create_table(
        "source",
        sa.Column("tool_slug", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("independent", sa.Boolean(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("supports", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["tool_slug"], ["tool.slug"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("tool_slug", "number"),
    )
    op.create_index("ix_source_kind", "source", ["kind"])

    op.create_table(
        "statement",
        sa.Column("tool_slug", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["tool_slug"], ["tool.slug"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("tool_slug", "kind", "position"),
    )
    op.create_table(
        "tool_relation",
        sa.Column("tool_slug", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("other_slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["other_slug"], ["tool.slug"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["tool_slug"], ["tool.slug"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("tool_slug", "kind", "other_slug"),
    )
    op.create_table(
        "tool_term",
        sa.Column("tool_slug", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["tool_slug"], ["tool.slug"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("tool_slug", "field", "position"),
    )
    op.create_index("ix_tool_term_field_value", "tool_term", ["field", "value"])

    op.create_table(
        "citation",
        sa.Column("tool_slug", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tool_slug", "source_number"],
            ["source.tool_slug", "source.number"],
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("tool_slug", "subject", "position", "source_number"),
    )

    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _guard_sqlite() -> None:
    for table in APPEND_ONLY:
        for verb in ("update", "delete"):
            op.execute(
                f"create trigger {table}_no_{verb} before {verb} on {table} "
                f"begin select raise(abort, '{table} is append-only'); end"
            )


def _guard_postgresql() -> None:
    op.execute(
        "create function refuse_change() returns trigger language plpgsql as "
        "$$ begin raise exception '% is append-only', tg_table_name; end $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"create trigger {table}_append_only before update or delete on {table} "
            "for each row execute function refuse_change()"
        )
        op.execute(
            f"create trigger {table}_never_emptied before truncate on {table} "
            "for each statement execute function refuse_change()"
        )
