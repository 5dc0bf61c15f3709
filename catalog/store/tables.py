"""The tables. Revisions, events and the outbox are the truth; the normalised tables show what is published.

Dates are text as the sources give them (YYYY, YYYY-MM or YYYY-MM-DD); times are ISO 8601 in UTC. A fact that
no source states is the text "not-stated". Every table works on SQLite and PostgreSQL alike.
"""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


def long_text(**options: Any) -> Any:
    """Return a field of any length."""
    return Field(sa_type=Text, **options)


def reference(target: str, **options: Any) -> Any:
    """Return a field that names a row of another table."""
    # Checked at commit: a record may be replaced while others point to it, in any order.
    return Field(sa_column_args=[ForeignKey(target, deferrable=True, initially="DEFERRED")], **options)


class RevisionRow(SQLModel, table=True):
    """Immutable content of a record: canonical JSON and its SHA-256."""

    __tablename__: ClassVar[Any] = "revision"
    __table_args__ = (
        UniqueConstraint("kind", "slug", "number"),
        CheckConstraint("length(sha256) = 64", name="ck_revision_sha256"),
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    slug: str
    number: int
    sha256: str
    content: str = long_text()
    created_at: str
    event_seq: int = reference("event.seq")


class RecordRow(SQLModel, table=True):
    """A record and the revision of it that readers see. `row_version` counts every change, for optimistic locks.

    `origin` is "files" or "workflow": what was decided on in this installation is not overwritten by the curated
    files. `reason` says why it is retired or suspended, `successor` which record took its place.
    """

    __tablename__: ClassVar[Any] = "record"
    __table_args__ = (
        CheckConstraint("state in ('published', 'retired', 'suspended')", name="ck_record_state"),
        CheckConstraint("origin in ('files', 'workflow')", name="ck_record_origin"),
    )
    kind: str = Field(primary_key=True)
    slug: str = Field(primary_key=True)
    state: str
    origin: str = Field(default="files", sa_column_kwargs={"server_default": "files"})
    reason: str | None = long_text(default=None)
    successor: str | None = None
    revision_id: int = reference("revision.id")
    row_version: int = 1


class EventRow(SQLModel, table=True):
    """One link of the audit chain; see `catalog.domain.events`. Never updated, never deleted."""

    __tablename__: ClassVar[Any] = "event"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: str
    actor: str
    tag: str = Field(index=True)
    subject: str = Field(index=True)
    group_id: str = Field(index=True)
    detail: str = long_text()
    previous: str
    hash: str


class OutboxRow(SQLModel, table=True):
    """A record whose change the search index has not taken up yet; written with the change itself."""

    __tablename__: ClassVar[Any] = "outbox"
    event_seq: int = reference("event.seq", primary_key=True)
    kind: str
    slug: str


class IndexStateRow(SQLModel, table=True):
    """The search index that this store built last: an index of another origin is never opened."""

    __tablename__: ClassVar[Any] = "index_state"
    __table_args__ = (CheckConstraint("id = 1", name="ck_index_state_one"),)
    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    manifest_hash: str
    event_seq: int


class TermRow(SQLModel, table=True):
    """A term of a controlled vocabulary."""

    __tablename__: ClassVar[Any] = "term"
    vocabulary: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    position: int
    label: str
    definition: str = long_text()
    parent: str | None = None


class ProviderRow(SQLModel, table=True):
    """Who makes or supplies tools."""

    __tablename__: ClassVar[Any] = "provider"
    slug: str = Field(primary_key=True)
    name: str
    type: str
    country: str
    homepage: str = long_text()


class CapabilityRow(SQLModel, table=True):
    """What an investigator can do with a kind of tool."""

    __tablename__: ClassVar[Any] = "capability"
    slug: str = Field(primary_key=True)
    label: str
    family: str
    definition: str = long_text()


class ToolRow(SQLModel, table=True):
    """A published tool, one column for each single fact."""

    __tablename__: ClassVar[Any] = "tool"
    slug: str = Field(primary_key=True)
    revision_id: int = reference("revision.id")
    kind: str
    name: str
    provider_slug: str | None = reference("provider.slug", default=None, index=True)
    homepage: str = long_text()
    repository: str = long_text()
    licence: str
    summary: str
    description: str = long_text()
    input: str = long_text()
    output: str = long_text()
    ai_family: str
    ai_use: str = long_text()
    access: str
    cost: str
    offline: str
    hardware: str = long_text()
    maturity: str
    last_release: str
    biometric: str
    personal_data: str
    children_data: str
    listing: str
    listing_reason: str | None = long_text(default=None)
    vetting_level: str
    checked: str
    next_check: str
    evidence: str


class ToolTermRow(SQLModel, table=True):
    """A tool's link to a term: its capabilities, stages, media, deployment, interfaces, languages and aliases."""

    __tablename__: ClassVar[Any] = "tool_term"
    __table_args__ = (Index("ix_tool_term_field_value", "field", "value"),)
    tool_slug: str = reference("tool.slug", primary_key=True)
    field: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    value: str


class ToolRelationRow(SQLModel, table=True):
    """A tool's link to another tool, which may be suspended or retired meanwhile: so the other end is no key."""

    __tablename__: ClassVar[Any] = "tool_relation"
    tool_slug: str = reference("tool.slug", primary_key=True)
    kind: str = Field(primary_key=True)
    other_slug: str = Field(primary_key=True)


class RedirectRow(SQLModel, table=True):
    """The old slug of a merged tool."""

    __tablename__: ClassVar[Any] = "redirect"
    old_slug: str = Field(primary_key=True)
    tool_slug: str = reference("tool.slug", index=True)


class SourceRow(SQLModel, table=True):
    """A source of a tool."""

    __tablename__: ClassVar[Any] = "source"
    tool_slug: str = reference("tool.slug", primary_key=True)
    number: int = Field(primary_key=True)
    url: str = long_text()
    title: str
    publisher: str
    kind: str = Field(index=True)
    independent: bool
    date: str
    supports: str


class ClaimRow(SQLModel, table=True):
    """A figure with who measured it."""

    __tablename__: ClassVar[Any] = "claim"
    tool_slug: str = reference("tool.slug", primary_key=True)
    position: int = Field(primary_key=True)
    text: str = long_text()
    measured_by: str
    reported_by: str | None = None
    conditions: str = long_text()
    date: str


class AnnotationRow(SQLModel, table=True):
    """An ethics fact about a tool under a principle."""

    __tablename__: ClassVar[Any] = "annotation"
    tool_slug: str = reference("tool.slug", primary_key=True)
    position: int = Field(primary_key=True)
    principle: str = Field(index=True)
    kind: str
    text: str = long_text()
    date: str


class StatementRow(SQLModel, table=True):
    """A sourced sentence about a tool: kind is "user" or "limitation"."""

    __tablename__: ClassVar[Any] = "statement"
    tool_slug: str = reference("tool.slug", primary_key=True)
    kind: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    text: str = long_text()


class CitationRow(SQLModel, table=True):
    """Which source says a claim, an annotation or a statement; by the number of the source."""

    __tablename__: ClassVar[Any] = "citation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tool_slug", "source_number"],
            ["source.tool_slug", "source.number"],
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    tool_slug: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    source_number: int = Field(primary_key=True)


class CaseRow(SQLModel, table=True):
    """A documented incident, ruling, fine, audit or study."""

    __tablename__: ClassVar[Any] = "case_record"
    slug: str = Field(primary_key=True)
    title: str
    date: str
    jurisdiction: str
    body: str
    kind: str
    what_happened: str = long_text()
    outcome: str = long_text()
    as_of: str


class CaseLinkRow(SQLModel, table=True):
    """A case's link to a tool, a capability, a principle or a right (`field`)."""

    __tablename__: ClassVar[Any] = "case_link"
    __table_args__ = (Index("ix_case_link_field_value", "field", "value"),)
    case_slug: str = reference("case_record.slug", primary_key=True)
    field: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
