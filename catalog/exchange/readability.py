"""Readability of summaries: Flesch's reading ease, with syllables counted by pyphen's hyphenation patterns."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

import pyphen

_WORD: Final = re.compile(r"[A-Za-z]+")
_SENTENCE: Final = re.compile(r"[.!?]+(?:\s|$)")


@cache
def _patterns() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")


def syllables(word: str) -> int:
    """Return how many syllables a word has, at least one."""
    return len(_patterns().inserted(word.lower()).split("-"))


def reading_ease(text: str) -> float:
    """Return Flesch's reading ease of a text: 100 is very easy, 0 very hard (R. Flesch, 1948).

    206.835 - 1.015 x words per sentence - 84.6 x syllables per word.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    spoken = max(1, len(_SENTENCE.findall(text)))
    return 206.835 - 1.015 * len(words) / spoken - 84.6 * sum(map(syllables, words)) / len(words)


def median_ease(texts: Iterable[str]) -> tuple[float, float]:
    """Return the median reading ease and the value below which the hardest tenth lies."""
    values = sorted(map(reading_ease, texts))
    if not values:
        return 0.0, 0.0
    return values[len(values) // 2], values[len(values) // 10]
