"""The lexicon: every form that some tool has, its stem-mates, and the forms that look alike.

Look-alikes are found through letter pairs: each form carries a 64-bit signature of its pairs, so that one
pass over the array leaves few forms for the real edit distance. Only forms that match nothing are ever
repaired.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from catalog.search.columns import Arrays, pack_strings, unpack_strings
from catalog.search.words import stem

WRITTEN: Final = 1 << 15
"""The bit, beside those of the text fields, of a form that some text writes as one word."""

_LAST: Final = "\U0010ffff"
_MEASURED: Final = 32
"""So many look-alikes at most get their edit distance measured, which bounds the time of a query."""

_ONE_EDIT: Final = 5
_TWO_EDITS: Final = 8
"""From so many letters on, that many edits make a likely misspelling."""

_SAME_SHAPE: Final = 0.7
"""Of long names, those that share so many letter pairs (Dice) are taken for spellings of one word."""


@dataclass(frozen=True)
class Lexicon:
    """Forms in sorted order, with what is known of each.

    `fields` has one bit for each text field in which the form stands, and WRITTEN; `documents` counts the
    tools that have it; `stem_of` numbers its stem in `stems`; `pairs` is its signature. `ids` and `groups`
    find a form and the forms of a stem.
    """

    forms: list[str]
    fields: NDArray[np.uint16]
    documents: NDArray[np.int64]
    stems: list[str]
    stem_of: NDArray[np.int64]
    pairs: NDArray[np.uint64]
    lengths: NDArray[np.int64]
    ids: Mapping[str, int] = field(repr=False)
    groups: Mapping[str, tuple[int, ...]] = field(repr=False)

    @classmethod
    def of(cls, seen: Mapping[str, tuple[int, int]]) -> Self:
        """Return the lexicon of forms, each with its field bits and its number of documents."""
        forms = sorted(seen)
        stems = [stem(form) for form in forms]
        distinct = sorted(set(stems))
        number = {text: i for i, text in enumerate(distinct)}
        return cls.with_maps(
            forms,
            np.array([seen[form][0] for form in forms], dtype=np.uint16),
            np.array([seen[form][1] for form in forms], dtype=np.int64),
            distinct,
            np.array([number[text] for text in stems], dtype=np.int64),
            np.array([_signature(form) for form in forms], dtype=np.uint64),
        )

    @classmethod
    def with_maps(
        cls,
        forms: list[str],
        fields: NDArray[np.uint16],
        documents: NDArray[np.int64],
        stems: list[str],
        stem_of: NDArray[np.int64],
        pairs: NDArray[np.uint64],
    ) -> Self:
        """Return the lexicon of these columns, with the maps that find forms and stems."""
        groups: dict[str, tuple[int, ...]] = {}
        for form_id, stem_id in enumerate(stem_of.tolist()):
            groups[stems[stem_id]] = (*groups.get(stems[stem_id], ()), form_id)
        lengths = np.array([len(form) for form in forms], dtype=np.int64)
        ids = {form: i for i, form in enumerate(forms)}
        return cls(forms, fields, documents, stems, stem_of, pairs, lengths, ids, groups)

    def arrays(self) -> Arrays:
        """Return what `from_arrays` reads."""
        return {
            "forms": pack_strings(self.forms),
            "form_fields": self.fields,
            "form_documents": self.documents,
            "stems": pack_strings(self.stems),
            "stem_of": self.stem_of,
            "form_pairs": self.pairs,
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Return the lexicon that `arrays` wrote."""
        return cls.with_maps(
            unpack_strings(arrays["forms"]),
            arrays["form_fields"],
            arrays["form_documents"],
            unpack_strings(arrays["stems"]),
            arrays["stem_of"],
            arrays["form_pairs"],
        )

    def mates(self, form: str) -> tuple[int, ...]:
        """Return the ids of the forms that share the stem of this one, whether or not it is known itself."""
        known = self.ids.get(form)
        return self.groups.get(stem(form) if known is None else self.stems[self.stem_of[known]], ())

    def starting(self, beginning: str, fields: int, limit: int) -> tuple[int, ...]:
        """Return the ids of at most `limit` written words that start so and stand in one of the fields."""
        found: list[int] = []
        for form_id in range(bisect_left(self.forms, beginning), len(self.forms)):
            if not self.forms[form_id].startswith(beginning) or len(found) == limit:
                break
            standing = int(self.fields[form_id])
            if standing & fields and standing & WRITTEN:
                found.append(form_id)
        return tuple(found)

    def alike(self, form: str, fields: int, names: int, limit: int = 4) -> tuple[int, ...]:
        """Return the forms in `fields` of which this one is probably a misspelling, the likeliest first.

        The first letter stays. One edit is allowed from five letters on, two from eight on; a form with
        digits has no misspellings. When nothing is so near, forms in the fields `names` with most letter
        pairs in common are taken.
        """
        if len(form) < _ONE_EDIT or not form.isalpha():
            return ()
        allowed = 1 if len(form) < _TWO_EDITS else 2
        signature = np.uint64(_signature(form))
        first = bisect_left(self.forms, form[0])
        same = slice(first, bisect_left(self.forms, form[0] + _LAST, first))
        usable = (self.fields[same] & np.uint16(fields)) != 0
        usable &= np.abs(self.lengths[same] - len(form)) <= allowed
        ranked = sorted(
            (distance, not int(self.fields[i]) & names, -int(self.documents[i]), i)
            for i in (self._nearest(self.pairs[same] ^ signature, usable, allowed) + first).tolist()
            if (distance := _edits(form, self.forms[i], allowed)) <= allowed
        )
        if ranked:
            return tuple(item[-1] for item in ranked if item[0] == ranked[0][0])[:limit]
        return self._same_shape(same, form, signature, fields & names)[:limit]

    def _nearest(
        self, changed: NDArray[np.uint64], usable: NDArray[np.bool_], allowed: int
    ) -> NDArray[np.int64]:
        """Return the places of the few usable forms with the fewest changed letter pairs."""
        # One edit touches at most three pairs before it and three after.
        counts = np.bitwise_count(changed)
        near = np.flatnonzero(usable & (counts <= 6 * allowed))
        return near[np.argsort(counts[near], kind="stable")[:_MEASURED]]

    def _same_shape(self, same: slice, form: str, signature: np.uint64, fields: int) -> tuple[int, ...]:
        if len(form) < _TWO_EDITS:
            return ()
        pairs = self.pairs[same]
        common = np.bitwise_count(pairs & signature).astype(np.float64)
        share = 2 * common / (np.bitwise_count(pairs) + np.bitwise_count(signature))
        usable = ((self.fields[same] & np.uint16(fields)) != 0) & (share >= _SAME_SHAPE)
        usable &= np.abs(self.lengths[same] - len(form)) <= len(form) // 4
        found = np.flatnonzero(usable)
        return tuple((found[np.argsort(-share[found], kind="stable")] + same.start).tolist())


def _signature(form: str) -> int:
    bits = 0
    for left, right in zip("^" + form, form + "$", strict=True):
        bits |= 1 << ((ord(left) * 31 + ord(right) * 7) % 64)
    return bits


def _edits(left: str, right: str, most: int) -> int:
    """Return the number of edits (insert, drop, change, swap neighbours) between two forms, or most + 1."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(right, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
