"""The files of `data/compliance/` that decide on compliance profiles: questions, rules, duties, levels, uses, laws.

The models say what a file may hold. What must hold between the files stands in `compliance_faults`.
"""

from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from catalog.domain.compliance_conditions import AnswerId, Condition, Name, TermName
from catalog.domain.law import FactId
from catalog.domain.text import Line, Statement
from catalog.domain.values import PartialDate, Record, Slug, Slugs

RuleId = Annotated[str, StringConstraints(pattern=r"^R-\d{2}[a-z]?$")]
Confidence = Literal["high", "medium", "low"]
Basis = Literal[
    "statute",
    "case-law",
    "authority-practice",
    "draft",
    "analogy",
    "standard",
    "soft-law",
    "analysis",
    "rule-design",
]
Step = Literal[
    "scope", "prohibition", "high-risk", "filter", "transparency", "data-law", "evidence", "children"
]
Place = Literal["eu", "coe", "un", "uk", "us"]
PLACES: Final[dict[Place, str]] = {
    "eu": "European Union",
    "coe": "Council of Europe",
    "un": "UN rights of the child",
    "uk": "United Kingdom",
    "us": "United States",
}
ANYWHERE: Final = "any"
_TONES = Literal["good", "neutral", "caution", "stop"]


class AnswerChoice(Record):
    """One answer of a question."""

    id: AnswerId
    label: Line


def _choices(value: Any) -> Any:
    return [{"id": key, "label": label} for key, label in value.items()] if isinstance(value, dict) else value


Answers = Annotated[tuple[AnswerChoice, ...], BeforeValidator(_choices), Field(min_length=2)]


class Question(Record):
    """A question about a tool in an intended use. `why` is shown beside it; `asked_when` says when it applies."""

    id: Name
    code: Annotated[str, StringConstraints(pattern=r"^[QS]\d{1,2}$")]
    group: Literal["scope", "biometrics", "function", "data", "safeguards"]
    text: Line
    why: Line
    asked_when: Condition | None = None
    many: bool = False
    safeguard: bool = False
    answers: Answers

    def label(self, answer: str) -> str:
        """Return the words of an answer."""
        return next((item.label for item in self.answers if item.id == answer), "I do not know")


class Questions(Record):
    """The file `questions.yaml`, in the order in which questions are asked."""

    note: Statement
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class Citation(Record):
    """Where a rule or duty comes from: the place in a text, and facts or cases of this catalogue."""

    act: Line
    article: Line
    facts: tuple[FactId, ...] = ()
    cases: Slugs = ()


class Rule(Record):
    """One rule: under which answers it is met, the level and duties that follow, and why one may believe it.

    `sets_aside` names rules that this one takes away, `turns_off` a law of which all rules fall away.
    """

    id: RuleId
    step: Step
    law: Slug
    jurisdictions: Annotated[tuple[Place | Literal["any"], ...], Field(min_length=1)]
    title: Line
    when: Condition
    level: Slug | None = None
    duties: Slugs = ()
    sets_aside: tuple[RuleId, ...] = ()
    turns_off: Slug | None = None
    cite: Annotated[tuple[Citation, ...], Field(min_length=1)]
    why: Statement
    confidence: Confidence
    basis: Annotated[tuple[Basis, ...], Field(min_length=1)]
    applies_from: Literal["in-force", "unknown"] | PartialDate
    as_of: PartialDate
    review_by: PartialDate
    alternatives: tuple[Statement, ...] = ()
    badge: Line | None = None


class Rules(Record):
    """The file `rules.yaml`. `terms` are named conditions; `law_read_on` is the date of the newest reading."""

    note: Statement
    law_read_on: PartialDate
    weak_spots: tuple[Statement, ...]
    terms: dict[TermName, Condition] = {}
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]


class Duty(Record):
    """What a law asks, of whom, in our words. `not_read_again`: the wording of the article is to be verified."""

    id: Slug
    law: Slug
    article: Line
    who: Literal["provider", "user", "both"]
    text: Statement
    facts: tuple[FactId, ...] = ()
    cases: Slugs = ()
    not_read_again: bool = False


class Duties(Record):
    """The file `duties.yaml`."""

    note: Statement
    duties: Annotated[tuple[Duty, ...], Field(min_length=1)]


class Level(Record):
    """A result. The order in the file is the order of gravity, the worst first."""

    id: Slug
    label: Line
    tone: _TONES
    meaning: Statement


class Levels(Record):
    """The file `levels.yaml`."""

    note: Statement
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]


class FrameworkDate(Record):
    """A date of a law and what happens then."""

    date: PartialDate
    what: Line


class Framework(Record):
    """A law or instrument with its status as last read."""

    id: Slug
    jurisdiction: Place | Literal["any"]
    name: Line
    short: Line
    status: Line
    dates: tuple[FrameworkDate, ...] = ()
    facts: Annotated[tuple[FactId, ...], Field(min_length=1)]
    as_of: PartialDate
    review_by: PartialDate


class Frameworks(Record):
    """The file `frameworks.yaml`."""

    note: Statement
    frameworks: Annotated[tuple[Framework, ...], Field(min_length=1)]


GivenAnswers = dict[Name, tuple[AnswerId, ...]]


class UsualAnswer(Record):
    """An answer that most uses share, with the reason."""

    field: Name
    answer: Annotated[tuple[AnswerId, ...], Field(min_length=1)]
    because: Line


class Arguable(Record):
    """Why a use can be read both ways, which caps the confidence at low."""

    text: Statement
    facts: Annotated[tuple[FactId, ...], Field(min_length=1)]


class Use(Record):
    """An intended use of a kind of tool. A use that is not `typical` is offered, and not shown on tool pages."""

    id: Slug
    label: Line
    capabilities: Annotated[Slugs, Field(min_length=1)]
    typical: bool = True
    because: Statement
    answers: GivenAnswers
    arguable: Arguable | None = None


class Uses(Record):
    """The file `uses.yaml`."""

    note: Statement
    defaults: tuple[UsualAnswer, ...]
    uses: Annotated[tuple[Use, ...], Field(min_length=1)]
