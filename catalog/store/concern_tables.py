"""The tables of concerns and reports. Nothing in them is ever changed or deleted, by trigger.

Where a concern stands and what it does is worked out from its steps and stored nowhere. Lists are JSON; a degree of
a variable that nobody knows is null.
"""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from catalog.store.tables import long_text, reference


class ReportRow(SQLModel, table=True):
    """What somebody told the reviewers. Append-only."""

    __tablename__: ClassVar[Any] = "concern_report"
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    slug: str
    account: str = Field(index=True)
    at: str
    what: str = long_text()
    harm: str = long_text()
    seen: str = long_text()


class ConcernRow(SQLModel, table=True):
    """What was raised. Append-only."""

    __tablename__: ClassVar[Any] = "concern"
    __table_args__ = (
        CheckConstraint("kind in ('tool', 'capability', 'case')", name="ck_concern_kind"),
        Index("ix_concern_subject", "kind", "slug"),
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    slug: str
    account: str
    at: str
    principles: str = long_text()
    rights: str = long_text()
    affected: str = long_text()
    statement: str = long_text()
    sources: str = long_text()
    scale: int | None = None
    scope: int | None = None
    probability: int | None = None
    reversibility: int | None = None
    report_id: int | None = reference("concern_report.id", default=None, unique=True)


class StepRow(SQLModel, table=True):
    """One thing that happened to a concern; `number` counts from 1 without gaps. Append-only."""

    __tablename__: ClassVar[Any] = "concern_step"
    __table_args__ = (UniqueConstraint("concern_id", "number", name="uq_concern_step"),)
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = reference("concern.id")
    number: int
    kind: str
    account: str
    role: str
    at: str
    text: str = long_text()
    verdict: str | None = None
    effect: int
    conditions: str = long_text()
    review_on: str
    source: str = long_text()
    interest: str = long_text()


class AnswerRow(SQLModel, table=True):
    """What came of a report: the concern that it became, or the reason why it became none. Append-only."""

    __tablename__: ClassVar[Any] = "report_answer"
    report_id: int = reference("concern_report.id", primary_key=True)
    account: str
    at: str
    concern_id: int | None = reference("concern.id", default=None)
    text: str = long_text()
