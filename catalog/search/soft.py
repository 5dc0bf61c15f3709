"""Which kinds of tool the words of a question lean to, also where no label was met.

Every word that some label or definition has speaks for the kinds that it leads to (see `softening`). What all
words say together is a graded likelihood, never a demand: a word that nobody wrote down lowers it and empties
nothing. Words of other languages are brought into English by the labels that they share topics with.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from math import log1p
from typing import Any, Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from catalog.search.softening import OUTSIDE, ROUNDED

MOST_KINDS: Final = 6
"""So many topics of a question are looked at; the others have next to nothing."""

SHARPNESS: Final = 3
"""The power by which the likeliest kinds stand out."""

UNKNOWN_CHARACTERS: Final = 0.5
"""A pair of Chinese characters that nobody wrote down may lie between two words, and says half."""


class Likely(NamedTuple):
    """What a question leans to.

    `kinds` are numbers of `Soft.kinds`, likeliest first, and `parts` their parts of the whole, which sum to 1.0;
    `share` is how much of the words the likeliest explains, `outside` the same for what the catalogue does not cover,
    `words` how many there were.
    """

    kinds: tuple[int, ...] = ()
    parts: tuple[float, ...] = ()
    share: float = 0.0
    outside: float = 0.0
    words: int = 0


NOTHING_LIKELY: Final = Likely()

Names = tuple[tuple[str, str], ...]
"""A word by its (language, key) in each language that it may be in."""


class Spoken(NamedTuple):
    """What one word says: its names, its figure for each kind (None when nobody wrote it down), how telling it is.

    A character that is part of a pair is not `counted` as a word.
    """

    names: Names
    figures: NDArray[np.int32] | None
    telling: float
    counted: bool


class Soft:
    """The words that say which kinds of tool are meant; immutable.

    `kinds` are their (facet, value), those outside of the catalogue last. Word w speaks for the kinds
    `of[starts[w]:starts[w + 1]]` by the figures beside them, and is telling by `telling[w]`, all in whole parts of
    ROUNDED.
    """

    def __init__(self, body: Mapping[str, Any]) -> None:
        """Take the arrays that `softening.softened` wrote."""
        kinds = [(facet, value) for facet, value in body["kinds"]]
        order = sorted(range(len(kinds)), key=lambda kind: kinds[kind][0] == OUTSIDE)
        self.kinds = tuple([kinds[kind] for kind in order])
        self._inside = sum(facet != OUTSIDE for facet, _ in kinds)
        self._words: dict[tuple[str, str], int] = {}
        for i, word in enumerate(body["words"]):
            language, _, key = word.partition(":")
            self._words[language, key] = i
        self._starts: list[int] = body["starts"]
        self._of = np.argsort(order)[body["of"]]
        self._figures = np.array(body["figures"], dtype=np.int32)
        self._telling: list[int] = body["telling"]
        self._english = body["english"]
        self._unknown = log1p((len(self.kinds) + 0.5) / 0.5) * ROUNDED

    def __len__(self) -> int:
        return len(self._words)

    @classmethod
    def opened(cls, content: bytes) -> Self:
        """Return what `softening.softened` wrote."""
        return cls(json.loads(content))

    def english(self, keys: Mapping[str, str]) -> tuple[tuple[str, float], ...]:
        """Return English words, with their likeness, for a word by its keys in the languages it may be in."""
        found: dict[str, float] = {}
        for language, key in keys.items():
            for word, likeness in self._english.get(f"{language}:{key}", ()):
                found[word] = max(found.get(word, 0.0), likeness / ROUNDED)
        return tuple(found.items())

    def likely(self, units: Sequence[tuple[int, Mapping[str, str]]]) -> Likely:
        """Return what telling words lean to; each is given by its place and its keys by language."""
        return self.leaning([self.spoken(names, unknown) for names, unknown in _distinct(units).items()])

    def spoken(self, names: Names, unknown: float = 1.0) -> Spoken:
        """Return what one word says; of a word in several languages, the most that any says of a kind."""
        known = [word for name in names if (word := self._words.get(name)) is not None]
        if not known:
            return Spoken(names, None, self._unknown * unknown, unknown > 0)
        figures = np.zeros(len(self.kinds), dtype=np.int32)
        for word in known:
            some = slice(self._starts[word], self._starts[word + 1])
            of = self._of[some]
            figures[of] = np.maximum(figures[of], self._figures[some])
        return Spoken(names, figures, max(self._telling[word] for word in known), unknown > 0)

    def leaning(self, words: Collection[Spoken]) -> Likely:
        """Return what different words lean to together."""
        asked = sum([word.telling for word in words])
        if not (self.kinds and asked):
            return NOTHING_LIKELY
        count = sum([word.counted for word in words])
        figures = [word.figures for word in words if word.figures is not None]
        return self._leaning(sum(figures[1:], figures[0]), asked, count) if figures else Likely(words=count)

    def _leaning(self, total: NDArray[np.int32], asked: float, words: int) -> Likely:
        inside = total[: self._inside]
        outside = max(total[self._inside :].tolist(), default=0) / asked
        best = (-inside).argsort(kind="stable")[:MOST_KINDS]
        amounts = inside[best].tolist()
        if not (amounts and amounts[0]):
            return Likely((), (), 0.0, outside, words)
        most = amounts[0]
        parts = [(amount / most) ** SHARPNESS for amount in amounts if amount]
        whole = sum(parts)
        kinds = tuple(best[: len(parts)].tolist())
        return Likely(kinds, tuple([part / whole for part in parts]), most / asked, outside, words)


def _distinct(units: Sequence[tuple[int, Mapping[str, str]]]) -> dict[Names, float]:
    """Return the names of each word in each language, with what it says if nobody wrote it down.

    Chinese words are pairs of characters that stand side by side; a character says by itself what it says in all
    its words.
    """
    found: dict[Names, float] = {}
    chinese = False
    for _, keys in units:
        if "zh" not in keys:
            found[tuple(keys.items())] = 1.0
        else:
            found[("zh", keys["zh"]),] = 0.0
            chinese = True
    for (i, left), (j, right) in pairwise(units) if chinese else ():
        if "zh" in left and "zh" in right and j == i + 1:
            found[("zh", left["zh"] + right["zh"]),] = UNKNOWN_CHARACTERS
    return found
