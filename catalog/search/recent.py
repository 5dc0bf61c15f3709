"""What was worked out last, kept for the next question: never what somebody typed, only what the catalogue has."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

KEPT: Final = 1024
"""How many results of each kind are kept."""


class Recent(Generic[Key, Value]):
    """The values made last, at most `size` of them; threads may share it.

    Keys are numbers of forms, concepts and values of the catalogue, so that nothing tells what was asked.
    """

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._kept: dict[Key, Value] = {}
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the value of the key, made now if it is not kept; two threads may both make it."""
        try:
            return self._kept[key]
        except KeyError:
            pass
        value = make()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._size:
                # The one made first: what is asked for again and again is soon made again.
                del self._kept[next(iter(self._kept))]
        return value
