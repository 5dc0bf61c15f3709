"""The tables of the work behind what is published: accounts, sessions, drafts, submissions, decisions, checks.

Decisions and confirmations are append-only, by trigger, like revisions and events. Secrets are stored as hashes;
the key of a second factor has to be kept as it is, so it never leaves this room but to be compared.
"""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from catalog.store.tables import long_text, reference


class AccountRow(SQLModel, table=True):
    """A person who may sign in; never deleted, so that a name keeps meaning one person."""

    __tablename__: ClassVar[Any] = "account"
    __table_args__ = (UniqueConstraint("issuer", "subject", name="uq_account_identity"),)
    name: str = Field(primary_key=True)
    role: str
    active: bool = True
    password_hash: str | None = None
    totp_key: str | None = None
    totp_confirmed: bool = False
    totp_last_step: int = 0
    link_hash: str | None = Field(default=None, index=True)
    link_until: str | None = None
    issuer: str | None = None
    subject: str | None = None
    created_at: str
    last_sign_in: str | None = None
    row_version: int = 1


class SessionRow(SQLModel, table=True):
    """A sign-in, by the hash of its token. `stage` is "password" until the second factor was given, then "full"."""

    __tablename__: ClassVar[Any] = "web_session"
    token_hash: str = Field(primary_key=True)
    account: str = reference("account.name", index=True)
    stage: str
    started_at: str
    seen_at: str
    ended_at: str | None = None


class SignInAttemptRow(SQLModel, table=True):
    """A failed sign-in, by hashes of the name and of the address, kept only as long as it counts."""

    __tablename__: ClassVar[Any] = "sign_in_attempt"
    id: int | None = Field(default=None, primary_key=True)
    name_hash: str = Field(index=True)
    address_hash: str = Field(index=True)
    at: str


class BatchRow(SQLModel, table=True):
    """One import: the drafts that it made belong to it and can be undone together."""

    __tablename__: ClassVar[Any] = "batch"
    id: int | None = Field(default=None, primary_key=True)
    account: str
    at: str
    file_name: str
    file_sha256: str
    format: str
    drafts: int
    undone_at: str | None = None


class ColumnMappingRow(SQLModel, table=True):
    """How somebody mapped the columns of a file last time, by the fingerprint of its header."""

    __tablename__: ClassVar[Any] = "column_mapping"
    account: str = Field(primary_key=True)
    header_hash: str = Field(primary_key=True)
    mapping: str = long_text()


class DraftRow(SQLModel, table=True):
    """What is being written about a record: not checked, not seen by readers. One live draft a record."""

    __tablename__: ClassVar[Any] = "draft"
    __table_args__ = (
        CheckConstraint("state in ('open', 'submitted', 'done', 'discarded')", name="ck_draft_state"),
        Index(
            "uq_draft_live",
            "kind",
            "slug",
            unique=True,
            sqlite_where=text("state in ('open', 'submitted')"),
            postgresql_where=text("state in ('open', 'submitted')"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    slug: str
    base_revision_id: int | None = reference("revision.id", default=None)
    batch_id: int | None = reference("batch.id", default=None, index=True)
    content: str = long_text()
    state: str = "open"
    created_by: str
    created_at: str
    updated_at: str
    row_version: int = 1


class ContributorRow(SQLModel, table=True):
    """Who wrote in a draft."""

    __tablename__: ClassVar[Any] = "draft_contributor"
    draft_id: int = reference("draft.id", primary_key=True)
    account: str = Field(primary_key=True)


class SubmissionRow(SQLModel, table=True):
    """A revision, or an act on a published record, put up for decision. `needs` is JSON: sets of roles."""

    __tablename__: ClassVar[Any] = "submission"
    __table_args__ = (
        CheckConstraint("act in ('publish', 'retire', 'restore', 'merge')", name="ck_submission_act"),
        CheckConstraint(
            "state in ('submitted', 'in-review', 'approved', 'changes-requested', 'rejected', 'withdrawn')",
            name="ck_submission_state",
        ),
        Index("ix_submission_record", "kind", "slug"),
    )
    id: int | None = Field(default=None, primary_key=True)
    act: str
    kind: str
    slug: str
    draft_id: int | None = reference("draft.id", default=None)
    revision_id: int = reference("revision.id")
    target_slug: str | None = None
    reason: str = long_text()
    sensitive: bool
    needs: str = long_text()
    risk: str
    state: str = Field(default="submitted", index=True)
    made_by: str
    made_at: str
    taken_by: str | None = None
    settled_at: str | None = None
    row_version: int = 1


class DecisionRow(SQLModel, table=True):
    """What one person decided on one revision. Append-only."""

    __tablename__: ClassVar[Any] = "decision"
    __table_args__ = (UniqueConstraint("submission_id", "account", name="uq_decision_person"),)
    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = reference("submission.id")
    account: str
    role: str
    outcome: str
    sha256: str
    comment: str = long_text()
    interest: str = long_text()
    checklist: str = long_text()
    field_comments: str = long_text()
    at: str


class ConfirmationRow(SQLModel, table=True):
    """Somebody looked again and found a revision still true. Append-only."""

    __tablename__: ClassVar[Any] = "confirmation"
    __table_args__ = (Index("ix_confirmation_record", "kind", "slug"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    slug: str
    sha256: str
    account: str
    note: str = long_text()
    at: str


class AssignmentRow(SQLModel, table=True):
    """Who is to look at a record next."""

    __tablename__: ClassVar[Any] = "assignment"
    kind: str = Field(primary_key=True)
    slug: str = Field(primary_key=True)
    account: str = Field(index=True)
    given_by: str
    given_at: str


class LinkCheckRow(SQLModel, table=True):
    """What an address answered last: `state` is ok, dead, moved, unreachable or refused."""

    __tablename__: ClassVar[Any] = "link_check"
    url: str = Field(primary_key=True, sa_type=Text)
    state: str = Field(index=True)
    status: int | None = None
    failures: int = 0
    checked_at: str
