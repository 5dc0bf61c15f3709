"""What the catalogue records of a tool beside each question of an assessment, every fact with its sources.

Which facts stand beside a question is named by the question itself, in `data/assessments/`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, get_args

from catalog.domain.assessment_instrument import Question, RecordField
from catalog.domain.compliance_report import confidence_words
from catalog.domain.concern_states import OPEN
from catalog.domain.concerns import Concern, Effect
from catalog.domain.evidence import evidence_of, independent_sources
from catalog.domain.facets import FIXED_LABELS
from catalog.domain.source import Source
from catalog.domain.tool import Annotation, Claim, Tool
from catalog.domain.values import NOT_STATED
from catalog.queries.countries import language_name
from catalog.queries.reading import ReadSide
from catalog.queries.use_views import UseTable
from catalog.queries.words import UNSTATED

_LABELS: Final[Mapping[RecordField, str]] = {
    "access": "Who can get it",
    "ai": "What the AI does",
    "annotations": "Recorded under this principle",
    "biometric": "Biometric data",
    "children_data": "Children's data",
    "claims": "Figures, and who measured them",
    "concerns": "Concerns and conditions of use today",
    "cost": "Cost",
    "deployment": "Runs where",
    "evidence": "Evidence",
    "hardware": "Hardware",
    "input": "Goes in",
    "interfaces": "Interfaces",
    "languages": "Languages",
    "last_release": "Last release",
    "licence": "Licence",
    "limitations": "Limits",
    "listing": "How it is listed",
    "maturity": "Maturity",
    "media": "Material",
    "offline": "Works offline",
    "output": "Comes out",
    "personal_data": "Personal data",
    "profile": "Compliance profile of its typical uses",
    "users": "Who uses it",
}
_MEASURED: Final = {
    "independent": "measured independently",
    "authors": "measured by the authors of the method",
    "provider": "the provider's own figure",
}
_LISTED: Final = {
    "listed": "Listed",
    "caution": "Listed with caution",
    "cautionary": "Listed as a warning, not suggested",
    "discontinued": "Listed as discontinued",
}
_VOCABULARIES: Final = ("access", "cost", "deployment", "interfaces", "maturity", "media")
_YES_NO: Final = ("biometric", "children_data", "offline", "personal_data")


@dataclass(frozen=True)
class FactLine:
    """One thing that is recorded. `sources` are (number in the tool's record, source); `href` is a page of ours, or ""."""

    text: str
    sources: tuple[tuple[int, Source], ...] = ()
    href: str = ""


@dataclass(frozen=True)
class RecordFact:
    """What the catalogue has of one field; without lines it is not stated, or nothing is recorded."""

    field: RecordField
    label: str
    lines: tuple[FactLine, ...]

    @property
    def none(self) -> str:
        """What is said where there is no line: unknown is a value, and no "no"."""
        listed = self.field in ("annotations", "claims", "concerns", "limitations", "profile", "users")
        return "none recorded" if listed else UNSTATED


@dataclass(frozen=True)
class Recorded:
    """What facts are taken from: the tool at its revision, and what stands about it today."""

    read: ReadSide
    tool: Tool
    concerns: tuple[Concern, ...]
    uses: UseTable | None

    def beside(self, question: Question) -> tuple[RecordFact, ...]:
        """Return what is shown beside a question, in the order that the question names."""
        return tuple(self.fact(field, question.principle) for field in question.beside)

    def fact(self, field: RecordField, principle: str = "") -> RecordFact:
        """Return what is recorded of a field; annotations are those of the principle, or all."""
        label = _LABELS[field]
        if field in _LISTS:
            return RecordFact(field, label, tuple(_LISTS[field](self, principle)))
        if field == "evidence":
            return RecordFact(
                field, label, (FactLine(_evidence(self.tool), (), f"/tool?slug={self.tool.slug}"),)
            )
        text = _single(self.read, self.tool, field)
        stated = text not in (UNSTATED, NOT_STATED, "")
        return RecordFact(field, label, (self.line(text, self.tool.supporting(field)),) if stated else ())

    def whole(self) -> tuple[RecordFact, ...]:
        """Return every field once, whatever question it stands beside."""
        return tuple(self.fact(field) for field in get_args(RecordField))

    def line(self, text: str, numbers: Iterable[int]) -> FactLine:
        """Return a thing that is recorded with the sources of these numbers."""
        return FactLine(text, tuple((number, self.tool.sources[number]) for number in numbers))


def _claims(of: Recorded, _principle: str) -> Iterable[FactLine]:
    return (of.line(_claim(item), item.sources) for item in of.tool.claims)


def _limitations(of: Recorded, _principle: str) -> Iterable[FactLine]:
    return (of.line(item.text, item.sources) for item in of.tool.limitations)


def _users(of: Recorded, _principle: str) -> Iterable[FactLine]:
    return (of.line(item.text, item.sources) for item in of.tool.users)


def _annotations(of: Recorded, principle: str) -> Iterable[FactLine]:
    found = (item for item in of.tool.annotations if not principle or item.principle == principle)
    return (of.line(_annotation(item), item.sources) for item in found)


def _listing(of: Recorded, _principle: str) -> Iterable[FactLine]:
    listing = of.tool.listing
    label = _LISTED[listing.status]
    yield of.line(f"{label}. {listing.reason}" if listing.reason else label, listing.sources)


def _concerns(of: Recorded, _principle: str) -> Iterable[FactLine]:
    for concern in of.concerns:
        href = f"/{concern.kind}?slug={concern.slug}"
        if concern.state in OPEN:
            yield FactLine(f"Concern {concern.id} is being examined.", (), href)
        elif concern.effect is not Effect.NONE:
            yield FactLine(f"Concern {concern.id} was upheld.", (), href)
        for text in concern.conditions:
            yield FactLine(f"Condition of use: {text}", (), href)


def _profile(of: Recorded, _principle: str) -> Iterable[FactLine]:
    if of.uses is None:
        return
    for row in of.uses.rows:
        level = of.uses.book.label(row.profile.level)
        said = f"{row.use.label}: {level}. How sure: {confidence_words(row.profile)}."
        if row.override is not None:
            said += f" A reviewer says: {of.uses.book.label(row.override.level)}."
        yield FactLine(said, (), f"/profile?tool={of.tool.slug}&use={row.use.id}")


_LISTS: Final[Mapping[str, Callable[[Recorded, str], Iterable[FactLine]]]] = {
    "annotations": _annotations,
    "claims": _claims,
    "concerns": _concerns,
    "limitations": _limitations,
    "listing": _listing,
    "profile": _profile,
    "users": _users,
}


def _single(read: ReadSide, tool: Tool, field: RecordField) -> str:
    if field == "ai":
        said = (read.words.label("ai-families", tool.ai.family), tool.ai.use)
        return ". ".join(text.rstrip(".") for text in said if text not in (UNSTATED, NOT_STATED))
    value = getattr(tool, field)
    if field in _YES_NO:
        return UNSTATED if isinstance(value, str) else "yes" if value else "no"
    if field == "languages":
        return value if isinstance(value, str) else ", ".join(map(language_name, value))
    if field in _VOCABULARIES:
        return read.words.label(field, value) if isinstance(value, str) else read.words.listed(field, value)
    return str(value)


def _evidence(tool: Tool) -> str:
    number = independent_sources(tool)
    return f"{FIXED_LABELS['evidence'][evidence_of(tool)]}; {number} independent source{'' if number == 1 else 's'}"


def _claim(claim: Claim) -> str:
    conditions = f" Conditions: {claim.conditions}" if claim.conditions != NOT_STATED else ""
    told = f", told by the {claim.reported_by}" if claim.reported_by else ""
    dated = "" if claim.date == NOT_STATED else f", {claim.date}"
    return f"{claim.text} ({_MEASURED[claim.measured_by]}{told}{dated}){conditions}"


def _annotation(item: Annotation) -> str:
    dated = "" if item.date == NOT_STATED else f" ({item.date})"
    return f"{item.kind.capitalize()}{dated}: {item.text}"
