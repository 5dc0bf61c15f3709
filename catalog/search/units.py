"""The words of a question as units: repaired, with their keys in each language, and the names among them."""

from collections.abc import Container, Iterator
from itertools import accumulate
from typing import Final

from catalog.domain.search import Correction
from catalog.search.grammar import Query
from catalog.search.labels import Labels
from catalog.search.language import key, languages_of
from catalog.search.lexicon import WRITTEN, Lexicon
from catalog.search.reading import Unit
from catalog.search.scoring import NAMES
from catalog.search.words import STOP_WORDS

SHORTEST_REPAIRED: Final = 6
"""In shorter words one edit makes another word too often."""

LONGEST_NAME: Final = 4
RARE: Final = 2


class Units:
    """The units of one question.

    `telling` are the numbers of those that are no fillers; `clause` counts the signs before each, for no label
    runs over one; `tried` are the languages that the words may be in. `corrections` are the words that were
    repaired, and `others` the next best repair by the word that was typed.
    """

    def __init__(
        self, labels: Labels, query: Query, tools: Lexicon, names: Container[str], undone: frozenset[str]
    ) -> None:
        self._labels = labels
        self._query = query
        self._tools = tools
        self._whole_names = names
        self._undone = undone
        self.corrections: list[Correction] = []
        self.others: dict[str, str] = {}
        self.tried = self._languages_tried()
        self.units = list(self._read())
        ends = list(accumulate((word.last for word in query.typed), initial=0))
        self.clause = [ends[unit.word] for unit in self.units]
        self.telling = [i for i, unit in enumerate(self.units) if not self.filler(unit)]

    def _read(self) -> Iterator[Unit]:
        for number, word in enumerate(self._query.typed):
            for part in word.parts:
                form = self._repaired(part, word.raw) if len(word.parts) == 1 else part
                yield Unit(form, number, {lang: key(form, lang) for lang in self._languages(form)})

    def _languages_tried(self) -> frozenset[str]:
        """Leave out French and Spanish when no word is theirs alone and every word is known in English."""
        forms = [part for word in self._query.typed for part in word.parts]
        english = all(form in self._labels.filler_forms or form in self._tools.ids for form in forms)
        without = {
            lang
            for lang, own in self._labels.romance.items()
            if not any(form in own and form not in self._tools.ids for form in forms)
        }
        foreign = not english and not any(form in self._tools.ids for form in forms)
        return frozenset(self._labels.exact) - (frozenset() if foreign else without)

    def _languages(self, form: str) -> tuple[str, ...]:
        return tuple(lang for lang in languages_of(form) if lang in self.tried)

    def _repaired(self, form: str, raw: str) -> str:
        """Return the label's word of which an unknown word is a misspelling, if there is one."""
        if len(form) < SHORTEST_REPAIRED or f"word:{form}" in self._undone or self._is_known(form):
            return form
        found = self._labels.lexicon.alike(form, 1, 0)
        if not found:
            return form
        forms = [self._labels.lexicon.forms[i] for i in found]
        self.corrections.append(Correction(f"word:{form}", raw, forms[0]))
        if len(forms) > 1:
            self.others[raw] = forms[1]
        return forms[0]

    def _is_known(self, form: str) -> bool:
        lexicon = self._labels.lexicon
        if form in lexicon.ids or form in self._labels.filler_forms or lexicon.mates(form):
            return True
        if any(
            key(form, lang) in bags.ids
            for lang in languages_of(form)
            if (bags := self._labels.bags.get(lang))
        ):
            return True
        return bool(self._tools.mates(form))

    def filler(self, unit: Unit) -> bool:
        """Tell whether a unit says nothing of what is looked for."""
        if unit.form in STOP_WORDS or unit.form in self._labels.filler_forms:
            return True
        return any(unit.keys.get(lang) in keys for lang, keys in self._labels.fillers.items())

    def _runs(self) -> Iterator[tuple[str, set[int]]]:
        for size in range(2, LONGEST_NAME + 1):
            for start in range(len(self.units) - size + 1):
                units = range(start, start + size)
                yield "".join(self.units[i].form for i in units), set(units)

    def _standing(self, form: str) -> int:
        found = self._tools.ids.get(form)
        return 0 if found is None else int(self._tools.fields[found])

    def rare_runs(self) -> list[set[int]]:
        """Return the runs of units that stand side by side in very few names ("two hat")."""
        return [
            units
            for form, units in self._runs()
            if self._standing(form) & NAMES and self._tools.documents[self._tools.ids[form]] <= RARE
        ]

    def names(self) -> list[set[int]]:
        """Return the runs of units that are a whole name, or that some name writes as one word ("photo dna")."""
        return [
            units
            for form, units in self._runs()
            if form in self._whole_names or (self._standing(form) & NAMES and self._standing(form) & WRITTEN)
        ]
