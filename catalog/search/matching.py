"""Which tools answer a text, and in which order of relevance.

What is meant by an operator (phrase, -not, prefix*, field:) always holds. Plain words are asked for together:

1. Tools with all the words come first. When they fill a page, that is the answer.
2. Otherwise tools follow that hold a fair share of what the words say, scored by that share. A word says the
   more the fewer tools have it (BM25's idf), so a rare word weighs more than several common ones; a word that
   no tool has weighs as much as the most telling of the others. A note tells the reader.

This is decided on the text alone, before any filter, so that a filter can only narrow. A tool whose whole
name was typed is first, then one with that alias. Words that no tool has are read as the beginning of a name,
else as a misspelling, with a note; a word that some tool has is never changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from catalog.domain.search import PAGE_SIZE, TEXT_FIELDS
from catalog.search.grammar import Clause, Kind, Query
from catalog.search.scoring import ALL, MOST_PREFIXED, NAMES, Forms, Scored, Scores, Scoring, better
from catalog.search.words import STOP_WORDS

FAIR_SHARE: Final = 0.2
LONGEST_RUN: Final = 3
"""Up to so many neighbouring words may be one word in a tool's text ("photo dna", "PhotoDNA")."""

_FULL_FIRST: Final = "Tools with all the words come first, then tools with some of them."
_NONE_FULL: Final = "No tool has all the words; these are tools with some of them."

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Found:
    """What a text finds: a mask of the tools, their scores (0.0 elsewhere), words to mark and notes."""

    mask: Mask
    scores: Scores
    terms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Run:
    start: int
    size: int
    scored: Scored


def find(scoring: Scoring, query: Query) -> Found:
    """Return what the clauses of a query find; without any clause that is every tool, with score 0."""
    return _Finding(scoring).find(query)


