"""How well each tool fits a concept: by what the catalogue says it does, and by the words of its texts.

The facet values that a concept maps to are the evidence: a capability that the concept means most, and that
stands first in the tool's list, counts most. Material and step only weaken or strengthen it. The concept's
English labels and words are looked for in the texts, so that a tool that speaks of the task in its name or
summary comes before one that has it in passing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from catalog.domain.search import SearchDocument
from catalog.search.bits import rows_of
from catalog.search.facets import FacetColumns
from catalog.search.labels import Known, Labels
from catalog.search.recent import Recent
from catalog.search.scoring import ALL, Scores, Scoring
from catalog.search.words import STOP_WORDS, compounds

MEANT: Final = (1.0, 0.75, 0.6, 0.5, 0.45, 0.4)
"""What a capability counts by its place in the concept: most meant first."""

PLACED: Final = (1.0, 0.85, 0.72, 0.64, 0.58, 0.54, 0.5)
"""What it counts by its place in the tool's list."""

WORDS: Final = 0.6
"""The part of a fit that the words of the texts give."""

WORDS_OF_REVIEW: Final = 0.75
"""The same where a concept maps to what is recorded about a tool (rulings, figures), which says less."""

WORDS_ALONE: Final = 0.4
"""What the words give to a tool without any of the capabilities."""

NOT_THIS_MEDIUM: Final = 0.6
MEDIUM_NOT_STATED: Final = 0.85
NOT_THIS_STEP: Final = 0.92

GRADED: Final = (0.0, 0.2, 0.45, 0.7)
"""What a fit is at least by the editors' grade: left out, marginal, helps, exact."""

OF_ITS_OWN: Final = (0.3, 0.25, 0.3, 0.3)
"""What the fit by facets and words adds to it: the order among tools of the same grade."""

_WEAK: Final = ("media", "stage")
MOST_TERMS: Final = 40


def capability_places(documents: Sequence[SearchDocument], values: Sequence[str]) -> NDArray[np.uint8]:
    """Return, capabilities x tools, at which place of its list a tool has each (1 is first, 0 is nowhere)."""
    places = np.zeros((len(values), len(documents)), dtype=np.uint8)
    number = {value: row for row, value in enumerate(values)}
    for column, document in enumerate(documents):
        for place, value in enumerate(document.facets.get("capability", ()), 1):
            places[number[value], column] = min(place, 255)
    return places


