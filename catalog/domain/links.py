"""What an outside address answered, and what that means: only a page that is gone twice over counts as dead."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
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


REACHED: Final = frozenset({LinkState.OK, LinkState.MOVED})


@dataclass(frozen=True)
class Answer:
    """What one try gave: the last HTTP status, or None where there was none; `why` says so in words.

    `moved_to` is where the address leads for good, "" when it stays. `refused` tells that we did not ask.
    """

    code: int | None = None
    moved_to: str = ""
    refused: bool = False
    why: str = ""

    @property
    def state(self) -> LinkState:
        """How the address stands by this one try; dead means that the page is said to be gone."""
        if self.code is None:
            return LinkState.REFUSED if self.refused else LinkState.UNREACHABLE
        if self.code in GONE:
            return LinkState.DEAD
        if self.code < HTTPStatus.MULTIPLE_CHOICES or self.code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            return LinkState.MOVED if self.moved_to else LinkState.OK
        client = HTTPStatus.BAD_REQUEST <= self.code < HTTPStatus.INTERNAL_SERVER_ERROR
        return LinkState.REFUSED if client else LinkState.UNREACHABLE


def settled(url: str, tries: Sequence[Answer], before: LinkStatus | None, at: str) -> LinkStatus:
    """Return how an address stands after its tries of one run; it is dead only if every try said so, twice or more."""
    last = tries[-1]
    state = last.state
    if state is LinkState.DEAD and (len(tries) < 2 or any(item.state is not state for item in tries)):  # noqa: PLR2004
        state = LinkState.UNREACHABLE
    failures = 0 if state in REACHED else 1 + (before.failures if before else 0)
    return LinkStatus(url, state, last.code, failures, at)
