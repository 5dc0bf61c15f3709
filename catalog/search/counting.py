"""Live counts: how many tools each value of a facet would leave."""

from collections.abc import Mapping
from itertools import accumulate

import numpy as np

from catalog.search.bits import Bits


class Counter:
    """Counts the values of some facets in one go: their bits lie one facet after the other."""

    def __init__(self, values: Mapping[str, tuple[str, ...]], bits: Bits) -> None:
        """Take the values of each facet, and the bits of all of them in this order."""
        self._bits = bits
        ends = list(accumulate(map(len, values.values()), initial=0))
        self._facets = [
            (facet, several, slice(start, end))
            for (facet, several), start, end in zip(values.items(), ends[:-1], ends[1:], strict=True)
        ]
        self._own = {facet: own for facet, _, own in self._facets}

    def counts(self, found: Bits, without: Mapping[str, Bits]) -> dict[str, dict[str, int]]:
        """Return for each facet how many tools each value has among those found.

        `without` gives, for a facet that filters, the tools found when its own filter is left out.
        """
        having = self._bits & found
        for facet, bits in without.items():
            if own := self._own.get(facet):
                np.bitwise_and(self._bits[own], bits, out=having[own])
        numbers = np.add.reduce(np.bitwise_count(having), axis=1, dtype=np.uint32).tolist()
        return {facet: dict(zip(several, numbers[own], strict=True)) for facet, several, own in self._facets}
