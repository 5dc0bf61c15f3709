"""What an outside address answered, and what that means: only a page that is gone twice over counts as dead."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

GONE: Final = frozenset({404, 410})
"""The answers that say that a page is gone; all others may pass (a refusal of robots, a fault, a full server)."""


class LinkState(StrEnum):
    """How an address stands."""

    DEAD = "dead"
    MOVED = "moved"
    OK = "ok"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class LinkStatus:
    """What an address answered last: `code` is the HTTP status or None, `failures` how often in a row it failed."""

    url: str
    state: LinkState
    code: int | None
    failures: int
    at: str
