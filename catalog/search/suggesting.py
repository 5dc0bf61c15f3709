"""Suggestions while somebody types: tools, capabilities and concepts with a word that begins so."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, Self

import numpy as np
from numpy.typing import NDArray

from catalog.domain.search import SearchDocument, Suggestion
from catalog.search.columns import Arrays, pack_strings, unpack_strings
from catalog.search.labels import Labels
from catalog.search.placing import Placing
from catalog.search.words import fold, normal

MOST: Final = 8
LONGEST: Final = 60
_LOOKED_AT: Final = 400
_KINDS: Final[tuple[Literal["tool", "capability", "concept"], ...]] = ("tool", "capability", "concept")

_Key = tuple[int, str, str]

Entry = tuple[str, int, str, str]
"""Folded text, number of the kind, id, label."""


@dataclass(frozen=True)
class ToolNames:
    """What suggestions need of the tools: their names, and their aliases with the tools' rows."""

    names: list[str]
    aliases: list[str]
    rows: NDArray[np.int64]

    @classmethod
    def of(cls, documents: Sequence[SearchDocument]) -> Self:
        """Return the names of documents."""
        aliases = [
            (row, line)
            for row, one in enumerate(documents)
            for line in one.texts.get("aliases", "").splitlines()
        ]
        rows = np.array([row for row, _ in aliases], dtype=np.int64)
        return cls([one.texts.get("name", "") for one in documents], [line for _, line in aliases], rows)

    def with_changes(self, other: "ToolNames", rows: Placing) -> "ToolNames":
        """Return the names with those of other tools, rows being placed so."""
        placed = np.concatenate([rows.old[self.rows], rows.new[other.rows]]).astype(np.int64)
        order = np.argsort(placed, kind="stable")
        order = order[placed[order] >= 0]
        aliases = [*self.aliases, *other.aliases]
        names = rows.items(self.names, other.names)
        return ToolNames(names, [aliases[i] for i in order.tolist()], placed[order])

    def arrays(self) -> Arrays:
        """Return what `from_arrays` reads."""
        return {
            "names": pack_strings(self.names),
            "aliases": pack_strings(self.aliases),
            "alias_rows": self.rows,
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Return the names that `arrays` wrote."""
        return cls(unpack_strings(arrays["names"]), unpack_strings(arrays["aliases"]), arrays["alias_rows"])


class Beginnings:
    """Entries by the beginnings of their words; put in order when they are first asked for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = entries

    @cached_property
    def _kept(self) -> tuple[list[str], list[tuple[bool, Entry]]]:
        keyed = sorted(
            (entry[0][start:], start > 0, entry)
            for entry in dict.fromkeys(self._entries)
            for start in _starts(entry[0])
        )
        return [key for key, _, _ in keyed], [(inside, entry) for _, inside, entry in keyed]

    def starting(self, typed: str) -> Iterator[tuple[bool, Entry]]:
        """Yield whether the word stands inside its text, and the entry, for each word that starts so."""
        keys, places = self._kept
        for place in range(bisect_left(keys, typed), len(keys)):
            if not keys[place].startswith(typed):
                break
            yield places[place]


class Suggestions:
    """Everything that may be suggested; what is known of concepts is the same for every state of an index."""

    def __init__(self, slugs: Sequence[str], tools: ToolNames, concepts: Beginnings) -> None:
        self.concepts = concepts
        self._tools = Beginnings(_tool_entries(slugs, tools))

    def starting(self, prefix: str, most: int = MOST) -> tuple[Suggestion, ...]:
        """Return at most `most` suggestions: whole beginnings before later words, tools before concepts.

        No kind takes more than half of the places that another one could fill.
        """
        typed = " ".join(fold(word) for word in normal(prefix[:LONGEST]).split())
        if not typed:
            return ()
        found: dict[_Key, tuple[bool, int, int, str]] = {}
        for shelf in (self._tools, self.concepts):
            enough = len(found) + _LOOKED_AT
            for inside, (text, kind, name, label) in shelf.starting(typed):
                rank = (inside, kind, len(text), text)
                found[kind, name, label] = min(found.get((kind, name, label), rank), rank)
                if len(found) >= enough:
                    break
        ranked = sorted(found, key=lambda key: found[key])
        best = sorted(_mixed(ranked, most), key=lambda key: found[key])
        return tuple(Suggestion(_KINDS[kind], name, label) for kind, name, label in best)


def _mixed(ranked: Sequence[_Key], most: int) -> list[_Key]:
    """Return the best of each kind first, then the rest, as many as there are places."""
    taken: Counter[int] = Counter()
    first: list[_Key] = []
    rest: list[_Key] = []
    for key in ranked:
        (first if taken[key[0]] < most // 2 else rest).append(key)
        taken[key[0]] += 1
    return [*first, *rest][:most]


def concept_beginnings(labels: Labels) -> Beginnings:
    """Return the capabilities and concepts that may be suggested."""
    return Beginnings(_concept_entries(labels))


def _tool_entries(slugs: Sequence[str], tools: ToolNames) -> Iterator[Entry]:
    for slug, name in zip(slugs, tools.names, strict=True):
        yield _folded(name), 0, slug, name
    for row, alias in zip(tools.rows.tolist(), tools.aliases, strict=True):
        yield _folded(alias), 0, slugs[row], tools.names[row]


def _concept_entries(labels: Labels) -> Iterator[Entry]:
    for slug, label in labels.capabilities.items():
        yield _folded(label), 1, slug, label
    for text, number in labels.typed_labels:
        concept = labels.concepts[number]
        if not concept.outside:
            yield text, 2, concept.id, concept.label


def _folded(text: str) -> str:
    return " ".join(fold(word) for word in text.split())


def _starts(text: str) -> Iterable[int]:
    yield 0
    yield from (i + 1 for i, char in enumerate(text) if char in " -/(" and i + 1 < len(text))
