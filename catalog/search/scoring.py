"""How well a set of forms, or a phrase, matches each tool: BM25F over arrays.

A word stands for a set of weighted forms: itself and its stem-mates at less weight, or, when no tool has it,
names that start so or forms that look alike. The occurrences of all forms in all fields are added up with the
fields' weights before they saturate (Robertson, Zaragoza, Taylor 2004), so that a name is worth more than a
long text that repeats a word, and no repetition wins.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.domain.search import TEXT_FIELDS
from catalog.search.columns import Columns
from catalog.search.lexicon import Lexicon
from catalog.search.postings import POSITION_BITS, Postings
from catalog.search.recent import Recent
from catalog.search.schema import NAME_FIELDS

FIELD_WEIGHTS: Final = {
    "name": 6.0,
    "aliases": 5.0,
    "provider": 2.5,
    "summary": 3.0,
    "description": 2.5,
    "capabilities": 3.0,
    "stages": 1.0,
    "limitations": 2.0,
    "annotations": 2.0,
    "claims": 2.0,
    "cases": 1.0,
}
"""What one occurrence counts in each field."""

LENGTH_SPREAD: Final = {name: 0.3 if name in NAME_FIELDS else 0.5 for name in TEXT_FIELDS}
"""BM25's b: a long name is hardly a worse match than a short one; a long text is."""

SATURATION: Final = 2.0
"""BM25's k1, in weighted occurrences: one in the name gives three quarters of what a word can give."""

STEM_MATE: Final = 0.8
BEGINNING: Final = 0.5
LOOK_ALIKE: Final = 0.6
"""What another form counts: a stem-mate, a name that starts so, a word that looks alike."""

SHORTEST_BEGINNING: Final = 3
MOST_BEGINNINGS: Final = 20
MOST_PREFIXED: Final = 100

ALL: Final = (1 << len(TEXT_FIELDS)) - 1
"""All text fields, as bits."""

NAMES: Final = sum(1 << TEXT_FIELDS.index(name) for name in NAME_FIELDS)

_NO_ROWS: Final = np.zeros(0, dtype=np.int64)

Scores = NDArray[np.float32]
Forms = tuple[tuple[int, float], ...]
"""Forms of the lexicon by id, each with what an occurrence of it counts."""


class Scored(NamedTuple):
    """The rows that match, their scores, and how much the match says (BM25's idf)."""

    rows: NDArray[np.int64]
    scores: Scores
    weight: float


