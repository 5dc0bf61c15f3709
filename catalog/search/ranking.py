"""Which of the tools that fit a question come first: topics, words and names in one score.

The score of a tool is

    fit with the topics (weighted by how much each says), as far as they are believed
    + LIKELY x being of the kinds that the words as a whole lean to
    + TEXT  x the share of the words that its texts have
    + NAMED x the share of the words that its name, aliases and provider have

times what the record is (a benchmark is less often what is looked for than a tool). A tool whose listing is a
warning, or that is discontinued, never stands above one that is suggested, unless rulings, incidents or
listings themselves were asked for, or its texts have
clearly more of the words than those of any suggested tool.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from catalog.domain.values import NOT_STATED as NOT_STATED_VALUE
from catalog.search.bits import rows_of
from catalog.search.concepts import Concepts
from catalog.search.facets import FacetColumns
from catalog.search.labels import Labels
from catalog.search.reading import Reading
from catalog.search.recent import Recent
from catalog.search.scoring import Scores

TEXT: Final = 1.0
NAMED: Final = 1.2
LIKELY: Final = 1.0
"""What the kinds of tool count that the words as a whole lean to, at most."""

SURE: Final = 0.7
"""The share of the words from which on the likeliest kind is as sure as it gets."""

SAID: Final = 0.5
"""How much less the likely kinds count where topics say all that is asked: they fill what topics leave open."""

DOUBTED: Final = 3
"""The power by which a topic that was not met word for word counts less."""

COVERED_IN_NAME: Final = 0.25
COVERED_IN_TEXT: Final = 0.8
"""A word that was read as a topic says less by itself, in a name and in other texts: the topic has counted it."""

TOGETHER: Final = 0.85
"""The power of the mean over topics: 1 adds them up, towards 0 all of them are needed."""

HINTS: Final = 10
"""Tools with the most of the words, from which the nearest capability is told."""

BY_NAME: Final = 0.3
"""The share of the words in a tool's name from which on the question is for that very tool."""

MOST: Final = 0.51
"""The share of the words from which on a topic is what is asked for: more than half."""

NAMED_ENOUGH: Final = 0.35
"""The share of the words in a tool's name from which on there is an answer."""

OUTSIDE: Final = 2.0
"""How much more what leans outside of the catalogue counts than what leans inside."""

TEXT_AS_EVIDENCE: Final = 0.5
"""What the best text counts as evidence, of what the likeliest kind does: some text has some of any words."""

EVIDENCE: Final = 0.57
"""Least evidence that a question without a topic has an answer; set between judged and made-up questions."""

CLEARLY: Final = 1.15
"""How much more of the words a warned tool's texts must have than the best suggested one's to stand before it."""

MEDIUM_ONLY: Final = 0.35
"""A topic that names only material or a step says little by itself."""

LEAST_FIT: Final = 0.25
"""Tools with less than this part of the best score are no answer to a question with topics."""

KINDS: Final = {"dataset": 0.75, "benchmark": 0.75, "programme": 0.85}
READY: Final = ("tool", "service")
"""Kinds of record that can be used as they are."""

MATURITIES: Final = {"discontinued": 0.85, "pilot": 0.95}
_WARNED: Final = ("cautionary", "discontinued")
_REVIEW: Final = ("rights", "listing", "evidence")
NOT_STATED: Final = 0.6
"""A tool of which no source says whether it is within a limit that was read comes behind those that are."""

BEYOND: Final = 0.3
"""A tool that is known to be outside a limit that was read comes behind those, where it is shown at all."""

WITHIN: Final = 1.0
"""What it counts to be within all limits, where a question says nothing else that is understood."""

Mask = NDArray[np.bool_]

NOTHING_ABOUT: Final = "Nothing in the catalogue is about this."


