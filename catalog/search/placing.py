"""How an ordered list takes up a few changes: what stays, what goes, and where what is new is put in.

An index is ordered throughout: rows by name, forms by spelling, postings by form, field and row. So a changed
tool is spliced in at its places, and what comes out is, number for number, what a full rebuild would give.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Self, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

Item = TypeVar("Item")
Other = TypeVar("Other")
Places = NDArray[np.int64]


MANY: Final = 50_000
"""Of so many strings a dict takes longer to make, at every change, than all searches in it save."""


class _Sorted(Mapping[str, int]):
    """The places of strings in a sorted list, found by halving."""

    def __init__(self, strings: Sequence[str]) -> None:
        self._strings = strings

    def __getitem__(self, text: str) -> int:
        place = self.get(text)
        if place is None:
            raise KeyError(text)
        return place

    @overload
    def get(self, key: str, /) -> int | None: ...

    @overload
    def get(self, key: str, /, default: int | Other) -> int | Other: ...

    def get(self, key: str, default: int | Other | None = None) -> int | Other | None:
        # As `Mapping` has it, but without an exception for each word that is not there.
        place = bisect_left(self._strings, key)
        return place if place < len(self._strings) and self._strings[place] == key else default

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.get(text) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._strings)

    def __len__(self) -> int:
        return len(self._strings)


def places_of(strings: Sequence[str]) -> Mapping[str, int]:
    """Return the place of each string in a sorted list of distinct ones."""
    if len(strings) > MANY:
        return _Sorted(strings)
    return {text: place for place, text in enumerate(strings)}


@dataclass(frozen=True)
class Placing:
    """Where the items of an ordered list and those put into it stand afterwards.

    `before[i]` is the old place in front of which the i-th new item was put, `new[i]` its place afterwards.
    `runs` are (first, end, first afterwards) of the neighbours that stay together.
    """

    length: int
    before: Places
    new: Places
    size: int
    runs: tuple[tuple[int, int, int], ...] = field(repr=False)

    @classmethod
    def of(cls, length: int, gone: Places, before: Places) -> Self:
        """Return the placing for a list of this length; both places are sorted, those that go without repeats."""
        edges = np.unique(np.concatenate([[0, length], gone, gone + 1, before]))
        first, end = edges[:-1], edges[1:]
        stay = ~np.isin(first, gone, assume_unique=True)
        first, end = first[stay], end[stay]
        after = first - np.searchsorted(gone, first) + np.searchsorted(before, first, side="right")
        new = before - np.searchsorted(gone, before) + np.arange(len(before))
        runs = tuple(zip(first.tolist(), end.tolist(), after.tolist(), strict=True))
        return cls(length, before, new, length - len(gone) + len(before), runs)

    @cached_property
    def old(self) -> NDArray[np.int32]:
        """The place afterwards of every old item, -1 where it is gone."""
        places = np.full(self.length, -1, dtype=np.int32)
        for first, end, after in self.runs:
            places[first:end] = np.arange(after, after + end - first)
        return places

    @property
    def moves(self) -> bool:
        """Whether an item that stays has another place afterwards."""
        return any(first != after for first, _, after in self.runs)

    def array(self, old: NDArray[Any], new: NDArray[Any] | int, axis: int = 0) -> NDArray[Any]:
        """Return the items of both arrays at their places along an axis; one value may stand for all new ones."""
        shape = list(old.shape)
        shape[axis] = self.size
        out = np.empty(shape, dtype=np.promote_types(old.dtype, getattr(new, "dtype", old.dtype)))
        source, target = np.moveaxis(old, axis, 0), np.moveaxis(out, axis, 0)
        for first, end, after in self.runs:
            target[after : after + end - first] = source[first:end]
        target[self.new] = np.moveaxis(new, axis, 0) if isinstance(new, np.ndarray) else new
        return out

    def items(self, old: Sequence[Item], new: Sequence[Item]) -> list[Item]:
        """Return the items of both lists at their places."""
        out: list[Item] = []
        put = iter(zip(self.new.tolist(), new, strict=True))
        place, item = next(put, (self.size, None))
        for first, end, after in self.runs:
            while place < after:
                out.append(item)  # type: ignore[arg-type]  # None only beyond the end
                place, item = next(put, (self.size, None))
            out += old[first:end]
        while place < self.size:
            out.append(item)  # type: ignore[arg-type]
            place, item = next(put, (self.size, None))
        return out


@dataclass(frozen=True)
class United:
    """Two sorted lists of distinct strings as one.

    `left` and `right` are the places of their strings in `strings` (-1 for one that was left out), `found` the
    place of each right string in the left list (-1 where it is not there), `fresh` the numbers of those.
    """

    strings: list[str]
    placing: Placing
    right: Places
    found: Places
    fresh: Places

    @classmethod
    def of(cls, left: Sequence[str], stay: NDArray[np.bool_], right: Sequence[str]) -> Self:
        """Return the union of the strings of `left` that stay with all of `right`."""
        at = np.array([bisect_left(left, text) for text in right], dtype=np.int64)
        same = np.array(
            [
                place < len(left) and left[place] == text
                for place, text in zip(at.tolist(), right, strict=True)
            ],
            dtype=np.bool_,
        )
        stays = stay.copy()
        stays[at[same]] = True
        fresh = np.flatnonzero(~same)
        placing = Placing.of(len(left), np.flatnonzero(~stays), at[fresh])
        places = np.empty(len(right), dtype=np.int64)
        places[same] = placing.old[at[same]]
        places[fresh] = placing.new
        strings = placing.items(left, [right[i] for i in fresh.tolist()])
        return cls(strings, placing, places, np.where(same, at, -1), fresh)

    @property
    def left(self) -> NDArray[np.int32]:
        """The place of each left string in the union, -1 where it was left out."""
        return self.placing.old
