"""What an index holds of its tools, all parts together: made from documents, written, read, and changed."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from catalog.domain.search import SearchDocument
from catalog.search.columns import Arrays, Columns, name_order
from catalog.search.concepts import capability_places
from catalog.search.facets import FacetColumns
from catalog.search.inverting import Inverted, inverted
from catalog.search.lexicon import Lexicon, field_bits
from catalog.search.placing import Placing, United
from catalog.search.postings import FIELDS, JOINED, Postings
from catalog.search.suggesting import ToolNames

CAPABILITY = "capability"


@dataclass(frozen=True)
class Parts:
    """One row a tool in every part; `places` says where in its list a tool has each capability."""

    columns: Columns
    facets: FacetColumns
    lexicon: Lexicon
    postings: Postings
    places: NDArray[np.uint8]
    names: ToolNames

    @classmethod
    def of(cls, documents: Sequence[SearchDocument], texts: Inverted) -> Self:
        """Return the parts of documents that are in the order of names, their texts being inverted already."""
        facets = FacetColumns.of(documents)
        return cls(
            Columns.of(documents, texts.lengths),
            facets,
            texts.lexicon,
            texts.postings,
            capability_places(documents, facets.values[CAPABILITY]),
            ToolNames.of(documents),
        )

    def arrays(self) -> Arrays:
        """Return what `from_arrays` reads."""
        return {
            **self.columns.arrays(),
            **self.facets.arrays(),
            **self.lexicon.arrays(),
            **self.postings.arrays(),
            "capability_places": self.places,
            **self.names.arrays(),
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Return the parts that `arrays` wrote."""
        columns = Columns.from_arrays(arrays)
        return cls(
            columns,
            FacetColumns.from_arrays(arrays, len(columns.slugs)),
            Lexicon.from_arrays(arrays),
            Postings.from_arrays(arrays),
            arrays["capability_places"],
            ToolNames.from_arrays(arrays),
        )

    def with_changes(self, documents: Collection[SearchDocument], gone: Collection[str]) -> "Parts":
        """Return the parts with these documents in place of those of the same slugs, and without those gone.

        What comes out equals, array for array, what a build from all documents would give.
        """
        ordered = sorted(documents, key=name_order)
        rows = self._placing(ordered, {*gone, *(document.slug for document in documents)})
        other = Parts.of(ordered, inverted(ordered))
        lexicon, postings = self._texts(other, rows)
        facets = self.facets.with_changes(other.facets, rows)
        return Parts(
            self.columns.with_changes(other.columns, rows),
            facets,
            lexicon,
            postings,
            self._capability_places(other, facets.values[CAPABILITY], rows),
            self.names.with_changes(other.names, rows),
        )

    def _placing(self, ordered: Sequence[SearchDocument], leaving: Collection[str]) -> Placing:
        columns = self.columns
        gone = [row for row, slug in enumerate(columns.slugs) if slug in leaving]
        keys = _Pairs(columns.order, columns.slugs)
        before = [bisect_left(keys, name_order(document)) for document in ordered]
        return Placing.of(
            len(columns.slugs), np.array(gone, dtype=np.int64), np.array(before, dtype=np.int64)
        )

    def _texts(self, other: "Parts", rows: Placing) -> tuple[Lexicon, Postings]:
        gone = self.postings.gone(rows)
        slots = self.postings.slots(gone)
        written = slots % FIELDS != JOINED
        tools = np.unique(slots[written] // FIELDS * rows.length + self.postings.rows[gone[written]])
        left = self.lexicon.documents - np.bincount(
            tools // max(rows.length, 1), minlength=len(self.lexicon.forms)
        )
        forms = United.of(self.lexicon.forms, left > 0, other.lexicon.forms)
        postings = self.postings.with_changes(other.postings, rows, forms, gone)
        documents = forms.placing.array(left, 0)
        documents[forms.right] += other.lexicon.documents
        bits = field_bits(postings.standing(), documents)
        return self.lexicon.with_changes(other.lexicon, forms, documents, bits), postings

    def _capability_places(self, other: "Parts", values: tuple[str, ...], rows: Placing) -> NDArray[np.uint8]:
        places = np.zeros((len(values), rows.size), dtype=np.uint8)
        stay = rows.array(self.places, 0, axis=1)
        before, after = self.facets.values[CAPABILITY], other.facets.values[CAPABILITY]
        for number, value in enumerate(values):
            if value in before:
                places[number] = stay[before.index(value)]
            if value in after:
                places[number, rows.new] = other.places[after.index(value)]
        return places


class _Pairs(Sequence[tuple[str, str]]):
    """Two lists of one length as a list of pairs."""

    def __init__(self, left: Sequence[str], right: Sequence[str]) -> None:
        self._left = left
        self._right = right

    def __len__(self) -> int:
        return len(self._left)

    def __getitem__(self, place: int) -> tuple[str, str]:  # type: ignore[override]  # bisect asks for single ones
        return self._left[place], self._right[place]
