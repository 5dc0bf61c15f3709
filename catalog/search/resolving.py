"""Words to forms and rows: what each clause of a question finds, with notes and words to mark.

A word that no tool has is read as the beginning of a name, else as a misspelling; neighbours that some tool
writes as one word are found so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from catalog.domain.search import TEXT_FIELDS, Correction
from catalog.search.grammar import Clause, Kind
from catalog.search.reading import NOTHING_READ, Reading
from catalog.search.scoring import ALL, MOST_PREFIXED, NAMES, Forms, Scored, Scores, Scoring, better
from catalog.search.words import STOP_WORDS

SHORTEST_REPAIRED: Final = 6
LONGEST_RUN: Final = 3
"""Up to so many neighbouring words may be one word in a tool's text ("photo dna", "PhotoDNA")."""


@dataclass(frozen=True)
class Run:
    """Neighbouring words that some tool writes as one: the first, how many, its forms, and what they find."""

    start: int
    size: int
    forms: Forms
    scored: Scored


class Resolving:
    """The clauses of one question on their way to rows; collects `terms` to mark, `notes` and `corrections`.

    Words that the reading keeps are never read as others.
    """

    def __init__(self, scoring: Scoring, reading: Reading = NOTHING_READ) -> None:
        self.terms: dict[str, None] = {}
        self.notes: list[str] = []
        self.corrections: dict[str, Correction] = {}
        self._scoring = scoring
        self._reading = reading
        self._unknown: dict[str, None] = {}

    def word_notes(self) -> Iterator[str]:
        """Yield which words no tool has."""
        if self._unknown:
            yield f"No tool has: {', '.join(f'“{word}”' for word in self._unknown)}."

    def resolved(self, clause: Clause) -> Scored:
        """Return what a clause with an operator finds."""
        fields = 1 << TEXT_FIELDS.index(clause.field) if clause.field else ALL
        if clause.kind is Kind.PREFIX:
            forms = self._scoring.prefixed(clause.parts[0], fields)
            if len(forms) == MOST_PREFIXED:
                self.notes.append(
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
            self.terms.update(dict.fromkeys(clause.parts))
        if clause.kind is Kind.PHRASE:
            return side_by_side
        forms = self._scoring.forms("".join(clause.parts), fields)
        return better(self._marked(clause, forms, fields), side_by_side)

    def _marked(self, clause: Clause, forms: Forms, fields: int) -> Scored:
        if not clause.negative:
            self.terms.update(dict.fromkeys(self._scoring.spelled(forms)))
        return self._scoring.scored(forms, fields)

    def _repaired(self, word: str, fields: int) -> Forms:
        forms = self._scoring.beginnings(word, fields)
        if forms:
            return forms
        # A short word that no tool has is a word of its own more often than a misspelling, unless it is like a name.
        likely = fields if len(word) >= SHORTEST_REPAIRED else fields & NAMES
        forms = () if word in self._reading.kept else self._scoring.look_alikes(word, likely)
        if forms:
            read_as = " or ".join(self._scoring.spelled(forms))
            self.corrections[word] = Correction(f"word:{word}", word, read_as)
        elif len(word) > 1:
            # A single Chinese character is no word to tell of.
            self._unknown[word] = None
        return forms

    def misspelt_name(self, clauses: list[Clause]) -> list[Run]:
        """Return the name that all words together nearly spell ("grey key": GrayKey), if there is one."""
        # Long words put together have most letter pairs of some name by chance: only edits count.
        forms = self._scoring.look_alikes(together(clauses), NAMES, by_shape=False)
        self.terms.update(dict.fromkeys(self._scoring.spelled(forms)))
        return [Run(0, len(clauses), forms, self._scoring.scored(forms, NAMES))] if forms else []

    def split(self, clauses: list[Clause]) -> list[Clause]:
        """Take compounds that no tool has apart into their words."""
        apart: list[Clause] = []
        for clause in clauses:
            if len(clause.parts) > 1 and not len(self._compound(clause, ALL).rows):
                dropped = self._reading.dropped | STOP_WORDS
                telling = [part for part in clause.parts if part not in dropped] or clause.parts
                apart += [Clause((part,)) for part in telling]
            else:
                apart.append(clause)
        return list(dict.fromkeys(apart))

    def word(self, clause: Clause, *, alone: bool, repair: bool) -> Scored:
        """Return what a plain word finds; one that stands alone may be the beginning of a name."""
        if len(clause.parts) > 1:
            return self._compound(clause, ALL)
        word = self._reading.repaired.get(clause.parts[0], clause.parts[0])
        forms = self._scoring.forms(word, ALL)
        if forms and alone:
            known = {i for i, _ in forms}
            forms += tuple(item for item in self._scoring.beginnings(word, ALL) if item[0] not in known)
        elif not forms:
            forms = self._in_english(word) or (self._repaired(word, ALL) if repair else ())
        return self._marked(clause, forms, ALL)

    def _in_english(self, word: str) -> Forms:
        likeness: dict[int, float] = {}
        for english, like in self._reading.english.get(word, ()):
            for form, share in self._scoring.forms(english, ALL):
                likeness[form] = max(likeness.get(form, 0.0), like * share)
        return tuple(likeness.items())

    def runs(self, clauses: list[Clause]) -> list[Run]:
        """Return the runs of neighbouring words that some tool writes as one word."""
        runs = []
        for size in range(2, LONGEST_RUN + 1):
            for start in range(len(clauses) - size + 1):
                if forms := self._scoring.exactly(together(clauses[start : start + size])):
                    self.terms.update(dict.fromkeys(self._scoring.spelled(forms)))
                    runs.append(Run(start, size, forms, self._scoring.scored(forms, ALL)))
        return runs


def together(clauses: list[Clause]) -> str:
    """Return the words of clauses as one form."""
    return "".join(part for clause in clauses for part in clause.parts)


def spread(runs: list[Run], found: list[Scored]) -> None:
    """Let each word of a run count as found, and share its score, where the run is found."""
    for run in runs:
        rows, scores, weight = run.scored
        share = Scored(rows, np.asarray(scores / run.size, dtype=np.float32), weight)
        for i in range(run.start, run.start + run.size):
            found[i] = better(found[i], share)


def weights_of(found: list[Scored]) -> Scores:
    """Return how much each word says."""
    return np.array([scored.weight for scored in found], dtype=np.float32)
