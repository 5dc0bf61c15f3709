"""The words of searching: what is indexed, what is asked, what is answered. No engine is known here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

PAGE_SIZE: Final = 20
"""Results on one page."""

TEXT_FIELDS: Final = (
    "name",
    "aliases",
    "provider",
    "summary",
    "description",
    "capabilities",
    "stages",
    "limitations",
    "annotations",
    "claims",
    "cases",
)
"""The fields of text that a search reaches, and the names that `field:value` accepts."""


class Sort(StrEnum):
    """How results are ordered."""

    RELEVANCE = "relevance"
    NAME = "name"
    NEWEST_CHECK = "newest-check"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class SearchDocument:
    """What the index knows of one published tool.

    `texts` has one plain text for each of TEXT_FIELDS; one that is a list (aliases, claims, ...) has an item a
    line. `facets` maps a facet id of `domain.facets` to the tool's values. `checked` is the date of the last
    check; `evidence` counts up with better evidence.
    """

    slug: str
    texts: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]
    checked: str
    evidence: int


@dataclass(frozen=True)
class SearchRequest:
    """A question: words in our small grammar, filters (OR within a facet, AND between), order and page."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = PAGE_SIZE


@dataclass(frozen=True)
class Hit:
    """One tool that answers, with its score (higher is better; 0.0 when nothing was typed)."""

    slug: str
    score: float


@dataclass(frozen=True)
class SearchResult:
    """An answer: how many tools in all, one page of hits, and for each facet the count of every value.

    The count of a value is the number of tools found when that value is chosen in its facet and all other
    facets stay as they are. `terms` are the words to mark, lower case. `notes` are sentences for the reader,
    such as a field name that does not exist.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    terms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
