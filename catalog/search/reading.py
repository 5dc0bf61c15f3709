"""What a question is while it is read: its units, the spans that were read as concepts, and the outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from catalog.domain.search import Understood

NOTHING_UNDERSTOOD: Final = Understood()


@dataclass(frozen=True)
class Unit:
    """One folded part of a typed word: `word` is the number of that word; `keys` are its keys by language."""

    form: str
    word: int
    keys: Mapping[str, str]


@dataclass(frozen=True)
class Span:
    """Units that were read as concepts; `strength` is 1.0 when a label was met word for word."""

    concepts: tuple[int, ...]
    units: tuple[int, ...]
    strength: float = 1.0


@dataclass(frozen=True)
class Reading:
    """A question as read.

    `topics` are (number of the concept, strength, number of words); `limits` the values by facet; `covered` are words read
    as topics, `dropped` those that are not searched as text: fillers, and words that became filters. `outside`
    are concepts that the catalogue does not cover, when the question is for those alone.
    """

    understood: Understood = NOTHING_UNDERSTOOD
    topics: tuple[tuple[int, float, float], ...] = ()
    limits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    covered: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    outside: tuple[int, ...] = ()


NOTHING_READ: Final = Reading()
