"""Sets of tools as bits, so that a filter is an "and" and a count a popcount.

One set is a whole number, bit r being row r: for a set of some hundred or thousand tools nothing is quicker. Many sets
are a table of 64-bit words, a row each, so that one pass counts them all.
"""

import numpy as np
from numpy.typing import NDArray

Bits = int
"""A set of tools."""

Table = NDArray[np.uint64]
"""Sets of tools, a row each."""


def pack(mask: NDArray[np.bool_]) -> Bits:
    """Return a mask (one bool a tool) as a set."""
    return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")


def rows_of(bits: Bits, size: int) -> NDArray[np.int64]:
    """Return the row numbers in a set of `size` possible rows, in order."""
    return unpack(words_of(bits, size), size).nonzero()[0]


def words_of(bits: Bits, size: int) -> Table:
    """Return a set of `size` possible tools as one row of a table."""
    return np.frombuffer(bits.to_bytes((size + 63) // 64 * 8, "little"), dtype=np.uint64)


def sets_of(table: Table) -> list[Bits]:
    """Return the sets of a table."""
    return [int.from_bytes(row.tobytes(), "little") for row in table]


def table_of(masks: NDArray[np.bool_]) -> Table:
    """Return masks, a row each, as a table."""
    several, size = masks.shape
    padded = np.zeros((several, (size + 63) // 64 * 8), dtype=np.uint8)
    padded[:, : (size + 7) // 8] = np.packbits(masks, axis=-1, bitorder="little")
    return padded.view(np.uint64)


def unpack(table: Table, size: int) -> NDArray[np.bool_]:
    """Return the sets of a table, or one row of it, as masks of `size` tools."""
    return np.unpackbits(table.view(np.uint8), axis=-1, count=size, bitorder="little").view(np.bool_)
