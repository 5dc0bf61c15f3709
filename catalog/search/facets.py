"""Facets as bits: which tools have a value, how filters narrow, and how many tools each value would leave.

A set of tools is a row of 64-bit words, one bit a tool, so that a filter is an "or" and a count is a
popcount.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from catalog.domain.facets import FACET_IDS
from catalog.domain.search import SearchDocument
from catalog.search.columns import Arrays, pack_strings, unpack_strings
from catalog.search.placing import Placing

Bits = NDArray[np.uint64]
"""A set of tools (one row), or one such set for each value (two dimensions)."""


def pack(mask: NDArray[np.bool_]) -> Bits:
    """Return a mask (one bool a tool) as bits."""
    padded = np.zeros(_words(len(mask)) * 8, dtype=np.uint8)
    packed = np.packbits(mask, bitorder="little")
    padded[: len(packed)] = packed
    return padded.view(np.uint64)


def unpack(bits: Bits, size: int) -> NDArray[np.int64]:
    """Return the row numbers in a set of `size` possible rows, in order."""
    return np.flatnonzero(np.unpackbits(bits.view(np.uint8), count=size, bitorder="little").view(np.bool_))


def _words(size: int) -> int:
    return (size + 63) // 64


@dataclass(frozen=True)
class FacetColumns:
    """For each facet its values in order, and for each value the set of tools that have it."""

    values: Mapping[str, tuple[str, ...]]
    bits: Bits

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
        return cls(ordered, _packed(masks))

    def with_changes(self, other: "FacetColumns", rows: Placing) -> "FacetColumns":
        """Return the facets with those of other tools, rows being placed so; a value that nobody has goes."""
        stay = rows.array(_unpacked(self.bits, rows.length), 0, axis=1)
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
        added = _unpacked(other.bits, len(rows.new))
        for row, pair in enumerate(_pairs(other.values)):
            masks[number[pair], rows.new] = added[row]
        return FacetColumns(ordered, _packed(masks))

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
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Return the facets that `arrays` wrote."""
        values: dict[str, tuple[str, ...]] = dict.fromkeys(unpack_strings(arrays["facet_names"]), ())
        for facet, value in zip(
            unpack_strings(arrays["facet_of"]), unpack_strings(arrays["facet_values"]), strict=True
        ):
            values[facet] = (*values[facet], value)
        return cls(values, arrays["facet_bits"])

    def value(self, facet: str, typed: str) -> str:
        """Return the value that was typed without regard to case, with hyphens for spaces; else the text."""
        same = (v for v in self.values.get(facet, ()) if "-".join(v.lower().split()) == typed)
        return next(same, typed)

    def having(self, facet: str, values: Sequence[str]) -> Bits:
        """Return the tools with at least one of the values; an unknown value or facet has no tools."""
        rows = [row for value in values if (row := self._row_of.get((facet, value))) is not None]
        if len(rows) == 1:
            return np.asarray(self.bits[rows[0]], dtype=np.uint64)
        return np.asarray(np.bitwise_or.reduce(self.bits[rows], axis=0), dtype=np.uint64)

    def counts(self, found: Bits, without: Mapping[str, Bits]) -> dict[str, dict[str, int]]:
        """Return for each facet how many tools each value has among those found.

        `without` gives, for a facet that filters, the tools found when its own filter is left out.
        """
        totals = _popcounts(self.bits & found)
        for facet, bits in without.items():
            if rows := self._rows.get(facet):
                totals[rows] = _popcounts(self.bits[rows] & bits)
        numbers = totals.tolist()
        return {
            facet: dict(zip(values, numbers[self._rows[facet]], strict=True))
            for facet, values in self.values.items()
        }

    @cached_property
    def _rows(self) -> dict[str, slice]:
        """The rows of `bits` that are a facet's."""
        ends = accumulate(len(values) for values in self.values.values())
        return {
            facet: slice(end - len(values), end)
            for (facet, values), end in zip(self.values.items(), ends, strict=True)
        }

    @cached_property
    def _row_of(self) -> dict[tuple[str, str], int]:
        """The row of `bits` of each value."""
        return {pair: row for row, pair in enumerate(_pairs(self.values))}


def _ordered(found: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Return the facets of the domain in its order, then others by name, each with its values in order."""
    others = sorted(set(found).difference(FACET_IDS))
    return {facet: tuple(sorted(found[facet])) for facet in (*FACET_IDS, *others)}


def _pairs(values: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    return ((facet, value) for facet, several in values.items() for value in several)


def _packed(masks: NDArray[np.bool_]) -> Bits:
    values, size = masks.shape
    packed = np.zeros((values, _words(size) * 8), dtype=np.uint8)
    packed[:, : (size + 7) // 8] = np.packbits(masks, axis=1, bitorder="little")
    return packed.view(np.uint64)


def _unpacked(bits: Bits, size: int) -> NDArray[np.bool_]:
    found = np.unpackbits(bits.view(np.uint8), axis=1, count=size, bitorder="little")
    return found.view(np.bool_)


def _popcounts(bits: Bits) -> NDArray[Any]:
    return np.asarray(np.add.reduce(np.bitwise_count(bits), axis=1, dtype=np.int64))