class _Finding:
    """One query on its way: collects words and notes while its clauses are resolved."""

    def __init__(self, scoring: Scoring) -> None:
        self._scoring = scoring
        self._terms: dict[str, None] = {}
        self._notes: list[str] = []
        self._read_as: dict[str, str] = {}
        self._unknown: dict[str, None] = {}

    def find(self, query: Query) -> Found:
        mask = np.ones(self._scoring.size, dtype=np.bool_)
        scores = np.zeros(self._scoring.size, dtype=np.float32)
        for clause in query.clauses:
            if not clause.plain:
                self._strict(clause, mask, scores)
        plain = [clause for clause in query.clauses if clause.plain]
        if plain:
            mask &= self._plain(plain, scores)
        self._lift_names(query.name, mask, scores)
        scores[~mask] = 0.0
        return Found(mask, scores, tuple(self._terms), (*self._notes, *self._word_notes()))

    def _word_notes(self) -> Iterator[str]:
        if self._read_as:
            pairs = "; ".join(f"“{word}” as {forms}" for word, forms in self._read_as.items())
            yield f"Words that no tool has were read as words like them: {pairs}."
        if self._unknown:
            yield f"No tool has: {', '.join(f'“{word}”' for word in self._unknown)}."

    def _lift_names(self, name: str, mask: Mask, scores: Scores) -> None:
        top = float(scores.max(initial=0.0)) + 1.0
        for row, kind in self._scoring.named(name) if name else ():
            mask[row] = True
            scores[row] += top * (2 - kind)

    # Clauses with an operator

    def _strict(self, clause: Clause, mask: Mask, scores: Scores) -> None:
        scored = self._resolved(clause)
        hit = np.zeros(len(mask), dtype=np.bool_)
        hit[scored.rows] = True
        if clause.negative:
            mask &= ~hit
        else:
            mask &= hit
            scores[scored.rows] += scored.scores

    def _resolved(self, clause: Clause) -> Scored:
        fields = 1 << TEXT_FIELDS.index(clause.field) if clause.field else ALL
        if clause.kind is Kind.PREFIX:
            forms = self._scoring.prefixed(clause.parts[0], fields)
            if len(forms) == MOST_PREFIXED:
                self._notes.append(
                    f"Only some of the words that start with “{clause.parts[0]}” were searched."
                )
        elif clause.kind is Kind.PHRASE or len(clause.parts) > 1:
            return self._compound(clause, fields)
        else:
            forms = self._scoring.forms(clause.parts[0], fields)
            if not forms and not clause.negative:
                forms = self._repaired(clause.parts[0], fields)
        return self._marked(clause, forms, fields)

    def _compound(self, clause: Clause, fields: int) -> Scored:
        """Return a phrase; or a word of several parts: its parts side by side, or written as one."""
        side_by_side = self._scoring.phrase(clause.parts, fields)
        if not clause.negative and len(side_by_side.rows):
            self._terms.update(dict.fromkeys(clause.parts))
        if clause.kind is Kind.PHRASE:
            return side_by_side
        forms = self._scoring.forms("".join(clause.parts), fields)
        return better(self._marked(clause, forms, fields), side_by_side)

    def _marked(self, clause: Clause, forms: Forms, fields: int) -> Scored:
        if not clause.negative:
            self._terms.update(dict.fromkeys(self._scoring.spelled(forms)))
        return self._scoring.scored(forms, fields)

    def _repaired(self, word: str, fields: int) -> Forms:
        forms = self._scoring.beginnings(word, fields)
        if forms:
            return forms
        forms = self._scoring.look_alikes(word, fields)
        if forms:
            self._read_as[word] = " or ".join(f"“{form}”" for form in self._scoring.spelled(forms))
        else:
            self._unknown[word] = None
        return forms

    # Plain words

    def _plain(self, typed: list[Clause], scores: Scores) -> Mask:
        """Add the scores of plain words, and return which tools have enough of them."""
        clauses = self._split(typed)
        runs = self._runs(clauses)
        covered = {i for run in runs for i in range(run.start, run.start + run.size)}
        table = np.zeros((len(clauses), len(scores)), dtype=np.float32)
        weights = np.zeros(len(clauses), dtype=np.float32)
        for i, clause in enumerate(clauses):
            scored = self._word(clause, alone=len(clauses) == 1, repair=i not in covered)
            table[i, scored.rows] = scored.scores
            weights[i] = scored.weight
        _spread(runs, table, weights)
        if 1 < len(clauses) <= LONGEST_RUN and not (table > 0).all(axis=0).any():
            _spread(self._misspelt_name(clauses), table, weights)
        scores += table.sum(axis=0)
        return self._enough(table > 0, weights, scores)

    def _misspelt_name(self, clauses: list[Clause]) -> list[_Run]:
        """Return the name that all words together nearly spell ("grey key": GrayKey), if there is one."""
        forms = self._scoring.look_alikes(_together(clauses), NAMES)
        self._terms.update(dict.fromkeys(self._scoring.spelled(forms)))
        return [_Run(0, len(clauses), self._scoring.scored(forms, NAMES))] if forms else []

    def _enough(self, has: Mask, weights: Scores, scores: Scores) -> Mask:
        full = np.asarray(has.all(axis=0), dtype=np.bool_)
        if len(weights) == 1 or np.count_nonzero(full) >= PAGE_SIZE:
            return full
        known = has.any(axis=1)
        weights = np.minimum(weights, weights[known].max(initial=0.0))
        share = weights @ has / max(weights.sum(), 1.0)
        partial = np.asarray(full | (share >= FAIR_SHARE), dtype=np.bool_)
        scores *= share
        scores[full] += scores.max(initial=0.0) + 1.0
        if np.count_nonzero(partial) > np.count_nonzero(full):
            self._notes.append(_FULL_FIRST if full.any() else _NONE_FULL)
        return partial

    def _split(self, clauses: list[Clause]) -> list[Clause]:
        """Take compounds that no tool has apart into their words."""
        apart: list[Clause] = []
        for clause in clauses:
            if len(clause.parts) > 1 and not len(self._compound(clause, ALL).rows):
                telling = [part for part in clause.parts if part not in STOP_WORDS] or clause.parts
                apart += [Clause((part,)) for part in telling]
            else:
                apart.append(clause)
        return list(dict.fromkeys(apart))

    def _word(self, clause: Clause, alone: bool, repair: bool) -> Scored:
        if len(clause.parts) > 1:
            return self._compound(clause, ALL)
        word = clause.parts[0]
        forms = self._scoring.forms(word, ALL)
        if forms and alone:
            known = {i for i, _ in forms}
            forms += tuple(item for item in self._scoring.beginnings(word, ALL) if item[0] not in known)
        elif not forms and repair:
            forms = self._repaired(word, ALL)
        return self._marked(clause, forms, ALL)

    def _runs(self, clauses: list[Clause]) -> list[_Run]:
        """Return the runs of neighbouring words that some tool writes as one word."""
        runs = []
        for size in range(2, LONGEST_RUN + 1):
            for start in range(len(clauses) - size + 1):
                if forms := self._scoring.exactly(_together(clauses[start : start + size])):
                    self._terms.update(dict.fromkeys(self._scoring.spelled(forms)))
                    runs.append(_Run(start, size, self._scoring.scored(forms, ALL)))
        return runs


def _together(clauses: list[Clause]) -> str:
    return "".join(part for clause in clauses for part in clause.parts)


def _spread(runs: list[_Run], table: Scores, weights: Scores) -> None:
    """Let each word of a run count as found, and share its score, where the run is found."""
    for run in runs:
        rows = run.scored.rows
        for i in range(run.start, run.start + run.size):
            table[i, rows] = np.maximum(table[i, rows], run.scored.scores / run.size)
            weights[i] = min(weights[i], run.scored.weight)
