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

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.domain.search import PAGE_SIZE, TEXT_FIELDS, Correction
from catalog.search import evidence
from catalog.search.grammar import Clause, Query
from catalog.search.ranking import COVERED_IN_NAME, COVERED_IN_TEXT, WITHIN, Ranking
from catalog.search.reading import NOTHING_READ, Reading
from catalog.search.resolving import LONGEST_RUN, Resolving, Run, spread, weights_of
from catalog.search.scoring import NAMES, Scored, Scores, Scoring, in_all, most
from catalog.search.words import american

TOLD: Final = 1.0
"""What the words count in what is recorded about a tool, where rulings, incidents or figures are asked for."""

RECORDED: Final = sum(
    1 << TEXT_FIELDS.index(name) for name in ("limitations", "annotations", "claims", "cases")
)

BY_PROVIDER: Final = 2
"""How `Scoring.named` says that it was the provider whose name was typed."""

FAIR_SHARE: Final = 0.45
"""A tool with less of what the words say is no answer: a common word in common is chance."""

FAIR_SHARE_BESIDE_ALL: Final = 0.2
"""The same where some tool has all the words: what was meant is in the catalogue."""

_FULL_FIRST: Final = "Tools with all the words come first, then tools with some of them."
_NONE_FULL: Final = "No tool has all the words; these are tools with some of them."

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Found:
    """What a text finds: a mask of the tools, their scores (elsewhere they mean nothing), words to mark and notes.

    `corrections` are words that no tool has, read as others; `nearest` capabilities when nothing is found.
    """

    mask: Mask
    scores: Scores
    terms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    nearest: tuple[str, ...] = ()


def find(
    scoring: Scoring, query: Query, ranking: Ranking | None = None, reading: Reading = NOTHING_READ
) -> Found:
    """Return what a query finds, as it was read; without anything asked for that is every tool, with score 0."""
    return _Finding(scoring, ranking, reading).find(query)


class _Shares(NamedTuple):
    """Which share of the words each tool has in its texts, and in its names (None where no name has any).

    `whole` are the rows of the tools that have all the words.
    """

    text: Scores
    named: Scores | None
    whole: NDArray[np.int64]


