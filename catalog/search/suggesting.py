"""Suggestions while somebody types: tools, capabilities and concepts with a word that begins so."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from catalog.domain.search import SearchDocument, Suggestion
from catalog.search.columns import Arrays, pack_strings, unpack_strings
from catalog.search.labels import Labels
from catalog.search.words import fold, normal

MOST: Final = 8
LONGEST: Final = 60
_LOOKED_AT: Final = 400
_KINDS: Final[tuple[Literal["tool", "capability", "concept"], ...]] = ("tool", "capability", "concept")

Entry = tuple[str, int, str, str]
"""Folded text, number of the kind, id, label."""


def name_arrays(documents: Sequence[SearchDocument]) -> Arrays:
    """Return what suggestions need of the tools: their names, and their aliases with the tools' rows."""
    aliases = [
        (row, line) for row, one in enumerate(documents) for line in one.texts.get("aliases", "").splitlines()
    ]
    return {
        "names": pack_strings([one.texts.get("name", "") for one in documents]),
        "aliases": pack_strings([line for _, line in aliases]),
        "alias_rows": pack_strings([str(row) for row, _ in aliases]),
    }


class Suggestions:
    """Everything that may be suggested, by the beginnings of its words."""

    def __init__(self, slugs: Sequence[str], arrays: Arrays, labels: Labels) -> None:
        entries = list(dict.fromkeys(_entries(slugs, arrays, labels)))
        keyed = sorted(
            (text[start:], start > 0, number)
            for number, (text, _, _, _) in enumerate(entries)
            for start in _starts(text)
        )
        self._entries = entries
        self._labels = {(kind, name): label for _, kind, name, label in entries}
        self._keys = [key for key, _, _ in keyed]
        self._places = [(inside, number) for _, inside, number in keyed]

    def starting(self, prefix: str, most: int = MOST) -> tuple[Suggestion, ...]:
        """Return at most `most` suggestions: whole beginnings before later words, tools before concepts."""
        typed = " ".join(fold(word) for word in normal(prefix[:LONGEST]).split())
        if not typed:
            return ()
        found: dict[tuple[int, str], tuple[bool, int, int, str]] = {}
        for place in range(bisect_left(self._keys, typed), len(self._keys)):
            if not self._keys[place].startswith(typed) or len(found) >= _LOOKED_AT:
                break
            inside, number = self._places[place]
            text, kind, name, _ = self._entries[number]
            rank = (inside, kind, len(text), text)
            found[kind, name] = min(found.get((kind, name), rank), rank)
        best = sorted(found, key=lambda key: found[key])[:most]
        return tuple(Suggestion(_KINDS[kind], name, self._labels[kind, name]) for kind, name in best)


def _entries(slugs: Sequence[str], arrays: Arrays, labels: Labels) -> Iterator[Entry]:
    names = unpack_strings(arrays["names"])
    for slug, name in zip(slugs, names, strict=True):
        yield _folded(name), 0, slug, name
    rows = map(int, unpack_strings(arrays["alias_rows"]))
    for row, alias in zip(rows, unpack_strings(arrays["aliases"]), strict=True):
        yield _folded(alias), 0, slugs[row], names[row]
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
