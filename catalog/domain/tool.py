"""The tool: one frozen document that is the content of a revision, of a YAML file and of an API answer."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from catalog.domain.source import MeasuredBy, Source, Sourced, SourceNumber, SourceNumbers
from catalog.domain.text import Line, Paragraph, Statement, Summary
from catalog.domain.values import (
    NOT_STATED,
    NotStated,
    PartialDate,
    Record,
    Slug,
    Slugs,
    WebAddress,
    YesNo,
    unique,
)

Lines = Annotated[tuple[Line, ...], AfterValidator(unique)]
ToolKind = Literal["tool", "library", "service", "programme", "dataset", "benchmark"]
ListingStatus = Literal["listed", "caution", "cautionary", "discontinued"]
AnnotationKind = Literal["concern", "safeguard", "limitation", "incident", "ruling"]
VettingLevel = Literal["desk-reviewed", "provider-confirmed", "independently-evaluated", "field-reported"]
RelationKind = Literal[
    "part-of", "uses", "successor-of", "variant-of", "evaluated-by", "same-provider", "see-also"
]


class AiUse(Record):
    """What the tool uses AI for; `family` is a term of the vocabulary `ai-families`."""

    family: Slug | NotStated
    use: Statement | NotStated


class Listing(Record):
    """How the catalogue lists the tool: suggested, with caution, as a warning, or as discontinued."""

    status: ListingStatus
    reason: Statement | None = None
    sources: Annotated[tuple[SourceNumber, ...], AfterValidator(unique)] = ()

    @model_validator(mode="after")
    def _reason_given(self) -> Self:
        if self.status != "listed" and not self.reason:
            raise ValueError(f"status {self.status} needs a reason; say what makes it so")
        return self


class Claim(Record):
    """A figure with who measured it; `reported_by` when somebody else than the measurer tells it."""

    text: Statement
    measured_by: MeasuredBy
    reported_by: MeasuredBy | None = None
    conditions: Statement | NotStated = NOT_STATED
    date: PartialDate | NotStated = NOT_STATED
    sources: SourceNumbers


class Annotation(Record):
    """An ethics fact about this product, under one principle: who said or decided what, and when."""

    principle: Annotated[str, StringConstraints(pattern=r"^[a-z-]+/[a-z-]+$")]
    kind: AnnotationKind
    text: Statement
    date: PartialDate | NotStated = NOT_STATED
    sources: SourceNumbers


class NothingFound(Record):
    """A core principle under which a curator searched for facts about this product and found none, and when."""

    principle: Slug
    searched: PartialDate


class Relation(Record):
    """A link to another tool of the catalogue."""

    kind: RelationKind
    tool: Slug


class Verification(Record):
    """How far the record was vetted, when, and when it is due again."""

    level: VettingLevel
    checked: PartialDate
    next_check: PartialDate


class Curation(Record):
    """What curators still have to settle. Never shown to readers as a fact of the tool."""

    confidence: Literal["high", "medium", "low"]
    open_questions: tuple[Statement, ...] = ()


class Tool(Record):
    """One catalogued tool. `slug` is the file name; lists that no source fills are "not-stated"."""

    slug: Slug
    redirects: Slugs = ()
    kind: ToolKind
    name: Line
    aliases: Lines = ()
    provider: Slug
    homepage: WebAddress | NotStated
    repository: WebAddress | NotStated
    licence: Line | NotStated
    summary: Summary
    description: Paragraph
    input: Statement | NotStated
    output: Statement | NotStated
    capabilities: Annotated[Slugs, Field(min_length=1)]
    stages: Annotated[Slugs, Field(min_length=1)]
    media: Annotated[Slugs, Field(min_length=1)] | NotStated
    ai: AiUse
    access: Slug
    cost: Slug
    deployment: Annotated[Slugs, Field(min_length=1)] | NotStated
    offline: YesNo
    hardware: Statement | NotStated
    interfaces: Annotated[Slugs, Field(min_length=1)] | NotStated
    languages: Annotated[Lines, Field(min_length=1)] | NotStated
    maturity: Slug
    last_release: PartialDate | NotStated
    biometric: YesNo
    personal_data: YesNo
    children_data: YesNo
    listing: Listing
    users: tuple[Sourced, ...] = ()
    claims: tuple[Claim, ...] = ()
    limitations: tuple[Sourced, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    nothing_found: tuple[NothingFound, ...] = ()
    relations: tuple[Relation, ...] = ()
    sources: Annotated[dict[SourceNumber, Source], Field(min_length=1)]
    verification: Verification
    curation: Curation

    def cited(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Return every (field path, source numbers) pair that cites, in reading order."""
        groups: tuple[tuple[str, tuple[Sourced | Claim | Annotation, ...]], ...] = (
            ("users", self.users),
            ("claims", self.claims),
            ("limitations", self.limitations),
            ("annotations", self.annotations),
        )
        pairs = [(f"{name}[{i}]", item.sources) for name, items in groups for i, item in enumerate(items)]
        if self.listing.sources:
            pairs.append(("listing", self.listing.sources))
        return tuple(pairs)

    def supporting(self, field: str) -> tuple[int, ...]:
        """Return the numbers of the sources that back `field` as a whole, in order."""
        return tuple(n for n, source in sorted(self.sources.items()) if field in source.supports)
