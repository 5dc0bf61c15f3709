"""Views of how a question was read, and of why a result is there."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class UnderstoodPart:
    """A part of a text as it was read: the words that were read, what they were read as, and the id to undo it.

    `facet_label` and `values` are labels, filled for limits only; `relaxed` when tools outside the limit follow.
    """

    id: str
    label: str
    words: tuple[str, ...]
    facet_label: str = ""
    values: tuple[str, ...] = ()
    relaxed: bool = False


@dataclass(frozen=True)
class UnderstoodView:
    """How a text was read: what is looked for, limited to what, and which words were corrected.

    A correction has the word that was typed in `words` and the one that it was read as in `label`.
    """

    topics: tuple[UnderstoodPart, ...] = ()
    filters: tuple[UnderstoodPart, ...] = ()
    corrections: tuple[UnderstoodPart, ...] = ()


@dataclass(frozen=True)
class WhyView:
    """Why a tool is in an answer: fields of its record and concepts, each with its share of the score."""

    slug: str
    score: float
    fields: tuple[tuple[str, float], ...]
    concepts: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class RetiredTool:
    """A retired tool: when and why it was retired (YYYY-MM-DD, "" where no event says), and what took its place.

    `successor` and `successor_name` are "" where nothing published took it.
    """

    slug: str
    name: str
    date: str
    reason: str
    successor: str = ""
    successor_name: str = ""


NOTHING_READ: Final = UnderstoodView()
"""How a text without concepts is read."""
