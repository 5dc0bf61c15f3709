"""Facets as bits: which tools have a value, how filters narrow, and how many tools each value would leave.

A set of tools is a row of 64-bit words, one bit a tool, so that a filter is an "or" and a count is a
popcount.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from catalog.domain.facets import FACET_IDS
from catalog.domain.search import SearchDocument
from catalog.search.columns import Arrays, pack_strings, unpack_strings

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
    return np.flatnonzero(np.unpackbits(bits.view(np.uint8), count=size, bitorder="little"))


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
        ordered = {facet: tuple(sorted(values)) for facet, values in found.items()}
        number = {
            pair: row for row, pair in enumerate((f, v) for f, values in ordered.items() for v in values)
        }
        masks = np.zeros((len(number), len(documents)), dtype=np.bool_)
        for column, document in enumerate(documents):
            for facet, values in document.facets.items():
                masks[[number[facet, value] for value in values], column] = True
        rows = [pack(mask) for mask in masks]
        return cls(ordered, np.array(rows, dtype=np.uint64).reshape(len(rows), _words(len(documents))))

    def arrays(self) -> Arrays:
        """Return what `from_arrays` reads."""
        pairs = [(facet, value) for facet, values in self.values.items() for value in values]
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
        known = self.values.get(facet, ())
        start = self._start(facet)
        rows = [start + known.index(value) for value in values if value in known]
        return np.asarray(np.bitwise_or.reduce(self.bits[rows], axis=0), dtype=np.uint64)

    def counts(self, found: Bits, without: Mapping[str, Bits]) -> dict[str, dict[str, int]]:
        """Return for each facet how many tools each value has among those found.

        `without` gives, for a facet that filters, the tools found when its own filter is left out.
        """
        totals = _popcounts(self.bits & found)
        answer: dict[str, dict[str, int]] = {}
        start = 0
        for facet, values in self.values.items():
            rows = slice(start, start + len(values))
            start += len(values)
            own = _popcounts(self.bits[rows] & without[facet]) if facet in without else totals[rows]
            answer[facet] = dict(zip(values, own.tolist(), strict=True))
        return answer

    def _start(self, facet: str) -> int:
        start = 0
        for name, values in self.values.items():
            if name == facet:
                break
            start += len(values)
        return start


def _popcounts(bits: Bits) -> NDArray[Any]:
    return np.asarray(np.bitwise_count(bits).sum(axis=1), dtype=np.int64)
