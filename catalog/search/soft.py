"""Which kinds of tool the words of a question lean to, also where no label was met.

Every word that some label or definition has speaks for the kinds that it leads to (see `softening`). What all
words say together is a graded likelihood, never a demand: a word that nobody wrote down lowers it and empties
nothing. Words of other languages are brought into English by the labels that they share topics with.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log1p
from typing import Any, Final, Self

from catalog.search.softening import OUTSIDE, ROUNDED

MOST_KINDS: Final = 6
"""So many topics of a question are looked at; the others have next to nothing."""

SHARPNESS: Final = 3
"""The power by which the likeliest kinds stand out."""

UNKNOWN_CHARACTERS: Final = 0.5
"""A pair of Chinese characters that nobody wrote down may lie between two words, and says half."""


@dataclass(frozen=True)
class Likely:
    """What a question leans to.

    `kinds` are (facet, value, part of the whole), likeliest first, parts summing to 1.0; `share` is how much of the
    words the likeliest explains, `outside` the same for what the catalogue does not cover, `words` how many there were.
    """

    kinds: tuple[tuple[str, str, float], ...] = ()
    share: float = 0.0
    outside: float = 0.0
    words: int = 0


NOTHING_LIKELY: Final = Likely()

Names = tuple[tuple[str, str], ...]
"""A word by its (language, key) in each language that it may be in."""


class Soft:
    """The words that say which kinds of tool are meant; immutable.

    Word w speaks for the kinds `of[starts[w]:starts[w + 1]]` by the figures beside them, and is telling by `telling[w]`,
    all in whole parts of ROUNDED.
    """

    def __init__(self, body: Mapping[str, Any]) -> None:
        """Take the arrays that `softening.softened` wrote."""
        self._kinds = [(facet, value) for facet, value in body["kinds"]]
        self._words: dict[tuple[str, str], int] = {}
        for i, word in enumerate(body["words"]):
            language, _, key = word.partition(":")
            self._words[language, key] = i
        self._starts: list[int] = body["starts"]
        self._of: list[int] = body["of"]
        self._figures: list[int] = body["figures"]
        self._telling: list[int] = body["telling"]
        self._english = body["english"]
        self._outside = frozenset(i for i, (facet, _) in enumerate(self._kinds) if facet == OUTSIDE)
        self._unknown = log1p((len(self._kinds) + 0.5) / 0.5) * ROUNDED

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
        if not self._kinds:
            return NOTHING_LIKELY
        total: dict[int, int] = {}
        asked, count = 0.0, 0
        for names, unknown in _distinct(units).items():
            known = [word for name in names if (word := self._words.get(name)) is not None]
            if known:
                asked += max(self._telling[word] for word in known)
                for kind, figure in self._spoken_for(known):
                    total[kind] = total.get(kind, 0) + figure
            else:
                asked += self._unknown * unknown
            count += unknown > 0  # a character is part of a pair that was counted
        return self._leaning(total, asked, count) if asked else NOTHING_LIKELY

    def _spoken_for(self, known: Sequence[int]) -> Iterable[tuple[int, int]]:
        """Return what one word says of kinds; of a word in several languages, the most that any says of a kind."""
        if len(known) == 1:
            return self._says(known[0])
        most: dict[int, int] = {}
        for word in known:
            for kind, figure in self._says(word):
                most[kind] = max(most.get(kind, 0), figure)
        return most.items()

    def _says(self, word: int) -> Iterable[tuple[int, int]]:
        some = slice(self._starts[word], self._starts[word + 1])
        return zip(self._of[some], self._figures[some], strict=True)

    def _leaning(self, total: Mapping[int, int], asked: float, words: int) -> Likely:
        outside = max((total[kind] for kind in self._outside.intersection(total)), default=0) / asked
        inside = [(-amount, kind) for kind, amount in total.items() if amount and kind not in self._outside]
        if not inside:
            return Likely((), 0.0, outside, words)
        best = sorted(inside)[:MOST_KINDS]
        most = best[0][0]
        parts = [(amount / most) ** SHARPNESS for amount, _ in best]
        whole = sum(parts)
        kinds = tuple((*self._kinds[kind], part / whole) for (_, kind), part in zip(best, parts, strict=True))
        return Likely(kinds, -most / asked, outside, words)


def _distinct(units: Sequence[tuple[int, Mapping[str, str]]]) -> dict[Names, float]:
    """Return the names of each word in each language, with what it says if nobody wrote it down.

    Chinese words are pairs of characters that stand side by side; a character says by itself what it says in all
    its words.
    """
    found: dict[Names, float] = {}
    for _, keys in units:
        if "zh" not in keys:
            found[tuple(keys.items())] = 1.0
        else:
            found[("zh", keys["zh"]),] = 0.0
    for (i, left), (j, right) in pairwise(units):
        if "zh" in left and "zh" in right and j == i + 1:
            found[("zh", left["zh"] + right["zh"]),] = UNKNOWN_CHARACTERS
    return found
