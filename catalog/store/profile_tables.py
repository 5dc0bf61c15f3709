"""The tables of compliance profiles: what somebody keeps, and reviewers' results, which are append-only by trigger."""

from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from catalog.store.tables import long_text, reference


class SavedProfileRow(SQLModel, table=True):
    """A profile that somebody keeps; only that person sees it and may remove it. `places` and `given` are JSON."""

    __tablename__: ClassVar[Any] = "saved_profile"
    id: int | None = Field(default=None, primary_key=True)
    account: str = reference("account.name", index=True)
    name: str = long_text()
    tool: str
    use: str
    places: str
    given: str = long_text()
    level: str
    tool_sha256: str
    rules_sha256: str
    at: str


class OverrideRow(SQLModel, table=True):
    """A reviewer's result for a tool in a use, beside the machine's. Append-only; an event holds its seal."""

    __tablename__: ClassVar[Any] = "profile_override"
    __table_args__ = (Index("ix_profile_override_subject", "tool", "use"),)
    id: int | None = Field(default=None, primary_key=True)
    account: str
    tool: str
    use: str
    places: str
    given: str = long_text()
    machine_level: str
    level: str
    reason: str = long_text()
    source_url: str = long_text()
    source_title: str = long_text()
    tool_sha256: str
    rules_sha256: str
    at: str
