"""Which of the tools that fit a question come first: topics, words and names in one score.

For a question with topics the score of a tool is

    fit with the topics (weighted by how much each says)
    + TEXT  x the share of the words that its texts have
    + NAMED x the share of the words that its name, aliases and provider have

times what the record is (a benchmark is less often what is looked for than a tool). A tool whose listing is a
warning, or that is discontinued, never stands above one that is suggested, unless rulings, incidents or
listings themselves were asked for.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from catalog.search.concepts import Concepts
from catalog.search.facets import FacetColumns, unpack
from catalog.search.labels import Labels
from catalog.search.postings import Recent
from catalog.search.reading import Reading
from catalog.search.scoring import Scores

TEXT: Final = 0.75
NAMED: Final = 0.8
COVERED_IN_NAME: Final = 0.25
COVERED_IN_TEXT: Final = 0.8
"""A word that was read as a topic says less by itself, in a name and in other texts: the topic has counted it."""

TOGETHER: Final = 0.85
"""The power of the mean over topics: 1 adds them up, towards 0 all of them are needed."""

HINTS: Final = 10
"""Tools with the most of the words, from which the nearest capability is told."""

BY_NAME: Final = 0.3
"""The share of the words in a tool's name from which on the question is for that very tool."""

MEDIUM_ONLY: Final = 0.35
"""A topic that names only material or a step says little by itself."""

LEAST_FIT: Final = 0.25
"""Tools with less than this part of the best score are no answer to a question with topics."""

KINDS: Final = {"dataset": 0.75, "benchmark": 0.75, "programme": 0.85}
MATURITIES: Final = {"discontinued": 0.85, "pilot": 0.95}
_WARNED: Final = ("cautionary", "discontinued")
_REVIEW: Final = ("rights", "listing", "evidence")
NOT_STATED: Final = 0.6
"""A tool of which no source says whether it is within a limit that was read comes behind those that are."""

Mask = NDArray[np.bool_]


class Ranking:
    """What ranking needs of one generation: the fits of concepts, and what each record is."""

    def __init__(self, labels: Labels, concepts: Concepts, facets: FacetColumns, size: int) -> None:
        self.labels = labels
        self._concepts = concepts
        self._facets = facets
        self._size = size
        self._prior = np.ones(size, dtype=np.float32)
        for facet, factors in (("kind", KINDS), ("maturity", MATURITIES)):
            for value, factor in factors.items():
                self._prior[self._rows(facet, (value,))] *= factor
        self._said: Recent[int, float] = Recent()
        self._warned = np.zeros(size, dtype=np.bool_)
        self._warned[self._rows("listing", _WARNED)] = True

    def _rows(self, facet: str, values: tuple[str, ...]) -> NDArray[np.int64]:
        known = tuple(value for value in values if value in self._facets.values.get(facet, ()))
        if not known:
            return np.zeros(0, dtype=np.int64)
        return unpack(self._facets.having(facet, known), self._size)

    def topics(self, reading: Reading) -> list[tuple[str, float, Scores]]:
        """Return (id of the concept, its part of the whole, fit of each tool) for each topic."""
        found = []
        for number, strength, units in reading.topics:
            concept = self.labels.concepts[number]
            fit = self._concepts.fit(number)
            weight = strength * self._telling(number) * units**0.5
            found.append((concept.id, weight, fit))
        whole = sum(weight for _, weight, _ in found) or 1.0
        return [(name, weight / whole, fit) for name, weight, fit in found]

    def _telling(self, number: int) -> float:
        """Return how much a concept says: the more, the fewer tools it maps to."""
        return self._said.get(number, lambda: self._saying(number))

    def _saying(self, number: int) -> float:
        concept = self.labels.concepts[number]
        main = [
            self._rows(facet, values)
            for facet, values in concept.maps_to.items()
            if facet not in ("media", "stage")
        ]
        if not main:
            return MEDIUM_ONLY if concept.maps_to else 0.5
        count = len(np.unique(np.concatenate(main)))
        return float(np.log1p(self._size / (count + 0.5))) / 3.0

    def fit(self, topics: list[tuple[str, float, Scores]]) -> Scores:
        """Return the fit of each tool with all topics together; one that fits all a little beats one that fits one."""
        total = np.zeros(self._size, dtype=np.float32)
        for _, part, fit in topics:
            total += np.float32(part) * fit ** np.float32(TOGETHER)
        return np.asarray(total ** np.float32(1 / TOGETHER), dtype=np.float32)

    def mixed(self, fit: Scores, text: Scores, named: Scores) -> tuple[Mask, Scores]:
        """Return which tools answer a question with topics, and their scores."""
        scores = np.asarray((fit + TEXT * text + NAMED * named) * self._prior, dtype=np.float32)
        mask = scores >= LEAST_FIT * float(scores.max(initial=0.0))
        mask &= scores > 0
        return mask, scores

    def reviewing(self, reading: Reading) -> bool:
        """Tell whether the question asks for rulings, incidents, evidence or listings themselves."""
        asked = [self.labels.concepts[number].maps_to for number, _, _ in reading.topics]
        return any(facet in maps for maps in (*asked, reading.limits) for facet in _REVIEW)

    def behind(self, mask: Mask, scores: Scores, named: Scores) -> None:
        """Put warnings and discontinued tools behind all that are suggested, unless they were asked for by name."""
        warned = mask & self._warned & (named < BY_NAME)
        suggested = mask & ~self._warned
        if warned.any() and suggested.any():
            least, most = float(scores[suggested].min()), float(scores[warned].max())
            if most >= least:
                scores[warned] *= 0.99 * least / most

    def nearest(self, reading: Reading, hints: Scores) -> list[str]:
        """Return notes for an empty answer: what is not covered, and the capability nearest to what was asked.

        `hints` say how much of the words each tool has, too little to be an answer.
        """
        notes = [
            f"The catalogue does not cover “{self.labels.concepts[number].label}”."
            for number in reading.outside
        ]
        best = np.argsort(-hints, kind="stable")[:HINTS]
        counted: dict[str, float] = {}
        for slug in self._facets.values.get("capability", ()):
            told = hints[best[np.isin(best, self._rows("capability", (slug,)))]]
            # One tool with a rare word is chance.
            counted[slug] = float(told.sum()) if np.count_nonzero(told) > 1 else 0.0
        nearest = max(counted, key=lambda slug: counted[slug], default="")
        if nearest and counted[nearest] > 0:
            label = self.labels.capabilities.get(nearest, nearest.replace("-", " "))
            notes.append(f"The nearest capability is “{label}”.")
        return notes or ["Nothing in the catalogue is about this."]

    def limited(self, reading: Reading, scores: Scores) -> None:
        """Let tools of which a limit is only not known come behind those that are within it."""
        for facet, values in reading.limits.items():
            within = np.zeros(self._size, dtype=np.bool_)
            within[self._rows(facet, values)] = True
            scores[~within] *= NOT_STATED
