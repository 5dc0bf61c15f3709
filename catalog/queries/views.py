"""The views that pages, the command line and exports draw: plain, frozen, complete.

A view holds words ready to be shown and documents of `catalog.domain`; no view holds HTML.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.domain.capability import Capability
from catalog.domain.case import Case
from catalog.domain.law import LegalFact
from catalog.domain.provider import Provider
from catalog.domain.search import SearchRequest
from catalog.domain.source import Source
from catalog.domain.tool import Annotation, Claim, Tool
from catalog.queries.badge_view import Badge as Badge  # noqa: PLC0414  # told on from here
from catalog.queries.badge_view import Icon as Icon  # noqa: PLC0414  # told on from here
from catalog.queries.citations import CitingRule
from catalog.queries.search_views import NOTHING_READ, RetiredTool
from catalog.queries.search_views import UnderstoodPart as UnderstoodPart  # noqa: PLC0414  # told on from here
from catalog.queries.search_views import UnderstoodView as UnderstoodView  # noqa: PLC0414  # told on from here
from catalog.queries.search_views import WhyView as WhyView  # noqa: PLC0414  # told on from here
from catalog.queries.shown_concern_views import NO_CONCERNS, ConcernPart
from catalog.queries.use_views import UseTable


@dataclass(frozen=True)
class Choice:
    """An id with the words a reader sees."""

    id: str
    label: str


@dataclass(frozen=True)
class ToolCard:
    """A tool in a list. `access` and `cost` are words, "not stated" included.

    `conditions` are the conditions of use that reviewers set; they stand wherever the tool does.
    """

    slug: str
    name: str
    provider: str
    kind: str
    summary: str
    capabilities: tuple[Choice, ...]
    access: str
    cost: str
    badges: tuple[Badge, ...]
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class SuspendedTool:
    """A tool that only editors see: its card, the day since which it is suspended ("" if not told), and why."""

    card: ToolCard
    since: str
    reason: str


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet: `count` tools would be found with it; `group` is a family's label or ""."""

    id: str
    label: str
    count: int
    selected: bool
    group: str = ""


@dataclass(frozen=True)
class FacetView:
    """A facet with its values in the order in which they are shown; values with no tool are left out."""

    id: str
    label: str
    hint: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class ActiveFilter:
    """A chosen value. `total_without` is how many tools there would be if it were dropped."""

    facet: str
    facet_label: str
    value: str
    label: str
    total_without: int


@dataclass(frozen=True)
class SearchPage:
    """One page of an answer. `terms` are the words to mark in names and summaries, lower case.

    `scores` gives the score of each card by slug; higher is better, 0.0 when nothing was typed. `understood` is
    how the text was read, each part with an id for `SearchRequest.undone`; `did_you_mean` is another text, or "".
    `nearest` are the capabilities to look at when nothing was found. `suspended` are the suspended tools that
    fit, for editors only; they are neither in `cards` nor counted in `total`.
    """

    request: SearchRequest
    total: int
    pages: int
    took_ms: float
    cards: tuple[ToolCard, ...]
    scores: Mapping[str, float]
    facets: tuple[FacetView, ...]
    active: tuple[ActiveFilter, ...]
    terms: tuple[str, ...]
    notes: tuple[str, ...]
    catalogue_size: int
    understood: UnderstoodView = NOTHING_READ
    did_you_mean: str = ""
    nearest: tuple[Choice, ...] = ()
    retired: tuple[RetiredTool, ...] = ()
    suspended: tuple[SuspendedTool, ...] = ()


@dataclass(frozen=True)
class FactRow:
    """A labelled fact. `sources` are numbers of the record; `stated` is False for "not stated"."""

    label: str
    value: str
    sources: tuple[int, ...] = ()
    stated: bool = True


@dataclass(frozen=True)
class SourceRow:
    """A numbered source with the words for its kind and the host that is shown beside its link."""

    number: int
    source: Source
    kind: str
    host: str


@dataclass(frozen=True)
class ClaimGroup:
    """Claims by who measured them; `label` is "Measured independently", and so on."""

    label: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class KindNote:
    """A sourced statement about a kind of tool, with the capability that holds it and its own sources."""

    capability: Choice
    annotation: Annotation
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True)
class PrincipleSection:
    """One of the five core principles with what is recorded about the product and, apart, about its kind.

    `searched` is the date on which a curator looked for facts about the product and found none, or "".
    """

    id: str
    label: str
    definition: str
    own: tuple[Annotation, ...]
    about_kind: tuple[KindNote, ...]
    searched: str = ""


@dataclass(frozen=True)
class LegalRow:
    """A legal fact that this kind of use touches, by which capabilities, with its sources."""

    fact: LegalFact
    capabilities: tuple[Choice, ...]
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True)
class CaseCard:
    """A case in a list."""

    slug: str
    title: str
    date: str
    jurisdiction: str
    kind: str
    tools: tuple[Choice, ...]


@dataclass(frozen=True)
class ToolPage:
    """Everything the tool page shows. `words` maps "vocabulary:id" to labels for principles, stages and so on.

    `concerns` are those about the tool, `kind_concerns` those about its capabilities. `suspended` is filled where
    an editor looks at a tool that readers do not see.
    """

    tool: Tool
    provider: Provider | None
    provider_name: str
    kind: str
    badges: tuple[Badge, ...]
    caution: Badge | None
    first_facts: tuple[FactRow, ...]
    more_facts: tuple[FactRow, ...]
    capabilities: tuple[Choice, ...]
    stages: tuple[Choice, ...]
    relations: tuple[tuple[str, Choice], ...]
    claims: tuple[ClaimGroup, ...]
    principles: tuple[PrincipleSection, ...]
    compliance: tuple[FactRow, ...]
    legal: tuple[LegalRow, ...]
    legal_note: str
    kinds: tuple[Capability, ...]
    cases: tuple[CaseCard, ...]
    related: tuple[ToolCard, ...]
    questions: tuple[str, ...]
    sources: tuple[SourceRow, ...]
    verification: str
    words: Mapping[str, str]
    uses: UseTable | None = None
    concerns: ConcernPart = NO_CONCERNS
    kind_concerns: tuple[tuple[Choice, ConcernPart], ...] = ()
    suspended: SuspendedTool | None = None


@dataclass(frozen=True)
class CapabilityPage:
    """Everything the capability page shows. `states` has how many tools are in each state of concern, in words."""

    capability: Capability
    family: str
    stages: tuple[Choice, ...]
    neighbours: tuple[tuple[Choice, str], ...]
    tools: tuple[ToolCard, ...]
    cases: tuple[CaseCard, ...]
    legal: tuple[LegalRow, ...]
    legal_note: str
    sources: tuple[SourceRow, ...]
    words: Mapping[str, str]
    concerns: ConcernPart = NO_CONCERNS
    states: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class CasePage:
    """Everything the case page shows. `rules` are the compliance rules that rest on the case."""

    case: Case
    kind: str
    tools: tuple[ToolCard, ...]
    capabilities: tuple[Choice, ...]
    principles: tuple[Choice, ...]
    rights: tuple[Choice, ...]
    sources: tuple[SourceRow, ...]
    concerns: ConcernPart = NO_CONCERNS
    rules: tuple[CitingRule, ...] = ()
