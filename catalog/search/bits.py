"""Sets of tools as bits: a row of 64-bit words, one bit a tool, so that a filter is an "or" and a count a popcount."""

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
"""A set of tools (one row), or one such set for each value (two dimensions)."""


def pack(mask: NDArray[np.bool_]) -> Bits:
    """Return a mask (one bool a tool), or several, as bits."""
    *several, size = mask.shape
    padded = np.zeros((*several, (size + 63) // 64 * 8), dtype=np.uint8)
    padded[..., : (size + 7) // 8] = np.packbits(mask, axis=-1, bitorder="little")
    return padded.view(np.uint64)


def unpack(bits: Bits, size: int) -> NDArray[np.bool_]:
    """Return sets of `size` possible tools as masks."""
    return np.unpackbits(bits.view(np.uint8), axis=-1, count=size, bitorder="little").view(np.bool_)


def rows_of(bits: Bits, size: int) -> NDArray[np.int64]:
    """Return the row numbers in a set of `size` possible rows, in order."""
    return unpack(bits, size).nonzero()[0]


def size_of(bits: Bits) -> int:
    """Return how many tools are in a set."""
    return int(np.bitwise_count(bits).sum())
