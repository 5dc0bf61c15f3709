"""The views of assessments: the list, one assessment with its result, and two compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.domain.assessment import Assessment
from catalog.domain.assessment_answers import Filled
from catalog.domain.assessment_asking import Missing, Setting
from catalog.domain.assessment_instrument import Instrument, Question, Section
from catalog.domain.assessment_readiness import ReadinessResult
from catalog.domain.assessment_risk import RiskResult
from catalog.domain.assessment_steps import Part
from catalog.domain.capability import Capability
from catalog.domain.law import LegalFact
from catalog.domain.severity import Severity
from catalog.domain.standing import Standing
from catalog.domain.tool import Tool
from catalog.queries.assessment_facts import RecordFact
from catalog.queries.views import Choice


@dataclass(frozen=True)
class AssessmentRow:
    """An assessment in a list. `state` is in words; `mine` is what the reader has to do with it."""

    assessment: Assessment
    instrument: str
    tool: str
    state: str
    answered: int
    asked: int
    mine: Part


@dataclass(frozen=True)
class WithdrawnRow:
    """What the people of a withdrawn assessment still learn of it: its number, who withdrew it, when (UTC) and why."""

    id: int
    by: str
    at: str
    reason: str


@dataclass(frozen=True)
class InstrumentChoice:
    """An instrument that an assessment can be started with."""

    id: str
    form: str
    title: str
    about: str
    ours: str
    questions: int


@dataclass(frozen=True)
class StartPage:
    """What the list page shows: the assessments somebody may see, and what a new one can begin with."""

    rows: tuple[AssessmentRow, ...]
    withdrawn: tuple[WithdrawnRow, ...]
    instruments: tuple[InstrumentChoice, ...]
    capabilities: tuple[Choice, ...]
    tool: Choice | None


@dataclass(frozen=True)
class PartView:
    """A part of the form with the questions that are asked in it, and how many are answered."""

    section: Section
    questions: tuple[Question, ...]
    answered: int


@dataclass(frozen=True)
class AssessmentPage:
    """Everything the page of an assessment shows.

    `warnings` are sentences that speak against relying on it, and `standing` has the conditions of use and the open
    concerns of its tool and the kinds of it. `record` is what the catalogue records of the tool, and `beside` what of it stands beside each question. `hidden` tells that the
    tool is out of sight for this person by now. `sign_refusal` says why this person cannot sign, or is "". `valid_until` is
    YYYY-MM-DD, "" before the first signature. One of `risk` and `readiness` is None.
    """

    assessment: Assessment
    instrument: Instrument
    tool: Tool | None
    setting: Setting
    said: Filled
    strict: bool
    parts: tuple[PartView, ...]
    missing: tuple[Missing, ...]
    risk: RiskResult | None
    readiness: ReadinessResult | None
    warnings: tuple[str, ...]
    standing: Standing
    record: tuple[RecordFact, ...]
    beside: Mapping[str, tuple[RecordFact, ...]]
    hidden: bool
    valid_until: str
    mine: Part
    may_write: bool
    sign_refusal: str
    principles: Mapping[str, str]
    facts: Mapping[str, LegalFact]
    kinds: tuple[Capability, ...]
    others: tuple[Choice, ...]

    @property
    def conditions(self) -> tuple[str, ...]:
        """The conditions of use in force."""
        return self.standing.conditions

    @property
    def asked(self) -> int:
        """How many questions are asked."""
        return sum(len(part.questions) for part in self.parts)

    @property
    def answered(self) -> int:
        """How many of them are answered, "not known" included."""
        return sum(part.answered for part in self.parts)


@dataclass(frozen=True)
class LevelChange:
    """A principle or a dimension, with its level in two assessments, in words; `better` is None where it is the same."""

    title: str
    before: str
    after: str
    better: bool | None


@dataclass(frozen=True)
class AnswerChange:
    """A question that is answered differently, with both answers in words."""

    question: str
    before: str
    after: str


@dataclass(frozen=True)
class ComparePage:
    """Two assessments with the same questions, the older one first."""

    older: AssessmentPage
    newer: AssessmentPage
    levels: tuple[LevelChange, ...]
    answers: tuple[AnswerChange, ...]


RISK_WORDS: Mapping[Severity, str] = {
    Severity.LOW: "low",
    Severity.MODERATE: "moderate",
    Severity.HIGH: "high",
    Severity.SEVERE: "severe",
}

RISK_ADVICE: Mapping[Severity, str] = {
    Severity.LOW: "Go on as described, and look again when this assessment ends.",
    Severity.MODERATE: "Use it only with the named mitigations in place, and watch them.",
    Severity.HIGH: "Do not begin, or pause, until what is planned is in place and this was assessed again.",
    Severity.SEVERE: "Do not use it in this way.",
}
"""What a level asks for; ours, and no law."""
