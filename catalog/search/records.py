"""What each record is: ready to use or not, suggested or a warning, within a limit or beyond it."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from catalog.domain.values import NOT_STATED as NOT_STATED_VALUE
from catalog.search.bits import Bits, rows_of
from catalog.search.facets import FacetColumns
from catalog.search.scoring import Scores

KINDS: Final = {"dataset": 0.75, "benchmark": 0.75, "programme": 0.85}
READY: Final = ("tool", "service")
"""Kinds of record that can be used as they are."""

MATURITIES: Final = {"discontinued": 0.85, "pilot": 0.95}
_WARNED: Final = ("cautionary", "discontinued")

NOT_STATED: Final = 0.6
"""A tool of which no source says whether it is within a limit that was read comes behind those that are."""

BEYOND: Final = 0.3
"""A tool that is known to be outside a limit that was read comes behind those, where it is shown at all."""

Limits = Mapping[str, tuple[str, ...]]
Mask = NDArray[np.bool_]


class Records:
    """The records of one generation.

    `prior` says how often a record is what is looked for; `ready` are the tools that can be used as they are, without
    programming; `warned` the rows of warnings and discontinued tools, `suggested` all others.
    """

    def __init__(self, facets: FacetColumns, size: int) -> None:
        self.facets = facets
        self._size = size
        self.prior = np.ones(size, dtype=np.float32)
        for facet, factors in (("kind", KINDS), ("maturity", MATURITIES)):
            for value, factor in factors.items():
                self.prior[self.rows(facet, (value,))] *= factor
        self.ready = np.zeros(size, dtype=np.bool_)
        self.ready[self.rows("kind", READY)] = True
        self._warned = facets.having("listing", _WARNED)
        self.warned = rows_of(self._warned, size)
        self.suggested = np.ones(size, dtype=np.bool_)
        self.suggested[self.warned] = False

    def rows(self, facet: str, values: tuple[str, ...]) -> NDArray[np.int64]:
        """Return the rows that have one of the values."""
        return rows_of(self.facets.having(facet, values), self._size)

    def any_warned(self, mask: Mask, shown: Bits | None) -> bool:
        """Tell whether some tool in the mask that may be shown (each may if None) is a warning or discontinued."""
        if shown is None:
            return True
        some = self._warned & shown
        return some > 0 and bool(mask[rows_of(some, self._size)].any())

    def limited(self, limits: Limits, scores: Scores) -> None:
        """Let tools of which a limit is only not known come behind those within it, and then those outside it."""
        for facet, values in limits.items():
            factor = np.full(self._size, BEYOND, dtype=np.float32)
            factor[self.rows(facet, (NOT_STATED_VALUE,))] = NOT_STATED
            factor[self.rows(facet, values)] = 1.0
            scores *= factor

    def within(self, limits: Limits) -> Mask:
        """Return which tools are known to be within all limits."""
        inside = np.ones(self._size, dtype=np.bool_)
        for facet, values in limits.items():
            known = np.zeros(self._size, dtype=np.bool_)
            known[self.rows(facet, values)] = True
            inside &= known
        return inside
