"""Labels that a question meets in another order, with gaps, or in part.

The share of a label that is met (weighted by how telling each word is among concepts), and the share of the
question that it explains, say how strongly a topic is meant. Limits are never read so: a filter needs its
words in order.
"""

from collections.abc import Callable, Collection, Mapping
from itertools import combinations, pairwise
from math import sqrt
from typing import Final

from catalog.search.bits import rows_of
from catalog.search.labels import Labels
from catalog.search.reading import Span
from catalog.search.shelves import Bags
from catalog.search.units import Units

LEAST_SHARE: Final = 0.55
"""The share of a label that must be met when it is not met word for word."""

LEAST_SHARE_OF_PAIRS: Final = 0.4
"""The same for pairs of Chinese characters, half of which lie between words."""

LEAST_STRENGTH: Final = 0.3
LEAST_IN_OTHER_SCRIPT: Final = 0.15
NEAR_BEST: Final = 0.6
MOST_LOOSE: Final = 3
"""Topics that are met loosely: how strong at least, also beside the strongest, and how many at most."""

OVER_A_COMMA: Final = 0.7
"""What is left of a topic whose words stand on both sides of a comma: they may belong to different things."""

MOST_LOOKED_AT: Final = 40


class Loose:
    """The loose reading of one question; `allowed` tells whether a concept may be read so."""

    def __init__(self, labels: Labels, words: Units, allowed: Callable[[int], bool]) -> None:
        self._labels = labels
        self._units = words.units
        self._telling = words.telling
        self._allowed = allowed
        self._statement = words.statement
        self._spoken = words.spoken

    def spans(self, left: set[int], held: set[int]) -> list[Span]:
        """Return spans that explain units that are left; concepts that are held are not read again."""
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for language in self._spoken:
            if bags := self._labels.bags.get(language):
                keyed = self._keyed(language, bags)
                if any(not left.isdisjoint(units) for units in keyed.values()):
                    self._collect(found, bags, keyed, left)
        best = sorted(((s, n, u) for n, (s, u) in found.items() if n not in held), reverse=True)
        # Texts are English: for a question in another script there is nothing but concepts to find by.
        other = not held and not any(self._units[i].form.isascii() for i in self._telling)
        least = LEAST_IN_OTHER_SCRIPT if other else LEAST_STRENGTH
        enough = max(least, NEAR_BEST * best[0][0]) if best else 0.0
        return [Span((n,), units, strength) for strength, n, units in best[:MOST_LOOSE] if strength >= enough]

    def _keyed(self, language: str, bags: Bags) -> dict[int, tuple[int, ...]]:
        """Return the keys of the question that stand in labels of a language, with their units."""
        keys = [(i, self._units[i].keys.get(language)) for i in self._telling]
        if language == "zh":
            statement = self._statement
            near = [
                (f"{a}{b}", (i, j))
                for (i, a), (j, b) in pairwise(keys)
                if a and b and statement[i] == statement[j]
            ]
            return {bags.ids[pair]: units for pair, units in near if pair in bags.ids}
        return {bags.ids[one]: (i,) for i, one in keys if one and one in bags.ids}

    def _collect(
        self,
        found: dict[int, tuple[float, tuple[int, ...]]],
        bags: Bags,
        keyed: Mapping[int, tuple[int, ...]],
        left: set[int],
    ) -> None:
        """Add the concepts with a label of which enough is met, each with its best strength."""
        least = LEAST_SHARE_OF_PAIRS if bags is self._labels.bags.get("zh") else LEAST_SHARE
        asked = sum(bags.weights[k] for k in keyed) + bags.most * (len(self._telling) - len(keyed))
        met = {row: sum(bags.weights[k] for k in keyed if k in bags.keys[row]) for row in _near(bags, keyed)}
        strengths = [
            (-(weight / bags.total[row]) * sqrt(weight / asked), row)
            for row, weight in met.items()
            if weight >= least * bags.total[row]
        ]
        for minus, row in sorted(strengths)[:MOST_LOOKED_AT]:
            strength, number = -minus, bags.concept[row]
            if strength <= found.get(number, (0.0, ()))[0] or not self._allowed(number):
                continue
            met_by = [keyed[k] for k in bags.keys[row] if k in keyed]
            units = tuple(sorted({i for some in met_by for i in some}))
            if len({self._statement[i] for i in units}) > 1:
                strength *= OVER_A_COMMA
            if not left.isdisjoint(units) and strength > found.get(number, (0.0, ()))[0]:
                found[number] = (min(strength, 0.99), units)


def _near(bags: Bags, keyed: Collection[int]) -> list[int]:
    """Return the labels that have two of the keys, or that are one of them."""
    alone = [row for k in keyed for row in bags.alone[k]]
    if len(keyed) == 1:
        return alone
    both = 0
    for one, other in combinations(keyed, 2):
        both |= bags.rows[one] & bags.rows[other]
    return list(dict.fromkeys([*alone, *rows_of(both, len(bags.keys)).tolist()])) if both else alone
