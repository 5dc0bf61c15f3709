"""The words of searching: what is indexed, what is asked, what is answered. No engine is known here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, Literal, NamedTuple

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
    """How results are ordered. Relevance without words: better evidence first, cautions and warnings last."""

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
    """A question: words in our small grammar, filters (OR within a facet, AND between), order and page.

    `undone` are ids of parts of an earlier answer's `understood` that the reader took back: the words that were
    read so are plain words then. `facets` are those whose values are counted; None counts all.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = PAGE_SIZE
    undone: tuple[str, ...] = ()
    facets: tuple[str, ...] | None = None


class Hit(NamedTuple):
    """One tool that answers, with its score (higher is better; 0.0 when nothing was typed)."""

    slug: str
    score: float


@dataclass(frozen=True)
class ReadTopic:
    """A concept of the thesaurus that the text was read to look for, and the words that were read so."""

    id: str
    concept: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class ReadFilter:
    """A limit that words of the text were read as: tools with one of these values, or with none stated.

    A tool of which no source says either way stays in, behind those that have the value. `relaxed` when so few
    tools were within the limits that the others follow behind.
    """

    id: str
    concept: str
    facet: str
    values: tuple[str, ...]
    label: str
    words: tuple[str, ...]
    relaxed: bool = False


@dataclass(frozen=True)
class Correction:
    """A word that was typed and the word that it was read as."""

    id: str
    typed: str
    read_as: str


@dataclass(frozen=True)
class Understood:
    """How a text was read; every part has an id that a request can name as undone.

    `did_you_mean` is another text that was perhaps meant, or "": a word was corrected in one of several ways.
    """

    topics: tuple[ReadTopic, ...] = ()
    filters: tuple[ReadFilter, ...] = ()
    corrections: tuple[Correction, ...] = ()
    did_you_mean: str = ""

    def corrected(self, more: tuple[Correction, ...]) -> "Understood":
        """Return this with further corrections, of words that have none yet."""
        if not more:
            return self
        known = {part.id for part in self.corrections}
        new = tuple(part for part in more if part.id not in known)
        return replace(self, corrections=(*self.corrections, *new)) if new else self

    def relaxed(self) -> "Understood":
        """Return this with all limits relaxed."""
        return replace(self, filters=tuple(replace(part, relaxed=True) for part in self.filters))


@dataclass(frozen=True)
class Suggestion:
    """What may be meant while somebody types: a tool, a capability or a concept by its id, and what to show."""

    kind: Literal["tool", "capability", "concept"]
    id: str
    label: str


@dataclass(frozen=True)
class Explanation:
    """Why a tool is in an answer: each matched field and each concept with its share of the score (sum 1.0)."""

    slug: str
    score: float
    fields: tuple[tuple[str, float], ...] = ()
    concepts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class SearchResult:
    """An answer: how many tools in all, one page of hits, and for each facet asked for the count of every value.

    The count of a value is the number of tools found when that value is chosen in its facet and all other
    facets stay as they are. `terms` are the words to mark, lower case. `notes` are sentences for the reader,
    such as a field name that does not exist. `understood` is how the text was read. `nearest` are capabilities
    (slugs) that an answer without tools names instead.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    terms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    understood: Understood = Understood()
    nearest: tuple[str, ...] = ()
