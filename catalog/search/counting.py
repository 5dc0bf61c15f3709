"""Live counts: how many tools each value of a facet would leave."""

from collections.abc import Mapping
from itertools import accumulate

import numpy as np

from catalog.search.bits import Bits, Table, words_of


class Counter:
    """Counts the values of some facets in one go: their bits lie one facet after the other."""

    def __init__(self, values: Mapping[str, tuple[str, ...]], bits: Table, size: int) -> None:
        """Take the values of each facet, the bits of all of them in this order, and the number of tools."""
        self._bits = bits
        self._size = size
        ends = list(accumulate(map(len, values.values()), initial=0))
        self._facets = [
            (facet, several, slice(start, end))
            for (facet, several), start, end in zip(values.items(), ends[:-1], ends[1:], strict=True)
        ]
        self._own = {facet: (own, bits[own]) for facet, _, own in self._facets}

    def counts(self, found: Bits, without: Mapping[str, Bits]) -> dict[str, dict[str, int]]:
        """Return for each facet how many tools each value has among those found.

        `without` gives, for a facet that filters, the tools found when its own filter is left out.
        """
        having = self._bits & words_of(found, self._size)
        for facet, others in without.items():
            if facet in self._own:
                own, bits = self._own[facet]
                np.bitwise_and(bits, words_of(others, self._size), out=having[own])
        numbers = np.add.reduce(np.bitwise_count(having), axis=1, dtype=np.uint32).tolist()
        return {facet: dict(zip(several, numbers[own], strict=False)) for facet, several, own in self._facets}
