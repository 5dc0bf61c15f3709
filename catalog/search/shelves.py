"""The labels of one language, put so that they are found: in order by their keys, and in any order by telling keys."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

import numpy as np

from catalog.search.bits import Bits
from catalog.search.thesaurus import Keys

Raw = TypeVar("Raw")
Put = TypeVar("Put")


class ByLanguage(Mapping[str, Put], Generic[Raw, Put]):
    """What labels are put in, by language, each made when a question first may be in the language.

    Most questions of an installation are in one or two, and opening an index waits for no other.
    """

    def __init__(self, labels: Mapping[str, Raw], make: Callable[[Raw], Put]) -> None:
        self._labels = labels
        self._make = make
        self._made: dict[str, Put] = {}

    def __getitem__(self, language: str) -> Put:
        found = self._made.get(language)
        if found is None:  # two threads may both make it, and make the same
            found = self._made[language] = self._make(self._labels[language])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels)

    def __len__(self) -> int:
        return len(self._labels)


@dataclass(frozen=True)
class Shelf:
    """Labels of one language by their keys; `longest` has the length of the longest that begins with a key."""

    concepts: Mapping[Keys, tuple[int, ...]]
    longest: Mapping[str, int]

    @classmethod
    def of(cls, entries: Mapping[Keys, Sequence[int]]) -> Self:
        """Return the shelf of these labels, each with the numbers of its concepts."""
        longest: dict[str, int] = {}
        for keys in entries:
            longest[keys[0]] = max(longest.get(keys[0], 0), len(keys))
        return cls({keys: tuple(dict.fromkeys(ids)) for keys, ids in entries.items()}, longest)


@dataclass(frozen=True)
class Bags:
    """The labels of one language as bags of telling keys, for matches in another order or with gaps.

    `ids` numbers keys; `rows[k]` are the labels with key k as bits, `alone[k]` those with no other; `weights[k]` says how
    telling it is, the most telling one `most`; `total[l]` is the weight of label l, `keys[l]` are the numbers of its
    keys and `concept[l]` is its concept.
    """

    ids: Mapping[str, int]
    rows: Sequence[Bits]
    alone: Sequence[Sequence[int]]
    weights: Sequence[float]
    most: float
    total: Sequence[float]
    concept: Sequence[int]
    keys: Sequence[tuple[int, ...]]

    @classmethod
    def of(cls, labels: Sequence[tuple[Keys, int]]) -> Self:
        """Return the bags of labels without fillers, each with its concept's number."""
        rows: defaultdict[str, list[int]] = defaultdict(list)
        concepts: defaultdict[str, set[int]] = defaultdict(set)
        for number, (keys, concept) in enumerate(labels):
            for one in dict.fromkeys(keys):
                rows[one].append(number)
                concepts[one].add(concept)
        ids = {one: i for i, one in enumerate(rows)}
        count = max(len({concept for _, concept in labels}), 1)
        weights = [float(np.log1p(count / (len(concepts[one]) + 0.5))) for one in ids]
        of_label = [tuple(ids[one] for one in dict.fromkeys(keys)) for keys, _ in labels]
        alone: list[list[int]] = [[] for _ in ids]
        for number, several in enumerate(of_label):
            if len(several) == 1:
                alone[several[0]].append(number)
        return cls(
            ids=ids,
            rows=[sum([1 << row for row in dict.fromkeys(some)]) for some in rows.values()],
            alone=alone,
            weights=weights,
            most=max(weights, default=0.0),
            total=[sum(weights[one] for one in several) for several in of_label],
            concept=[concept for _, concept in labels],
            keys=of_label,
        )
