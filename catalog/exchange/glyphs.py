"""Which signs a font can show, of a TrueType or OpenType file or the first of a collection: formats 4 and 12."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_DIRECTORY, _RECORD = 12, 16
_SEGMENTS, _GROUPS = 4, 12


@cache
def signs_of(font: Path) -> frozenset[int]:
    """Return the code points for which the font has a glyph."""
    raw = font.read_bytes()
    begin = struct.unpack_from(">I", raw, _DIRECTORY)[0] if raw.startswith(b"ttcf") else 0
    tables = struct.unpack_from(">H", raw, begin + 4)[0]
    first = begin + _DIRECTORY
    for place in range(first, first + tables * _RECORD, _RECORD):
        name, _, start, _ = struct.unpack_from(">4sIII", raw, place)
        if name == b"cmap":
            return frozenset(_mapped(raw, start))
    return frozenset()


def _mapped(raw: bytes, start: int) -> Iterator[int]:
    for index in range(struct.unpack_from(">H", raw, start + 2)[0]):
        at = start + struct.unpack_from(">HHI", raw, start + 4 + index * 8)[2]
        form = struct.unpack_from(">H", raw, at)[0]
        if form == _GROUPS:
            for group in range(struct.unpack_from(">I", raw, at + 12)[0]):
                first, last, _ = struct.unpack_from(">III", raw, at + 16 + group * 12)
                yield from range(first, last + 1)
        elif form == _SEGMENTS:
            yield from _segments(raw, at)


def _segments(raw: bytes, at: int) -> Iterator[int]:
    double = struct.unpack_from(">H", raw, at + 6)[0]
    count = double // 2
    ends = struct.unpack_from(f">{count}H", raw, at + 14)
    starts = struct.unpack_from(f">{count}H", raw, at + 16 + double)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)
