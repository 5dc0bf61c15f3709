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
from catalog.search.placing import United, places_of
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
    tools that have it; `stem_of` numbers its stem in `stems`; `pairs` is its signature. `ids` finds a form;
    `by_stem` are the forms in the order of their stems, those of a stem from its place in `firsts` on.
    """

    forms: list[str]
    fields: NDArray[np.uint16]
    documents: NDArray[np.int64]
    stems: list[str]
    stem_of: NDArray[np.int64]
    pairs: NDArray[np.uint64]
    lengths: NDArray[np.int64]
    ids: Mapping[str, int] = field(repr=False)
    stem_ids: Mapping[str, int] = field(repr=False)
    by_stem: NDArray[np.int64] = field(repr=False)
    firsts: NDArray[np.int64] = field(repr=False)

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
        lengths = np.fromiter(map(len, forms), dtype=np.int64, count=len(forms))
        ids, stem_ids = places_of(forms), places_of(stems)
        by_stem = np.argsort(stem_of, kind="stable")
        firsts = np.concatenate([[0], np.cumsum(np.bincount(stem_of, minlength=len(stems)))])
        return cls(
            *(forms, fields, documents, stems, stem_of, pairs, lengths, ids, stem_ids, by_stem),
            firsts.astype(np.int64),
        )

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
        number = self.stem_ids.get(stem(form)) if known is None else int(self.stem_of[known])
        if number is None:
            return ()
        return tuple(self.by_stem[self.firsts[number] : self.firsts[number + 1]].tolist())

    def with_changes(
        self, other: "Lexicon", forms: United, documents: NDArray[np.int64], fields: NDArray[np.uint16]
    ) -> "Lexicon":
        """Return the lexicon of the forms of both, of which these are the numbers of tools and the field bits."""
        stay = forms.left >= 0
        used = np.bincount(self.stem_of[stay], minlength=len(self.stems)) > 0
        stems = United.of(self.stems, used, other.stems)
        fresh = stems.right[other.stem_of[forms.fresh]]
        return Lexicon.with_maps(
            forms.strings,
            fields,
            documents,
            stems.strings,
            forms.placing.array(stems.left[self.stem_of], fresh).astype(np.int64),
            forms.placing.array(self.pairs, other.pairs[forms.fresh]),
        )

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


def field_bits(standing: NDArray[np.int64], documents: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Return the field bits of forms.

    `standing` counts, forms x fields, the tools that have the form there; the last field counts those that have
    it in joined words only. `documents` counts the tools that have the form anywhere.
    """
    bits = np.zeros(len(standing), dtype=np.uint16)
    for bit in range(standing.shape[1] - 1):
        bits |= (standing[:, bit] > 0).astype(np.uint16) << np.uint16(bit)
    bits[documents > standing[:, -1]] |= np.uint16(WRITTEN)
    return bits


def _signature(form: str) -> int:
    bits = 0
    for left, right in zip("^" + form, form + "$", strict=True):
        bits |= 1 << ((ord(left) * 31 + ord(right) * 7) % 64)
    return bits


def _edits(left: str, right: str, most: int) -> int:
    """Return the number of edits (insert, drop, change, swap neighbours) between two forms, or most + 1."""
    left, right = _middles(left, right)
    if not left or not right:
        return min(len(left) + len(right), most + 1)
    beyond = most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        # Only so far from the diagonal can a cell be within `most`; the cells beside the band count as beyond.
        first, last = max(1, i - most), min(len(right), i + most)
        older, before = before, row
        row = [beyond] * (len(right) + 1)
        row[0] = i
        for j in range(first, last + 1):
            b = right[j - 1]
            cost = before[j - 1] + (a != b)
            if row[j - 1] < cost:
                cost = row[j - 1] + 1
            if before[j] < cost:
                cost = before[j] + 1
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b and older[j - 2] < cost:
                cost = older[j - 2] + 1
            row[j] = cost
        if min(row[first - 1 : last + 1]) > most:
            return beyond
    return min(row[-1], beyond)


def _middles(left: str, right: str) -> tuple[str, str]:
    """Return both without the letters that they begin and end alike with: no edit touches those."""
    start, most = 0, min(len(left), len(right))
    while start < most and left[start] == right[start]:
        start += 1
    end, most = 0, most - start
    while end < most and left[-1 - end] == right[-1 - end]:
        end += 1
    return left[start : len(left) - end], right[start : len(right) - end]