class Scoring:
    """Forms and scores of one generation; immutable but for what it keeps of the forms used last."""

    def __init__(self, columns: Columns, lexicon: Lexicon, postings: Postings) -> None:
        self.size = len(columns.slugs)
        self._columns = columns
        self._lexicon = lexicon
        self._postings = postings
        self._norms = columns.length_norms(LENGTH_SPREAD)
        self._scored: Recent[tuple[Forms, int], Scored] = Recent()
        self._forms: Recent[tuple[int, int], Forms] = Recent()

    def forms(self, word: str, fields: int) -> Forms:
        """Return those of the word and its stem-mates that stand in the fields (bits)."""
        known = self._lexicon.ids.get(word)
        if known is None:
            return self._mates(word, fields)
        return self._forms.get((known, fields), partial(self._mates, word, fields))

    def _mates(self, word: str, fields: int) -> Forms:
        mates = [i for i in self._lexicon.mates(word) if int(self._lexicon.fields[i]) & fields]
        return tuple((i, 1.0 if self._lexicon.forms[i] == word else STEM_MATE) for i in mates)

    def exactly(self, word: str) -> Forms:
        """Return the word alone, if some tool has it."""
        known = self._lexicon.ids.get(word)
        return () if known is None else ((known, 1.0),)

    def beginnings(self, word: str, fields: int) -> Forms:
        """Return names that start with this word, if it is not too short to mean one."""
        if len(word) < SHORTEST_BEGINNING:
            return ()
        return tuple((i, BEGINNING) for i in self._lexicon.starting(word, fields & NAMES, MOST_BEGINNINGS))

    def look_alikes(self, word: str, fields: int, *, by_shape: bool = True) -> Forms:
        """Return the forms of which this word is probably a misspelling; `by_shape` names that only look alike too."""
        names = NAMES if by_shape else 0
        return tuple((i, LOOK_ALIKE) for i in self._lexicon.alike(word, fields, names))

    def prefixed(self, prefix: str, fields: int) -> Forms:
        """Return the forms that start so, at most MOST_PREFIXED of them."""
        return tuple((i, 1.0) for i in self._lexicon.starting(prefix, fields, MOST_PREFIXED))

    def spelled(self, forms: Forms) -> list[str]:
        """Return the forms as text."""
        return [self._lexicon.forms[i] for i, _ in forms]

    def named(self, key: str) -> tuple[tuple[int, int], ...]:
        """Return (row, 0 for a name, 1 for an alias, 2 for a provider) of tools with exactly this joined name."""
        names = self._columns.names
        return names.get(key, ())

    def scored(self, forms: Forms, fields: int) -> Scored:
        """Return the rows with any of the forms in any of the fields."""
        return self._scored.get((forms, fields), partial(self._score, forms, fields))

    def phrase(self, parts: Sequence[str], fields: int) -> Scored:
        """Return the rows with these very forms side by side within one of the fields."""
        if not all(part in self._lexicon.ids for part in parts):
            return self._weighed(np.zeros(self.size, dtype=np.float32))
        # Not kept: a phrase is what somebody typed, and its words' places are at hand.
        return self._score_phrase([self._lexicon.ids[part] for part in parts], fields)

    def by_field(self, forms: Forms, fields: int, row: int) -> dict[str, float]:
        """Return what the forms give one tool in each field, their sum being what `scored` gives it."""
        amounts: dict[str, float] = {}
        for form_id, share in forms:
            for bit, name in _fields(int(self._lexicon.fields[form_id]) & fields):
                rows, times = self._postings.counts(form_id, bit)
                place = int(np.searchsorted(rows, row))
                if place < len(rows) and rows[place] == row:
                    amount = share * FIELD_WEIGHTS[name] * times[place] / self._norms[bit, row]
                    amounts[name] = amounts.get(name, 0.0) + float(amount)
        whole = sum(amounts.values())
        scored = self.scored(forms, fields)
        place = int(np.searchsorted(scored.rows, row))
        score = float(scored.scores[place]) if whole else 0.0
        return {name: score * amount / whole for name, amount in amounts.items()}

    def _score(self, forms: Forms, fields: int) -> Scored:
        total = np.zeros(self.size, dtype=np.float32)
        for form_id, share in forms:
            for bit, name in _fields(int(self._lexicon.fields[form_id]) & fields):
                rows, times = self._postings.counts(form_id, bit)
                total[rows] += share * FIELD_WEIGHTS[name] * times / self._norms[bit, rows]
        return self._weighed(total)

    def _score_phrase(self, ids: Sequence[int], fields: int) -> Scored:
        total = np.zeros(self.size, dtype=np.float32)
        for form_id in ids:
            fields &= int(self._lexicon.fields[form_id])
        for bit, name in _fields(fields):
            places = self._postings.places(ids[0], bit)
            for offset, form_id in enumerate(ids[1:], 1):
                if not places.size:
                    break
                places = _common(places, self._postings.places(form_id, bit) - offset)
            if places.size:
                rows, times = _counted(places >> POSITION_BITS)
                total[rows] += FIELD_WEIGHTS[name] * times / self._norms[bit, rows]
        return self._weighed(total)

    def _weighed(self, total: Scores) -> Scored:
        rows = np.flatnonzero(total)
        weight = float(np.log1p((self.size - len(rows) + 0.5) / (len(rows) + 0.5)))
        counted = total[rows]
        return Scored(rows, np.asarray(weight * counted / (counted + SATURATION), dtype=np.float32), weight)


def most(scores: Scores) -> float:
    """Return the highest score, 0.0 of none."""
    # Finding its place first is quicker than asking for the maximum, by far.
    return float(scores[scores.argmax()]) if scores.size else 0.0


def better(left: Scored, right: Scored) -> Scored:
    """Return the rows of either, each with the better of its scores."""
    rows = np.union1d(left.rows, right.rows)
    scores = np.zeros(len(rows), dtype=np.float32)
    for scored in (left, right):
        places = np.searchsorted(rows, scored.rows)
        scores[places] = np.maximum(scores[places], scored.scores)
    return Scored(rows, scores, min(left.weight, right.weight))


def in_all(found: Sequence[Scored]) -> NDArray[np.int64]:
    """Return the rows that are among all of those found; of nothing, none is."""
    rows = found[0].rows if found else _NO_ROWS
    for scored in found[1:]:
        if not (rows.size and scored.rows.size):
            return _NO_ROWS
        rows = _common(rows, scored.rows)
    return rows


def _common(left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the numbers that both sorted arrays have."""
    few, many = (left, right) if len(left) < len(right) else (right, left)
    return np.asarray(few[many.take(np.searchsorted(many, few), mode="clip") == few], dtype=np.int64)


def _counted(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct numbers of a sorted array that is not empty, and how often each stands there."""
    firsts = np.flatnonzero(np.concatenate([[True], rows[1:] != rows[:-1]]))
    return rows[firsts], np.concatenate([firsts[1:], [len(rows)]]) - firsts


def _fields(bits: int) -> Iterator[tuple[int, str]]:
    return ((bit, name) for bit, name in enumerate(TEXT_FIELDS) if bits >> bit & 1)
