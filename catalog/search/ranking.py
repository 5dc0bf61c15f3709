"""Which of the tools that fit a question come first: topics, words and names in one score.

The score of a tool is

    fit with the topics (weighted by how much each says), as far as they are believed
    + LIKELY x being of the kinds that the words as a whole lean to
    + the share of the words that its texts have
    + NAMED x the share of the words that its name, aliases and provider have

times what the record is (a benchmark is less often what is looked for than a tool, see `records`). A tool whose
listing is a warning, or that is discontinued, never stands above one that is suggested, unless rulings, incidents
or listings themselves were asked for, or its texts have clearly more of the words than those of any suggested tool.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

import numpy as np

from catalog.search.concepts import Concepts
from catalog.search.labels import Labels
from catalog.search.reading import Reading
from catalog.search.recent import Recent
from catalog.search.records import Mask, Records
from catalog.search.scoring import Scores, most

NAMED: Final = 1.2
LIKELY: Final = 1.5
"""What the topics count that the words as a whole lean to, at most."""

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

BY_NAME: Final = 0.3
"""The share of the words in a tool's name from which on the question is for that very tool."""

CLEARLY: Final = 1.15
"""How much more of the words a warned tool's texts must have than the best suggested one's to stand before it."""

MEDIUM_ONLY: Final = 0.35
"""A topic that names only material or a step says little by itself."""

LEAST_FIT: Final = 0.2
"""Tools with less than this part of the best score are no answer to a question with topics."""

_REVIEW: Final = ("rights", "listing", "evidence")

WITHIN: Final = 1.0
"""What it counts to be within all limits, where a question says nothing else that is understood."""


class Ranking:
    """What ranking needs of one generation: the fits of concepts, and what each record is."""

    def __init__(self, labels: Labels, concepts: Concepts, records: Records, size: int) -> None:
        self.labels = labels
        self.records = records
        self._concepts = concepts
        self._size = size
        self._said: Recent[int, float] = Recent()
        self._powers: Recent[int, Scores] = Recent()
        self._alone: Recent[int, Scores] = Recent()

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
            self.records.rows(facet, values)
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
        """Return how well each tool answers the topics that a question leans to, at most LIKELY."""
        kinds = reading.likely.kinds
        if not kinds:
            return np.zeros(self._size, dtype=np.float32)
        sure = self._sure(reading)
        answering = [self._concepts.leant_to(topic) for _, topic, _ in kinds]
        amounts = np.concatenate([amounts for _, amounts in answering])
        parts = np.array([sure * part for _, _, part in kinds], dtype=np.float32)
        amounts *= parts.repeat([len(rows) for rows, _ in answering])
        rows = np.concatenate([rows for rows, _ in answering])
        return np.bincount(rows, amounts, self._size).astype(np.float32)

    def leanings(self, reading: Reading) -> Iterator[tuple[str, Scores]]:
        """Yield what `leaning` adds up: each likely topic, and how well each tool answers it."""
        sure = self._sure(reading)
        for _, topic, part in reading.likely.kinds:
            rows, amounts = self._concepts.leant_to(topic)
            yield topic, np.bincount(rows, sure * part * amounts, self._size).astype(np.float32)

    def _sure(self, reading: Reading) -> float:
        return float(LIKELY * min(1.0, reading.likely.share / SURE) * (1.0 - SAID * self.believed(reading)))

    def mixed(self, reading: Reading, text: Scores, named: Scores | None) -> tuple[Mask, Scores]:
        """Return which tools answer a question, and their scores.

        `text` and `named` are the shares of the words in texts and in names, None where no name has any.
        """
        scores = self.leaning(reading)
        if reading.topics:
            scores += np.float32(self.believed(reading)) * self.fit(reading)
        scores += text
        if named is not None:
            scores += NAMED * named
        scores *= self.records.prior
        least = LEAST_FIT * most(scores)
        return scores >= least if least > 0 else scores > 0, scores

    def reviewing(self, reading: Reading) -> bool:
        """Tell whether the question asks for rulings, incidents, evidence or listings themselves."""
        asked = [self.labels.concepts[number].maps_to for number, _, _ in reading.topics]
        return any(facet in maps for maps in (*asked, reading.limits) for facet in _REVIEW)

    def behind(self, mask: Mask, scores: Scores, named: Scores | None, text: Scores) -> None:
        """Put warnings and discontinued tools behind all that are suggested, unless they were asked for.

        That is: by name, or in words of which their texts have clearly more than those of any suggested tool.
        """
        warned = self.records.warned
        found = mask[warned]
        if named is not None:
            found &= named[warned] < BY_NAME
        warned = warned[found]
        if not warned.size:
            return
        suggested = (mask & self.records.suggested).nonzero()[0]
        warned = warned[text[warned] <= CLEARLY * most(text[suggested])]
        if warned.size and suggested.size:
            least, best = float(scores[suggested].min()), most(scores[warned])
            if best >= least:
                scores[warned] *= 0.99 * least / best
