"""Postings: where each form stands, read once from Whoosh and kept as numpy arrays.

Whoosh readers share one position in their files, so they are read under a lock; what was read is immutable
and is kept for the forms used last. Only forms of the lexicon are kept, never what somebody typed.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from typing import Any, Final, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

KEPT: Final = 1024
"""How many results of each kind a cache keeps."""

POSITION_BITS: Final = 20
"""An occurrence is one number: the row above, the position in its lowest bits."""


class Counts(NamedTuple):
    """Rows that have a form in a field, in order, and how often."""

    rows: NDArray[np.int64]
    times: NDArray[np.float32]


class Recent(Generic[Key, Value]):
    """The values used last, at most `size` of them; threads may share it."""

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the value of the key, made now if it is not kept; two threads may both make it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = make()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return value


class Postings:
    """Occurrences of forms by field, from the verified bytes of the Whoosh files."""

    def __init__(self, content: Mapping[str, bytes]) -> None:
        storage = RamStorage()
        storage.files = dict(content)
        self._reader: Any = FileIndex(storage).reader()
        self._lock = Lock()
        self._counts: Recent[tuple[str, str], Counts] = Recent()
        self._places: Recent[tuple[str, str], NDArray[np.int64]] = Recent()

    def __len__(self) -> int:
        return int(self._reader.doc_count_all())

    def counts(self, field: str, form: str) -> Counts:
        """Return the rows that have the form in the field; the form must stand there."""
        return self._counts.get((field, form), lambda: self._read_counts(field, form))

    def places(self, field: str, form: str) -> NDArray[np.int64]:
        """Return all occurrences of the form in the field: row << POSITION_BITS | position, in order."""
        return self._places.get((field, form), lambda: self._read_places(field, form))

    def _read_counts(self, field: str, form: str) -> Counts:
        rows: list[int] = []
        times: list[float] = []
        with self._lock:
            matcher = self._reader.postings(field, form)
            while matcher.is_active():
                rows.append(matcher.id())
                times.append(matcher.weight())
                matcher.next()
        return Counts(np.array(rows, dtype=np.int64), np.array(times, dtype=np.float32))

    def _read_places(self, field: str, form: str) -> NDArray[np.int64]:
        places: list[int] = []
        with self._lock:
            matcher = self._reader.postings(field, form)
            while matcher.is_active():
                row = matcher.id() << POSITION_BITS
                places += [row | position for position in matcher.value_as("positions")]
                matcher.next()
        return np.array(sorted(places), dtype=np.int64)
