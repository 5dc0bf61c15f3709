"""The errors that a caller may meet, and nothing else.

CatalogError
├── Invalid       the input breaks a rule; carries the faults
├── NotFound      no such record, or none that this actor may see
├── NotAllowed    the actor's role does not permit it; carries the reason
├── Conflict      somebody else changed it first; nothing was saved
└── Unavailable   the store, the index or the disk cannot serve now; nothing was saved

Each message is a full sentence for the person at the screen and says what to do next. It holds no
path of the machine, no SQL and no search text.
"""

from collections.abc import Sequence

from catalog.domain.faults import Fault


class CatalogError(Exception):
    """Base of every error that the catalogue raises on purpose."""


class Invalid(CatalogError):
    """The input breaks at least one rule."""

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class NotFound(CatalogError):
    """There is no such record for this actor."""


class NotAllowed(CatalogError):
    """The actor lacks the permission."""


class Conflict(CatalogError):
    """The record changed since it was read."""


class Unavailable(CatalogError):
    """A part that the work needs cannot serve now."""