class Ranking:
    """What ranking needs of one generation: the fits of concepts, and what each record is.

    `ready` are the tools that can be used as they are, without programming.
    """

    def __init__(self, labels: Labels, concepts: Concepts, facets: FacetColumns, size: int) -> None:
        self.labels = labels
        self._concepts = concepts
        self._facets = facets
        self._size = size
        self._prior = np.ones(size, dtype=np.float32)
        for facet, factors in (("kind", KINDS), ("maturity", MATURITIES)):
            for value, factor in factors.items():
                self._prior[self._rows(facet, (value,))] *= factor
        self.ready = np.zeros(size, dtype=np.bool_)
        self.ready[self._rows("kind", READY)] = True
        self._said: Recent[int, float] = Recent()
        self._powers: Recent[int, Scores] = Recent()
        self._alone: Recent[int, Scores] = Recent()
        self._warned = self._rows("listing", _WARNED)
        self._suggested = np.ones(size, dtype=np.bool_)
        self._suggested[self._warned] = False

    def _rows(self, facet: str, values: tuple[str, ...]) -> NDArray[np.int64]:
        known = tuple(value for value in values if value in self._facets.values.get(facet, ()))
        if not known:
            return np.zeros(0, dtype=np.int64)
        return rows_of(self._facets.having(facet, known), self._size)

    def topics(self, reading: Reading) -> list[tuple[str, float, Scores]]:
        """Return (id of the concept, its part of the whole, fit of each tool) for each topic."""
        return [
            (self.labels.concepts[number].id, part, self._concepts.fit(number))
            for number, part in self._shares(reading)
        ]

    def _shares(self, reading: Reading) -> list[tuple[int, float]]:
        weights = [
            (number, strength * self._telling(number) * units**0.5)
            for number, strength, units in reading.topics
        ]
        whole = sum(weight for _, weight in weights) or 1.0
        return [(number, weight / whole) for number, weight in weights]

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

    def fit(self, reading: Reading) -> Scores:
        """Return the fit of each tool with all topics together; one that fits all a little beats one that fits one."""
        shares = self._shares(reading)
        if len(shares) == 1:
            return self._alone.get(shares[0][0], partial(self._together, shares))
        return self._together(shares)

    def _together(self, shares: list[tuple[int, float]]) -> Scores:
        total = np.zeros(self._size, dtype=np.float32)
        for number, part in shares:
            total += np.float32(part) * self._powers.get(number, partial(self._power, number))
        some = np.flatnonzero(total)
        total[some] **= np.float32(1 / TOGETHER)
        return total

    def _power(self, number: int) -> Scores:
        return np.asarray(self._concepts.fit(number) ** np.float32(TOGETHER), dtype=np.float32)

    def believed(self, reading: Reading) -> float:
        """Return how far the topics say what is asked: less when met loosely, or beside words that they leave out."""
        strongest = max((strength for _, strength, _ in reading.topics), default=0.0)
        return float(strongest**DOUBTED * reading.met)

    def leaning(self, reading: Reading) -> Scores:
        """Return how much each tool is of the kinds that a question leans to, at most LIKELY."""
        total = np.zeros(self._size, dtype=np.float32)
        if kinds := reading.likely.kinds:
            sure = self._sure(reading)
            of_kind = [self._concepts.of_kind(facet, value) for facet, value, _ in kinds]
            parts = np.array([sure * part for _, _, part in kinds], dtype=np.float32)
            amounts = np.concatenate([amounts for _, amounts in of_kind])
            amounts *= np.repeat(parts, [len(rows) for rows, _ in of_kind])
            np.add.at(total, np.concatenate([rows for rows, _ in of_kind]), amounts)
        return total

    def leanings(self, reading: Reading) -> Iterator[tuple[str, Scores]]:
        """Yield what `leaning` adds up: the value of each likely kind, and how much each tool is of it."""
        sure = self._sure(reading)
        for facet, value, part in reading.likely.kinds:
            yield value, np.float32(sure * part) * self._concepts.kind(facet, value)

    def _sure(self, reading: Reading) -> float:
        return float(LIKELY * min(1.0, reading.likely.share / SURE) * (1.0 - SAID * self.believed(reading)))

    def answerable(self, reading: Reading, text: Scores, named: Scores, *, whole: bool) -> bool:
        """Tell whether there is evidence enough that the catalogue has what is asked for.

        A name is, or a topic met word for word that is most of the question. Else what the words lean to must lie
        inside, and some tool must have the `whole` of the words, or the kinds and the texts together enough of them:
        the more words, the less of each.
        """
        met = reading.met >= MOST and any(strength >= 1.0 for _, strength, _ in reading.topics)
        if met or named.max(initial=0.0) >= NAMED_ENOUGH:
            return True
        likely = reading.likely
        if likely.outside > likely.share:
            return False
        found = (likely.share + TEXT_AS_EVIDENCE * float(text.max(initial=0.0))) * likely.words**0.5
        return whole or found - OUTSIDE * likely.outside >= EVIDENCE

    def mixed(self, reading: Reading, text: Scores, named: Scores) -> tuple[Mask, Scores]:
        """Return which tools answer a question, and their scores."""
        scores = self.leaning(reading)
        if reading.topics:
            scores += np.float32(self.believed(reading)) * self.fit(reading)
        scores += TEXT * text
        scores += NAMED * named
        scores *= self._prior
        least = LEAST_FIT * float(scores.max(initial=0.0))
        return np.asarray(scores >= least if least > 0 else scores > 0, dtype=np.bool_), scores

    def reviewing(self, reading: Reading) -> bool:
        """Tell whether the question asks for rulings, incidents, evidence or listings themselves."""
        asked = [self.labels.concepts[number].maps_to for number, _, _ in reading.topics]
        return any(facet in maps for maps in (*asked, reading.limits) for facet in _REVIEW)

    def behind(self, mask: Mask, scores: Scores, named: Scores, text: Scores) -> None:
        """Put warnings and discontinued tools behind all that are suggested, unless they were asked for.

        That is: by name, or in words of which their texts have clearly more than those of any suggested tool.
        """
        warned = self._warned[mask[self._warned] & (named[self._warned] < BY_NAME)]
        if not warned.size:
            return
        suggested = np.flatnonzero(mask & self._suggested)
        warned = warned[text[warned] <= CLEARLY * float(text[suggested].max(initial=0.0))]
        if warned.size and suggested.size:
            least, most = float(scores[suggested].min()), float(scores[warned].max())
            if most >= least:
                scores[warned] *= 0.99 * least / most

    def nearest(self, reading: Reading, hints: Scores) -> tuple[list[str], tuple[str, ...]]:
        """Return notes for an empty answer (what is not covered, the nearest capability) and that capability.

        `hints` say how much of the words each tool has, too little to be an answer.
        """
        notes = [
            f"The catalogue does not cover “{self.labels.concepts[number].label}”."
            for number in reading.outside
        ]
        if reading.likely.outside > reading.likely.share:
            return notes or [
                NOTHING_ABOUT
            ], ()  # a word in common with what is not covered would name a kind by chance
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
            return notes, (nearest,)
        return notes or [NOTHING_ABOUT], ()

    def limited(self, reading: Reading, scores: Scores) -> None:
        """Let tools of which a limit is only not known come behind those within it, and then those outside it."""
        for facet, values in reading.limits.items():
            factor = np.full(self._size, BEYOND, dtype=np.float32)
            factor[self._rows(facet, (NOT_STATED_VALUE,))] = NOT_STATED
            factor[self._rows(facet, values)] = 1.0
            scores *= factor

    def within(self, reading: Reading) -> Mask:
        """Return which tools are known to be within all limits that were read."""
        inside = np.ones(self._size, dtype=np.bool_)
        for facet, values in reading.limits.items():
            known = np.zeros(self._size, dtype=np.bool_)
            known[self._rows(facet, values)] = True
            inside &= known
        return inside
