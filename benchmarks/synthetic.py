"""Catalogues of any size, made from the real one's distributions with a fixed seed.

A synthetic tool takes the facet values of a real one, with some of them from others, so that values are as
frequent and as often together as in the real catalogue. Its texts are words of the real texts by frequency,
as they are written there, and words of a long tail that nobody else uses; so the vocabulary grows with the
catalogue, as it does in life. Its texts are shorter than real ones (`KEPT`: about 120 words of 320), for
Whoosh takes hours for a hundred thousand long ones. Names are words of their own.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from catalog.domain.search import TEXT_FIELDS, SearchDocument

KEPT: Final = {
    "aliases": 1.0,
    "summary": 1.0,
    "description": 0.5,
    "limitations": 0.5,
    "annotations": 0.5,
}
"""Fields of running words, with the share of a real text's length that a synthetic one has."""

OWN_FACETS: Final = ("capability", "stage")
"""Facets that are always those of the tool copied: the texts about them are its texts."""

OTHER_VALUES: Final = 0.2
"""How often any other facet's values come from another tool."""

TAIL_SHARE: Final = 0.15
TAIL_WORDS: Final = 200_000
TAIL_FROM: Final = 2_000
TAIL_POWER: Final = 1.05
"""Running words of the tail: their share, how many there are, and from which rank on they follow Zipf's law."""

_PROVIDERS: Final = 4
"""Tools that one provider has, in the mean."""

_ONSETS: Final = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "tr")
_VOWELS: Final = ("a", "e", "i", "o", "u")
_SYLLABLES: Final = tuple(onset + vowel for onset in _ONSETS for vowel in _VOWELS)
_LENGTH: Final = 4
_SCATTER: Final = 7_368_787
"""Has no divisor in common with the number of words, so that it puts them in another order and loses none."""


def pseudo_word(number: int) -> str:
    """Return a pronounceable word, another one for each number from 0 on; neighbours do not look alike."""
    word, number = "", number * _SCATTER % len(_SYLLABLES) ** _LENGTH
    for _ in range(_LENGTH):
        number, at = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[at]
    return f"{word}x"  # an ending that no stemmer takes away


def catalogue(real: Sequence[SearchDocument], size: int, seed: int) -> Iterator[SearchDocument]:
    """Yield `size` made-up tools with the distributions of the real ones; the same for the same arguments."""
    chance = random.Random(seed)
    running = _Running(real, chance)
    providers = max(1, size // _PROVIDERS)
    for number in range(size):
        model = chance.choice(real)
        name = pseudo_word(TAIL_WORDS + number)
        texts = dict.fromkeys(TEXT_FIELDS, "")
        texts |= running.texts(model)
        texts |= {
            "name": f"{name.capitalize()} {running.word()}" if chance.random() < 0.5 else name.capitalize(),
            "provider": pseudo_word(TAIL_WORDS + size + chance.randrange(providers)).capitalize(),
            "capabilities": _labels(model.texts["capabilities"]),
            "stages": model.texts["stages"],
        }
        yield SearchDocument(name, texts, _facets(model, real, chance), model.checked, model.evidence)


def _labels(text: str) -> str:
    """Return the labels of capabilities, without their definitions."""
    return "\n".join(line.partition(". ")[0] for line in text.splitlines())


def _facets(
    model: SearchDocument, real: Sequence[SearchDocument], chance: random.Random
) -> Mapping[str, tuple[str, ...]]:
    other = chance.choice(real)
    return {
        facet: other.facets[facet] if facet not in OWN_FACETS and chance.random() < OTHER_VALUES else values
        for facet, values in model.facets.items()
    }


class _Running:
    """Running text: real words by frequency, and the tail."""

    def __init__(self, real: Sequence[SearchDocument], chance: random.Random) -> None:
        written = Counter(word for one in real for name in KEPT for word in one.texts[name].split())
        words, times = zip(*sorted(written.items()), strict=True)
        shares = [rank**-TAIL_POWER for rank in range(TAIL_FROM, TAIL_FROM + TAIL_WORDS)]
        scale = sum(times) * TAIL_SHARE / (1 - TAIL_SHARE) / sum(shares)
        self._words = [*words, *map(pseudo_word, range(TAIL_WORDS))]
        self._weights = list(accumulate([*times, *(share * scale for share in shares)]))
        self._chance = chance

    def word(self) -> str:
        """Return one word."""
        return str(self._chance.choices(self._words, cum_weights=self._weights)[0])

    def texts(self, model: SearchDocument) -> dict[str, str]:
        """Return texts of the fields in KEPT, as long as the model's by their share; aliases a line each."""
        lengths = {name: round(len(model.texts[name].split()) * share) for name, share in KEPT.items()}
        words = iter(self._chance.choices(self._words, cum_weights=self._weights, k=sum(lengths.values())))
        return {
            name: ("\n" if name == "aliases" else " ").join(next(words) for _ in range(length))
            for name, length in lengths.items()
        }
