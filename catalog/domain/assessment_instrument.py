"""The instruments of assessment: questionnaires of this catalogue's own, kept as data in `data/assessments/`.

A question says why it is asked and where that comes from. Its principle is one of `vocabulary/principles.yaml`.
"""

from collections.abc import Iterator
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from catalog.domain.law import FactId
from catalog.domain.source import Source, SourceNumber
from catalog.domain.text import Line, Paragraph, Statement
from catalog.domain.values import Record, Slug, Slugs, unique

Form = Literal["risk", "readiness"]
PrincipleId = Annotated[str, StringConstraints(pattern=r"^[a-z-]+(?:/[a-z-]+)?$")]
PrefillField = Literal[
    "biometric",
    "children_data",
    "deployment",
    "evidence",
    "listing",
    "maturity",
    "offline",
    "personal_data",
]

RecordField = Literal[
    "access",
    "ai",
    "annotations",
    "biometric",
    "children_data",
    "claims",
    "concerns",
    "cost",
    "deployment",
    "evidence",
    "hardware",
    "input",
    "interfaces",
    "languages",
    "last_release",
    "licence",
    "limitations",
    "listing",
    "maturity",
    "media",
    "offline",
    "output",
    "personal_data",
    "profile",
    "users",
]
"""What the catalogue can show beside a question: fields of the tool's record, its concerns with conditions of use, and
the compliance profiles of its typical uses."""

UNKNOWN: Final = "unknown"
"""The answer "we do not know": offered with every question, never part of the data, never a good answer."""

CORES: Final = (
    "lawfulness",
    "minimization-of-harm",
    "human-autonomy",
    "fairness",
    "good-governance",
)
"""The core principles, in the order of their vocabulary, in which results are given."""

MOST_POINTS: Final = 4
LEVELS: Final = 5
"""The steps of maturity, 0 to 4."""


class Option(Record):
    """One answer to a question of risk. `points` 0 is the safest; `stop` means: not in this way."""

    id: Slug
    label: Line
    points: Annotated[int, Field(ge=0, le=MOST_POINTS)]
    stop: bool = False

    @model_validator(mode="after")
    def _stop_is_worst(self) -> Self:
        if self.stop and self.points != MOST_POINTS:
            raise ValueError(f"an answer that stops the use has {MOST_POINTS} points")
        if self.id == UNKNOWN:
            raise ValueError(f"“{UNKNOWN}” is offered with every question; remove it here")
        return self


class ShownIf(Record):
    """A question is asked only when another one has one of these answers, or is not known."""

    question: Slug
    answers: Annotated[Slugs, Field(min_length=1)]


class Prefill(Record):
    """What the record of a tool answers for certain: from the value of a field to the answer.

    `only_if` names fields that must say something too, and nothing but these values.
    """

    field: PrefillField
    answers: Annotated[dict[str, Slug], Field(min_length=1)]
    only_if: dict[PrefillField, Annotated[tuple[Line, ...], Field(min_length=1)]] = {}


class Question(Record):
    """One question. `capabilities` and `strict` limit it to kinds of tool and to biometric ones.

    `record` names what the catalogue shows beside it of the tool. A question of risk has `options`; one of readiness has an anchor sentence for each level and the action that
    a gap asks for.
    """

    id: Slug
    text: Statement
    principle: PrincipleId
    why: Statement
    facts: tuple[FactId, ...] = ()
    sources: tuple[SourceNumber, ...] = ()
    options: tuple[Option, ...] = ()
    anchors: tuple[Statement, ...] = ()
    action: Statement | None = None
    capabilities: Slugs = ()
    strict: bool = False
    shown_if: tuple[ShownIf, ...] = ()
    record: Annotated[tuple[RecordField, ...], AfterValidator(unique)] = ()
    prefill: Prefill | None = None

    @model_validator(mode="after")
    def _well_founded(self) -> Self:
        if not self.facts and not self.sources:
            raise ValueError("does not say where it comes from; name facts or sources")
        ids = [option.id for option in self.options]
        if len(set(ids)) != len(ids):
            raise ValueError("has two answers of the same id; keep one")
        return self

    @property
    def core(self) -> str:
        """The core principle that it belongs to."""
        return self.principle.partition("/")[0]

    @property
    def answers(self) -> tuple[str, ...]:
        """What may be answered, without "unknown"."""
        return tuple(option.id for option in self.options) or tuple(map(str, range(len(self.anchors))))

    @property
    def beside(self) -> tuple[RecordField, ...]:
        """What is shown of the tool beside it: what `record` names, and whatever fills an answer in."""
        fills = (self.prefill.field, *self.prefill.only_if) if self.prefill else ()
        return tuple(dict.fromkeys((*fills, *self.record)))

    def option(self, answer: str) -> Option | None:
        """Return the answer of this id, or None."""
        return next((option for option in self.options if option.id == answer), None)


class Section(Record):
    """A part of the form; of readiness: a dimension."""

    id: Slug
    title: Line
    intro: Statement
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class TypicalHarm(Record):
    """A harm to think of, offered where somebody enters the harms of a use."""

    id: Slug
    text: Statement
    principle: PrincipleId
    why: Statement
    facts: tuple[FactId, ...] = ()
    sources: tuple[SourceNumber, ...] = ()
    capabilities: Slugs = ()


class Instrument(Record):
    """A questionnaire. `valid_days` counts from the sign-off; `valid_days_strict` on the stricter path."""

    slug: Slug
    form: Form
    title: Line
    version: Line
    about: Paragraph
    ours: Statement
    valid_days: Annotated[int, Field(ge=30, le=1096)]
    valid_days_strict: Annotated[int, Field(ge=30, le=1096)]
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    harms: tuple[TypicalHarm, ...] = ()
    sources: Annotated[dict[SourceNumber, Source], Field(min_length=1)]

    @model_validator(mode="after")
    def _of_one_form(self) -> Self:
        for question in self.questions():
            if self.form == "risk" and len(question.options) < 2:  # noqa: PLR2004  # less is no choice
                raise ValueError(f"question {question.id} needs at least two answers")
            if self.form == "readiness" and len(question.anchors) != LEVELS:
                raise ValueError(f"question {question.id} needs {LEVELS} anchors, for the levels 0 to 4")
            if self.form == "readiness" and question.shown_if:
                raise ValueError(f"question {question.id} depends on another; readiness asks every question")
            if self.form == "readiness" and question.beside:
                raise ValueError(f"question {question.id} names a tool's record; readiness is about no tool")
            if self.form == "readiness" and not question.action:
                raise ValueError(f"question {question.id} needs the action that a gap asks for")
        return self

    def questions(self) -> Iterator[Question]:
        """Yield every question, in the order of the form."""
        for section in self.sections:
            yield from section.questions

    def cores(self) -> tuple[str, ...]:
        """Return the core principles that it asks about."""
        found = {question.core for question in self.questions()}
        return tuple(core for core in CORES if core in found)

    def question(self, question_id: str) -> Question | None:
        """Return a question, or None."""
        return next((item for item in self.questions() if item.id == question_id), None)