class _Finding:
    """One query on its way: collects words and notes while its clauses are resolved."""

    def __init__(self, scoring: Scoring, ranking: Ranking | None, reading: Reading) -> None:
        self._scoring = scoring
        self._ranking = ranking
        self._reading = reading
        self._words = Resolving(scoring, reading)
        self._hints: Scores | None = None
        self._named: tuple[tuple[int, int], ...] = ()
        self._few: NDArray[np.int64] | None = None

    def find(self, query: Query) -> Found:
        mask = np.ones(self._scoring.size, dtype=np.bool_)
        scores = np.zeros(self._scoring.size, dtype=np.float32)
        plain = []
        for clause in query.clauses:
            if clause.plain:
                plain.append(clause)
            else:
                self._strict(clause, mask, scores)
        telling = self._telling(plain)
        if name := query.name:
            self._named = self._scoring.named(name) or self._scoring.named(american(name))
        if self._ranking is None:
            if telling:
                mask &= self._plain(telling, scores)
        else:
            self._ranked(self._ranking, plain, telling, mask, scores)
        self._lift_names(mask, scores)
        nearest: tuple[str, ...] = ()
        if self._ranking and not mask.any():
            notes, nearest = evidence.nearest_to(
                self._ranking.labels, self._ranking.records, self._reading, self._hints
            )
            self._words.notes += notes
        return Found(
            mask,
            scores,
            tuple(self._words.terms),
            (*self._words.notes, *self._words.word_notes()),
            tuple(self._words.corrections.values()),
            nearest,
        )

    def _ranked(
        self, ranking: Ranking, plain: list[Clause], telling: list[Clause], mask: Mask, scores: Scores
    ) -> None:
        """Narrow the mask to the tools that answer as the question was read, and add their scores."""
        reading = self._reading
        if reading.outside:
            mask &= evidence.in_very_words(self._scoring, ranking.labels, reading.outside, scores)
            self._hints = self._shares(telling).text
        elif reading.topics or (telling and len(ranking.labels.soft)):
            mask &= self._by_topics(ranking, telling, scores, alone=len(plain) == 1)
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

    def _lift_names(self, mask: Mask, scores: Scores) -> None:
        if not self._named:
            return
        top = most(scores) + 1.0
        listed = all(kind == BY_PROVIDER for _, kind in self._named)
        for row, kind in self._named:
            mask[row] = True
            # Whoever types a provider's name wants its tools: what is ready to use, then what programmers use.
            ready = self._ranking is not None and bool(self._ranking.records.ready[row])
            scores[row] = top * (1.0 + ready) if listed else scores[row] + top * (3 - kind)

    def _telling(self, clauses: list[Clause]) -> list[Clause]:
        """Leave out fillers and words that were read as filters, unless nothing would be asked for then."""
        left = [clause for clause in clauses if not self._reading.dropped.issuperset(clause.parts)]
        return left if left or self._reading.topics or self._reading.limits else clauses

    def _by_topics(self, ranking: Ranking, plain: list[Clause], scores: Scores, *, alone: bool) -> Mask:
        text, named, whole = self._shares(plain)
        self._hints = text
        reviewing = ranking.reviewing(self._reading)
        if reviewing:
            text = text + np.float32(TOLD) * self._told(plain)
        mask, mixed = ranking.mixed(self._reading, text, named)
        alone_met = self._reading.met == 1.0 and self._reading.likely.words <= 1
        known = bool(self._named) or alone_met or (alone and whole.size > 0)
        stands = evidence.standing(
            self._reading, text, named, ranking.believed(self._reading), whole, known=known
        )
        self._few = None if stands is evidence.Standing.SURE else whole
        if stands is evidence.Standing.NOTHING:
            mask[:] = False
        elif not reviewing:
            ranking.behind(mask, mixed, named, text)
        scores += mixed
        if evidence.limits_alone(self._reading, stands, len(plain)):
            within = ranking.records.within(self._reading.limits)
            mask |= within
            scores[within] += np.float32(WITHIN)
        return mask

    def _told(self, plain: list[Clause]) -> Scores:
        """Return which share of the words stands in what is recorded about each tool: rulings, concerns, limits, cases."""
        clauses = [clause for clause in self._words.split(plain) if len(clause.parts) == 1]
        told = np.zeros(self._scoring.size, dtype=np.float32)
        whole = 0.0
        for clause in clauses:
            found = self._scoring.scored(self._scoring.forms(clause.parts[0], RECORDED), RECORDED)
            told[found.rows] += found.scores
            whole += float(found.weight)
        told /= np.float32(max(whole, 1.0))
        return told

    def _shares(self, plain: list[Clause]) -> _Shares:
        clauses = self._words.split(plain)
        runs = self._words.runs(clauses)
        alone = len(clauses) == 1 and not self._reading.topics
        covered = [self._reading.covered.issuperset(clause.parts) for clause in clauses]
        found: list[Scored] = []
        for clause, known in zip(clauses, covered, strict=True):
            rows, scores, weight = self._words.word(clause, alone=alone, repair=not known)
            found.append(Scored(rows, scores * np.float32(COVERED_IN_TEXT) if known else scores, weight))
        said = weights_of(found)
        spread(runs, found)
        whole = in_all(found)
        if not whole.size and not self._reading.topics and 1 < len(clauses) <= LONGEST_RUN:
            runs += self._words.misspelt_name(clauses)
            spread(runs, found)
        weights = weights_of(found) if runs else said
        in_all_words = np.float32(max(float(weights.sum()), 1.0))
        text = np.zeros(self._scoring.size, dtype=np.float32)
        for scored in found:
            text[scored.rows] += scored.scores
        text /= in_all_words
        named: Scores | None = None
        for i, clause in enumerate(clauses):
            share = COVERED_IN_NAME if covered[i] else 1.0
            own = self._in_names(clause, share * said[i], share * weights[i], _over(runs, i))
            if own is not None:
                named = own if named is None else named + own
        return _Shares(text, named if named is None else named / in_all_words, whole)

    def _in_names(
        self, clause: Clause, amount: np.float32, in_run: np.float32, runs: list[Run]
    ) -> Scores | None:
        """Return what a word says of the tools that have it in their names, `in_run` where a name writes it in a run."""
        forms = self._scoring.forms(clause.parts[0], NAMES) if len(clause.parts) == 1 else ()
        if not forms and not runs:
            return None
        own = np.zeros(self._scoring.size, dtype=np.float32)
        own[self._scoring.scored(forms, NAMES).rows] = amount
        for run in runs:
            own[self._scoring.scored(run.forms, NAMES).rows] = in_run
        return own

    # Clauses with an operator

    def _strict(self, clause: Clause, mask: Mask, scores: Scores) -> None:
        scored = self._words.resolved(clause)
        hit = np.zeros(len(mask), dtype=np.bool_)
        hit[scored.rows] = True
        if clause.negative:
            mask &= ~hit
        else:
            mask &= hit
            scores[scored.rows] += scored.scores

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
        if 1 < len(clauses) <= LONGEST_RUN and not in_all(found).size:
            spread(self._words.misspelt_name(clauses), found)
        weights = weights_of(found)
        table = np.zeros((len(clauses), len(scores)), dtype=np.float32)
        for i, scored in enumerate(found):
            table[i, scored.rows] = scored.scores
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


def _over(runs: list[Run], place: int) -> list[Run]:
    """Return the runs that the word at this place is part of."""
    return [run for run in runs if run.start <= place < run.start + run.size]
