"""Which tools answer a text, and in which order of relevance.

What is meant by an operator (phrase, -not, prefix*, field:) always holds. Plain words are ranked by the topics
that they were read as, the kinds of tool that they lean to, and the words of texts and names (see `ranking`). No
word empties the answer: one that nobody wrote down lowers the evidence, and under a threshold nothing is found. A
question for something that the catalogue does not cover finds only tools that have its very words.

An index without a thesaurus has words alone:

1. Tools with all the words come first. When they fill a page, that is the answer.
2. Otherwise tools follow that hold a fair share of what the words say, scored by that share. A word says the
   more the fewer tools have it (BM25's idf); a word that no tool has weighs most. A note tells the reader.

All this is decided before any filter, so that a filter can only narrow. A tool whose whole name was typed is first,
then one with that alias. Words that no tool has are read in English, as the beginning of a name, or as a
misspelling, with a note; a word that some tool has is never changed.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.domain.search import PAGE_SIZE, Correction
from catalog.search import evidence
from catalog.search.bits import Bits, pack
from catalog.search.grammar import Clause, Query
from catalog.search.ranking import WITHIN, Ranking
from catalog.search.reading import Reading
from catalog.search.resolving import LONGEST_RUN, Resolving, spread
from catalog.search.scoring import Scores, Scoring, in_all, most
from catalog.search.shares import Shares, shares_of, told
from catalog.search.words import american

TOLD: Final = 1.0
"""What the words count in what is recorded about a tool, where rulings, incidents or figures are asked for."""

BY_PROVIDER: Final = 2
"""How `Scoring.named` says that it was the provider whose name was typed."""

FAIR_SHARE: Final = 0.45
"""A tool with less of what the words say is no answer: a common word in common is chance."""

FAIR_SHARE_BESIDE_ALL: Final = 0.2
"""The same where some tool has all the words: what was meant is in the catalogue."""

_FULL_FIRST: Final = "Tools with all the words come first, then tools with some of them."
_NONE_FULL: Final = "No tool has all the words; these are tools with some of them."

Mask = NDArray[np.bool_]


class Found(NamedTuple):
    """What a text finds: the tools, their scores (elsewhere they mean nothing), words to mark and notes.

    `corrections` are words that no tool has, read as others; `nearest` capabilities when nothing is found.
    """

    tools: Bits
    scores: Scores
    terms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    nearest: tuple[str, ...] = ()


def find(
    scoring: Scoring, query: Query, ranking: Ranking, reading: Reading, shown: Bits | None = None
) -> Found:
    """Return what a query finds, as it was read; without anything asked for that is every tool, with score 0.

    Where only the tools `shown` will be looked at, the scores of the others need not be in order.
    """
    return _Finding(scoring, ranking, reading, shown).find(query)


class _Finding:
    """One query on its way: collects words and notes while its clauses are resolved."""

    def __init__(self, scoring: Scoring, ranking: Ranking, reading: Reading, shown: Bits | None) -> None:
        self._scoring = scoring
        self._ranking = ranking
        self._reading = reading
        self._shown = shown
        self._words = Resolving(scoring, reading)
        self._hints: Scores | None = None
        self._named: tuple[tuple[int, int], ...] = ()
        self._few: Bits | None = None

    def find(self, query: Query) -> Found:
        mask = np.ones(self._scoring.size, dtype=np.bool_)
        scores = np.zeros(self._scoring.size, dtype=np.float32)
        plain = []
        for clause in query.clauses:
            if clause.plain:
                plain.append(clause)
            else:
                self._strict(clause, mask, scores)
        if name := query.name:
            self._named = self._scoring.named(name) or self._scoring.named(american(name))
        self._ranked(plain, mask, scores)
        self._lift_names(mask, scores)
        nearest: tuple[str, ...] = ()
        if not (tools := pack(mask)):
            notes, nearest = evidence.nearest_to(
                self._ranking.labels, self._ranking.records, self._reading, self._hints
            )
            self._words.notes += notes
        return Found(
            tools,
            scores,
            tuple(self._words.terms),
            (*self._words.notes, *self._words.word_notes()),
            tuple(self._words.corrections.values()),
            nearest,
        )

    def _ranked(self, plain: list[Clause], mask: Mask, scores: Scores) -> None:
        """Narrow the mask to the tools that answer as the question was read, and add their scores."""
        reading, ranking = self._reading, self._ranking
        telling = self._telling(plain)
        if reading.outside:
            mask &= evidence.in_very_words(self._scoring, ranking.labels, reading.outside, scores)
            self._hints = self._shares(telling).text
        elif reading.topics or (telling and len(ranking.labels.soft)):
            mask &= self._by_topics(telling, scores, alone=len(plain) == 1)
        elif telling:
            mask &= self._plain(telling, scores)
        elif reading.limits:
            scores += self._shares(plain).text
            scores += 1.0
        if reading.limits:
            ranking.records.limited(reading.limits, scores)
        if self._few is not None and mask.any():
            evidence.keep_few(mask, scores, self._few)
            self._words.notes.append(evidence.WEAK_ONLY)

    def _shares(self, plain: list[Clause]) -> Shares:
        return shares_of(self._scoring, self._words, self._reading, plain)

    def _lift_names(self, mask: Mask, scores: Scores) -> None:
        if not self._named:
            return
        top = most(scores) + 1.0
        listed = all(kind == BY_PROVIDER for _, kind in self._named)
        for row, kind in self._named:
            mask[row] = True
            # Whoever types a provider's name wants its tools: what is ready to use, then what programmers use.
            ready = bool(self._ranking.records.ready[row])
            scores[row] = top * (1.0 + ready) if listed else scores[row] + top * (3 - kind)

    def _telling(self, clauses: list[Clause]) -> list[Clause]:
        """Leave out fillers and words that were read as filters, unless nothing would be asked for then."""
        left = [clause for clause in clauses if not self._reading.dropped.issuperset(clause.parts)]
        return left if left or self._reading.topics or self._reading.limits else clauses

    def _by_topics(self, plain: list[Clause], scores: Scores, *, alone: bool) -> Mask:
        reading, ranking = self._reading, self._ranking
        shares = self._shares(plain)
        self._hints = text = shares.text
        reviewing = ranking.reviewing(reading)
        if reviewing:
            text = text + np.float32(TOLD) * told(self._scoring, self._words, plain)
        mask, mixed = ranking.mixed(reading, text, shares.named)
        alone_met = reading.met == 1.0 and reading.likely.words <= 1
        known = bool(self._named) or alone_met or (alone and shares.whole > 0)
        stands = evidence.standing(
            reading, shares._replace(text=text), ranking.believed(reading), known=known
        )
        self._few = None if stands is evidence.Standing.SURE else shares.whole
        if stands is evidence.Standing.NOTHING:
            mask[:] = False
        elif not reviewing and ranking.records.any_warned(mask, self._shown):
            ranking.behind(mask, mixed, shares.named, text)
        scores += mixed
        if evidence.limits_alone(self._reading, stands, len(plain)):
            within = ranking.records.within(self._reading.limits)
            mask |= within
            scores[within] += np.float32(WITHIN)
        return mask

    # Clauses with an operator

    def _strict(self, clause: Clause, mask: Mask, scores: Scores) -> None:
        scored = self._words.resolved(clause)
        hit = scored.scores > 0
        if clause.negative:
            mask &= ~hit
        else:
            mask &= hit
            scores += scored.scores

    def _plain(self, typed: list[Clause], scores: Scores) -> Mask:
        """Add the scores of plain words, and return which tools have enough of them."""
        clauses = self._words.split(typed)
        runs = self._words.runs(clauses)
        covered = {i for run in runs for i in range(run.start, run.start + run.size)}
        found = [
            self._words.word(clause, alone=len(clauses) == 1, repair=i not in covered)
            for i, clause in enumerate(clauses)
        ]
        spread(runs, found)
        if 1 < len(clauses) <= LONGEST_RUN and not in_all(found):
            spread(self._words.misspelt_name(clauses), found)
        weights = np.array([scored.weight for scored in found], dtype=np.float32)
        table = np.array([scored.scores for scored in found])
        self._hints = table.sum(axis=0)
        scores += self._hints
        return self._enough(table > 0, weights, scores)

    def _enough(self, has: Mask, weights: Scores, scores: Scores) -> Mask:
        full = np.asarray(has.all(axis=0), dtype=np.bool_)
        if len(weights) == 1 or np.count_nonzero(full) >= PAGE_SIZE:
            return full
        share = weights @ has / max(weights.sum(), 1.0)
        partial = np.asarray(full | (share >= self._fair_share(has)), dtype=np.bool_)
        scores *= share
        scores[full] += scores.max(initial=0.0) + 1.0
        if np.count_nonzero(partial) > np.count_nonzero(full):
            self._words.notes.append(_FULL_FIRST if full.any() else _NONE_FULL)
        return partial

    def _fair_share(self, has: Mask) -> float:
        """Return how much is enough: little beside a tool with all words."""
        return FAIR_SHARE_BESIDE_ALL if has.all(axis=0).any() else FAIR_SHARE
