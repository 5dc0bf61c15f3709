"""What a question is while it is read: its units, the spans that were read as concepts, and the outcome."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from catalog.domain.search import Understood
from catalog.search.soft import NOTHING_LIKELY, Likely, Spoken

NOTHING_UNDERSTOOD: Final = Understood()
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class Unit(NamedTuple):
    """One folded part of a typed word: `word` is the number of that word; `keys` are its keys by language.

    `form` is its right spelling, where `typed` has errors; a `filler` says nothing of what is looked for, and
    `spoken` is what the others say of kinds.
    """

    form: str
    typed: str
    word: int
    keys: Mapping[str, str]
    filler: bool
    spoken: Spoken


class Token(NamedTuple):
    """What is held against one word of a label: a unit, or two that some label writes as one."""

    form: str
    units: tuple[int, ...]
    keys: Mapping[str, str]


class Span(NamedTuple):
    """Units that were read as concepts; `strength` is 1.0 when a label was met word for word.

    `stripped` when it was met without fillers; `negated` when a "no" or "without" turns a limit round.
    """

    concepts: tuple[int, ...]
    units: tuple[int, ...]
    strength: float = 1.0
    stripped: bool = False
    negated: bool = False


class Reading(NamedTuple):
    """A question as read.

    `topics` are (number of the concept, strength, number of words); `limits` the values by facet; `covered` are
    words read as topics, `dropped` those that are not searched as text: fillers, and words that became filters.
    `outside` are concepts that the catalogue does not cover, when the question is for those alone. `kept` are
    words that the reader wants as they were typed, `repaired` has the right spelling of others, and `notes` are
    sentences on what was not understood. `likely` says which topics the words as a whole lean to, and `english` has
    English words, with their likeness, for words of other languages that no tool has; `met` is the share of the telling words, limits aside, that are topics.
    """

    understood: Understood = NOTHING_UNDERSTOOD
    topics: tuple[tuple[int, float, float], ...] = ()
    limits: Mapping[str, tuple[str, ...]] = _NOTHING
    covered: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    outside: tuple[int, ...] = ()
    kept: frozenset[str] = frozenset()
    repaired: Mapping[str, str] = _NOTHING
    notes: tuple[str, ...] = ()
    likely: Likely = NOTHING_LIKELY
    english: Mapping[str, tuple[tuple[str, float], ...]] = _NOTHING
    met: float = 0.0
