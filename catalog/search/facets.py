"""Facets as bits: which tools have a value."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final, Self

import numpy as np

from catalog.domain.facets import FACET_IDS
from catalog.domain.search import SearchDocument
from catalog.search.bits import Bits, Table, sets_of, table_of, unpack
from catalog.search.columns import Arrays, pack_strings, unpack_strings
from catalog.search.counting import Counter
from catalog.search.placing import Placing
from catalog.search.recent import Recent

_COUNTERS: Final = 32
"""So many choices of facets to count are kept; pages know a handful."""


@dataclass(frozen=True)
class FacetColumns:
    """For each facet its values in order, and for each value the set of tools that have it, of `size` tools."""

    values: Mapping[str, tuple[str, ...]]
    bits: Table
    size: int

    @classmethod
    def of(cls, documents: Sequence[SearchDocument]) -> Self:
        """Return the facets of documents; a facet of the domain that nobody fills has no values."""
        found: dict[str, set[str]] = {facet: set() for facet in FACET_IDS}
        for document in documents:
            for facet, values in document.facets.items():
                found.setdefault(facet, set()).update(values)
        ordered = _ordered(found)
        number = {pair: row for row, pair in enumerate(_pairs(ordered))}
        masks = np.zeros((len(number), len(documents)), dtype=np.bool_)
        for column, document in enumerate(documents):
            for facet, values in document.facets.items():
                masks[[number[facet, value] for value in values], column] = True
        return cls(ordered, table_of(masks), len(documents))

    def with_changes(self, other: "FacetColumns", rows: Placing) -> "FacetColumns":
        """Return the facets with those of other tools, rows being placed so; a value that nobody has goes."""
        stay = rows.array(unpack(self.bits, rows.length), 0, axis=1)
        stands = dict(zip(_pairs(self.values), np.any(stay, axis=1, keepdims=False).tolist(), strict=True))
        found: dict[str, set[str]] = {facet: set() for facet in FACET_IDS}
        for pairs in ((pair for pair, stood in stands.items() if stood), _pairs(other.values)):
            for facet, value in pairs:
                found.setdefault(facet, set()).add(value)
        ordered = _ordered(found)
        number = {pair: row for row, pair in enumerate(_pairs(ordered))}
        masks = np.zeros((len(number), rows.size), dtype=np.bool_)
        left = [(row, number[pair]) for row, pair in enumerate(stands) if pair in number]
        masks[[to for _, to in left]] = stay[[row for row, _ in left]]
        added = unpack(other.bits, len(rows.new))
        for row, pair in enumerate(_pairs(other.values)):
            masks[number[pair], rows.new] = added[row]
        return FacetColumns(ordered, table_of(masks), rows.size)

    def arrays(self) -> Arrays:
        """Return what `from_arrays` reads."""
        pairs = list(_pairs(self.values))
        return {
            "facet_names": pack_strings(list(self.values)),
            "facet_of": pack_strings([facet for facet, _ in pairs]),
            "facet_values": pack_strings([value for _, value in pairs]),
            "facet_bits": self.bits,
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays, size: int) -> Self:
        """Return the facets of so many tools that `arrays` wrote."""
        values: dict[str, tuple[str, ...]] = dict.fromkeys(unpack_strings(arrays["facet_names"]), ())
        for facet, value in zip(
            unpack_strings(arrays["facet_of"]), unpack_strings(arrays["facet_values"]), strict=True
        ):
            values[facet] = (*values[facet], value)
        return cls(values, arrays["facet_bits"], size)

    def value(self, facet: str, typed: str) -> str:
        """Return the value that was typed without regard to case, with hyphens for spaces; else the text."""
        same = (v for v in self.values.get(facet, ()) if "-".join(v.lower().split()) == typed)
        return next(same, typed)

    def known(self, facet: str, value: str) -> bool:
        """Tell whether some tool has the value."""
        return (facet, value) in self._sets

    def having(self, facet: str, values: Sequence[str]) -> Bits:
        """Return the tools with at least one of the values; an unknown value or facet has no tools."""
        found = 0
        for value in values:
            found |= self._sets.get((facet, value), 0)
        return found

    def counter(self, facets: Collection[str] | None = None) -> Counter:
        """Return what counts the values of these facets, or of all; those that nobody knows are left out."""
        wanted = None if facets is None else tuple([facet for facet in facets if facet in self.values])
        return self._counters.get(wanted, partial(self._counter, wanted))

    def _counter(self, wanted: Collection[str] | None) -> Counter:
        facets = [facet for facet in self.values if wanted is None or facet in wanted]
        rows = [row for row, (facet, _) in enumerate(_pairs(self.values)) if facet in facets]
        bits = self.bits if len(rows) == len(self.bits) else self.bits[rows]
        return Counter({facet: self.values[facet] for facet in facets}, bits, self.size)

    @cached_property
    def _counters(self) -> Recent[tuple[str, ...] | None, Counter]:
        return Recent(_COUNTERS)

    @cached_property
    def _sets(self) -> dict[tuple[str, str], Bits]:
        """The tools with each value."""
        return dict(zip(_pairs(self.values), sets_of(self.bits), strict=True))


def _ordered(found: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Return the facets of the domain in its order, then others by name, each with its values in order."""
    others = sorted(set(found).difference(FACET_IDS))
    return {facet: tuple(sorted(found[facet])) for facet in (*FACET_IDS, *others)}


def _pairs(values: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    return ((facet, value) for facet, several in values.items() for value in several)
