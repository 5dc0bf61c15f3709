"""Narrowing: the filters that were chosen, typed or read, over what a text finds.

A filter that the reader chose or typed is strict. A limit that words were read as keeps tools of which nothing is
stated, and is relaxed when too few tools would be left.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from catalog.domain.values import NOT_STATED
from catalog.search.bits import Bits
from catalog.search.facets import FacetColumns
from catalog.search.grammar import FacetClause

FEWEST_WITHIN: Final = 10
"""When fewer tools than people look at are within the limits that were read, the others follow behind them."""

Filters = Mapping[str, tuple[str, ...]]


class Narrowed(NamedTuple):
    """The tools within all filters, and for each facet that filters those within all others.

    `relaxed` when the limits were left aside; `notes` tell of values that no tool has.
    """

    found: Bits
    without: Mapping[str, Bits]
    relaxed: bool
    notes: tuple[str, ...]


class Narrowing:
    """The filters of one question: those chosen, those typed, and the limits read.

    `strict` are the tools within those that were chosen or typed, None when there are none: no other is ever shown.
    """

    def __init__(
        self, facets: FacetColumns, chosen: Filters, typed: Sequence[FacetClause], limits: Filters
    ) -> None:
        self._facets = facets
        self._limits = limits
        self._typed = [clause._replace(value=facets.value(clause.facet, clause.value)) for clause in typed]
        self._wanted = _merged(chosen, self._typed)
        self._sets = {facet: facets.having(facet, values) for facet, values in self._wanted.items()}
        self.strict: Bits | None = None
        for bits in self._sets.values():
            self.strict = bits if self.strict is None else self.strict & bits

    def of(self, base: Bits) -> Narrowed:
        """Return what is left of `base`."""
        for clause in self._typed:
            if clause.negative:
                base = base & ~self._facets.having(clause.facet, (clause.value,))
        read = {
            facet: self._facets.having(facet, (*values, NOT_STATED))
            for facet, values in self._limits.items()
            if facet not in self._wanted
        }
        found, without = _each_left_out(base, {**self._sets, **read})
        relaxed = bool(read) and found.bit_count() < FEWEST_WITHIN
        if relaxed:
            found, without = _each_left_out(base, self._sets)
        return Narrowed(found, without, relaxed, tuple(self._unknown()))

    def _unknown(self) -> Iterator[str]:
        """Yield a note for each value that was asked for and that no tool has."""
        for facet, values in self._wanted.items():
            for value in values if facet not in self._limits else ():
                if not self._facets.known(facet, value):
                    yield f"No tool has “{_shown(value)}” as its {_shown(facet)}."
        for clause in self._typed:
            if clause.negative and not self._facets.known(clause.facet, clause.value):
                yield f"No tool has “{_shown(clause.value)}” as its {_shown(clause.facet)}."


def _merged(chosen: Filters, typed: Sequence[FacetClause]) -> dict[str, tuple[str, ...]]:
    """Return the filters that were chosen with those of the text; a facet without values does not filter."""
    merged = {facet: tuple(values) for facet, values in chosen.items() if values}
    for clause in typed:
        if not clause.negative:
            merged[clause.facet] = (*merged.get(clause.facet, ()), clause.value)
    return merged


def _each_left_out(base: Bits, sets: Mapping[str, Bits]) -> tuple[Bits, dict[str, Bits]]:
    """Return the tools in all sets, and for each facet those in all sets but its own."""
    found = base
    without: dict[str, Bits] = {}
    for facet, bits in sets.items():
        without = {other: some & bits for other, some in without.items()}
        without[facet] = found
        found = found & bits
    return found, without


def _shown(value: str) -> str:
    """Return a value of a filter, which may come from an address, as it may stand in a note."""
    return "".join(filter(str.isprintable, value))[:60]
