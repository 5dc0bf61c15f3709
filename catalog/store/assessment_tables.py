"""The tables of assessments. All of them are append-only, by trigger: what stands there now is what was written last."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from catalog.store.tables import long_text, reference


class AssessmentRow(SQLModel, table=True):
    """What an assessment is about: the questions and the tool, each by the hash of its revision."""

    __tablename__: ClassVar[Any] = "assessment"
    id: int | None = Field(default=None, primary_key=True)
    instrument: str
    instrument_sha256: str
    tool: str
    tool_sha256: str
    capabilities: str = long_text()
    copied_from: int | None = reference("assessment.id", default=None)
    started_by: str
    started_at: str


class AssessmentEntryRow(SQLModel, table=True):
    """One change: what somebody wrote at a path; `number` counts from 1 without gaps."""

    __tablename__: ClassVar[Any] = "assessment_entry"
    assessment_id: int = reference("assessment.id", primary_key=True)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    path: str
    value: str = long_text()
    account: str
    at: str


class AssessmentMemberRow(SQLModel, table=True):
    """Somebody who may see an assessment, and whether they may write in it."""

    __tablename__: ClassVar[Any] = "assessment_member"
    __table_args__ = (CheckConstraint("part in ('contributor', 'reader')", name="ck_assessment_member_part"),)
    assessment_id: int = reference("assessment.id", primary_key=True)
    account: str = Field(primary_key=True, index=True)
    part: str
    given_by: str
    at: str


class AssessmentDissentRow(SQLModel, table=True):
    """A signed statement against an answer, a harm or the whole."""

    __tablename__: ClassVar[Any] = "assessment_dissent"
    assessment_id: int = reference("assessment.id", primary_key=True)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    place: str
    statement: str = long_text()
    account: str
    at: str


class AssessmentStepRow(SQLModel, table=True):
    """A change about the people of an assessment, or its withdrawal; `number` counts from 1."""

    __tablename__: ClassVar[Any] = "assessment_step"
    __table_args__ = (
        CheckConstraint(
            "kind in ('handed-over', 'left', 'readmitted', 'withdrawn')", name="ck_assessment_step_kind"
        ),
    )
    assessment_id: int = reference("assessment.id", primary_key=True)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str
    about: str
    part: str
    reason: str = long_text()
    account: str
    at: str


class AssessmentSignatureRow(SQLModel, table=True):
    """A sign-off; it binds to the SHA-256 of the content, and nothing is written after the first."""

    __tablename__: ClassVar[Any] = "assessment_signature"
    __table_args__ = (CheckConstraint("length(sha256) = 64", name="ck_assessment_signature_sha256"),)
    assessment_id: int = reference("assessment.id", primary_key=True)
    account: str = Field(primary_key=True)
    role: str
    function: str
    statement: str = long_text()
    sha256: str
    dissents: int
    at: str