def _parted(concept: Known) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return what a concept maps to: what it is about, and what only weakens or strengthens it."""
    main = {facet: values for facet, values in concept.maps_to.items() if facet not in _WEAK}
    return main, {facet: values for facet, values in concept.maps_to.items() if facet in _WEAK}


class Concepts:
    """The fit of every tool with every concept, computed when a concept is first asked for."""

    def __init__(
        self,
        labels: Labels,
        scoring: Scoring,
        facets: FacetColumns,
        places: NDArray[np.uint8],
        rows: Mapping[str, int],
    ) -> None:
        """Take what one generation says; `rows` has the row of every tool that the thesaurus grades."""
        self._labels = labels
        self._scoring = scoring
        self._facets = facets
        self._places = places
        self._rows = rows
        self._kept: Recent[int, Scores] = Recent()
        self._numbers = {concept.id: number for number, concept in enumerate(labels.concepts)}
        self._leant_to: Recent[str, tuple[NDArray[np.int64], Scores]] = Recent()

    def fit(self, number: int) -> Scores:
        """Return how well each tool fits the concept of this number, from 0.0 to 1.0."""
        return self._kept.get(number, partial(self._fit, number))

    def leant_to(self, concept: str) -> tuple[NDArray[np.int64], Scores]:
        """Return the few tools that answer a topic, as rows, and how well each does, by facets and grades alone."""
        return self._leant_to.get(
            concept, partial(self._answering, self._labels.concepts[self._numbers[concept]])
        )

    def _answering(self, concept: Known) -> tuple[NDArray[np.int64], Scores]:
        main, weak = _parted(concept)
        amounts = self._graded(concept, self._most(main) * self._weakening(weak))
        rows = amounts.nonzero()[0]
        return rows, amounts[rows]

    def _most(self, main: Mapping[str, tuple[str, ...]]) -> Scores:
        having = [self._having(facet, values) for facet, values in main.items()]
        nothing = np.zeros(self._scoring.size, dtype=np.float32)
        return np.asarray(np.maximum.reduce([nothing, *having]), dtype=np.float32)

    def _fit(self, number: int) -> Scores:
        concept = self._labels.concepts[number]
        words = self._words(concept)
        main, weak = _parted(concept)
        if main:
            has = self._most(main)
            share = WORDS if "capability" in main else WORDS_OF_REVIEW
            fit = has * ((1 - share) + share * words)
            fit = np.maximum(fit, WORDS_ALONE * words)
            fit *= self._weakening(weak)
        elif weak:
            fit = self._share(weak) * (0.5 + 0.5 * words)
        else:
            fit = words
        return np.asarray(self._graded(concept, fit), dtype=np.float32)

    def _graded(self, concept: Known, fit: Scores) -> Scores:
        """Return the fit with what the editors say of each tool; of tools that they left out it counts less."""
        if not concept.answers:
            return fit
        grades = np.zeros(self._scoring.size, dtype=np.int64)
        for slug, grade in concept.answers.items():
            if (row := self._rows.get(slug)) is not None:
                grades[row] = grade
        own = np.array(OF_ITS_OWN, dtype=np.float32)
        return np.array(GRADED, dtype=np.float32)[grades] + own[grades] * fit

    def _having(self, facet: str, values: Sequence[str]) -> Scores:
        if facet != "capability":
            return self._mask(facet, values).astype(np.float32)
        known = self._facets.values.get(facet, ())
        found = np.zeros((len(values) or 1, self._scoring.size), dtype=np.float32)
        by_place = np.array([0.0, *PLACED], dtype=np.float32)
        for i, value in enumerate(values):
            if value in known:
                places = np.minimum(self._places[known.index(value)], len(PLACED))
                found[i] = MEANT[min(i, len(MEANT) - 1)] * by_place[places]
        found.sort(axis=0)
        best = found[-1] + 0.15 * found[:-1].sum(axis=0)
        return np.asarray(np.minimum(best, 1.0), dtype=np.float32)

    def _mask(self, facet: str, values: Sequence[str]) -> NDArray[np.bool_]:
        mask = np.zeros(self._scoring.size, dtype=np.bool_)
        known = [value for value in values if value in self._facets.values.get(facet, ())]
        if known:
            mask[rows_of(self._facets.having(facet, known), self._scoring.size)] = True
        return mask

    def _weakening(self, weak: dict[str, tuple[str, ...]]) -> Scores:
        factor = np.ones(self._scoring.size, dtype=np.float32)
        for facet, values in weak.items():
            other = NOT_THIS_MEDIUM if facet == "media" else NOT_THIS_STEP
            factor *= np.where(
                self._mask(facet, values),
                1.0,
                np.where(self._mask(facet, ("not-stated",)), MEDIUM_NOT_STATED, other),
            ).astype(np.float32)
        return factor

    def _share(self, weak: dict[str, tuple[str, ...]]) -> Scores:
        masks = [self._mask(facet, values) for facet, values in weak.items()]
        return np.asarray(np.mean(masks, axis=0), dtype=np.float32)

    def _words(self, concept: Known) -> Scores:
        """Return how strongly the concept's words stand in each tool's texts, 1.0 for the tool with most."""
        counts: Counter[str] = Counter()
        for text in (*concept.texts, *concept.words):
            said = (part for compound in compounds(text) for part in compound.parts)
            # In the order of the texts, for which of equally common words are looked for must not be chance.
            counts.update(list(dict.fromkeys(p for p in said if p not in STOP_WORDS and len(p) > 1)))
        total = np.zeros(self._scoring.size, dtype=np.float32)
        for part, count in counts.most_common(MOST_TERMS):
            if forms := self._scoring.forms(part, ALL):
                scored = self._scoring.scored(forms, ALL)
                total[scored.rows] += np.float32(count**0.5) * scored.scores
        for text in (*concept.texts, *concept.words):
            parts = tuple(p for c in compounds(text) for p in c.parts)
            if len(parts) > 1 and (found := self._scoring.phrase(parts, ALL)).rows.size:
                total[found.rows] += 2.0 * found.scores
        top = float(total.max(initial=0.0))
        return total / top if top else total
