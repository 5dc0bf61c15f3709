"""The words of a question as units: repaired, with their keys in each language, and the names among them."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from catalog.domain.search import Correction
from catalog.search.grammar import Query
from catalog.search.labels import Labels
from catalog.search.language import LATIN, bared, languages_of
from catalog.search.lexicon import WRITTEN, Lexicon
from catalog.search.reading import Token, Unit
from catalog.search.scoring import NAMES
from catalog.search.soft import Likely
from catalog.search.thesaurus import merged

SHORTEST_REPAIRED: Final = 6
"""In shorter words one edit makes another word too often."""

SHORTEST_SWAPPED: Final = 4
"""Two letters the other way round seldom make another word, even in a short one."""

LONGEST_NAME: Final = 4

_AND_WORDS: Final = "and or & et ou y e o u и или و أو 和 或 与"
AND: Final = frozenset(_AND_WORDS.split())
LONGEST_LISTED: Final = 2
"""A comma before so few words and an "and", or another comma, is one of a list."""

RARE: Final = 2


class Units:
    """The units of one question.

    `telling` are the numbers of those that are no fillers; `clause` counts the signs before each, for no label
    runs over one, and `statement` those that part more than the things of a list; `tried` are the languages that the words may be in, `spoken` those of them in which some word has a key. `names` are the runs of units that are a whole name, or that some name writes as one word ("photo dna"). `corrections` are the words that were
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
        self._keys_met: dict[str, Mapping[str, str]] = {}
        self._other_scripts: tuple[str, ...] = ()
        self.corrections: list[Correction] = []
        self.others: dict[str, str] = {}
        self.tried = labels.without_romance
        self.units = self._familiar() or self._read()
        self.signs = any(word.last for word in query.typed)
        self.clause, self.statement = self._parted()
        self._runs = list(self._joined_runs()) if len(self.units) > 1 else []
        self.names = self._names()
        self.spoken = sorted({language for unit in self.units for language in unit.keys})
        self.telling = [i for i, unit in enumerate(self.units) if not unit.filler]

    def _familiar(self) -> list[Unit]:
        """Return the units of words in Latin letters that some tool has each; nothing when any is another."""
        units = []
        for number, word in enumerate(self._query.typed):
            for part in word.parts:
                if not (part.isascii() and part in self._tools.ids):
                    return []
                units.append(Unit(part, part, number, *self._labels.familiar(part)))
        return units

    def _parted(self) -> tuple[list[int], list[int]]:
        """Return how many signs stand before each unit, and how many of them end a statement."""
        typed = self._query.typed
        if not self.signs:
            return [0] * len(self.units), [0] * len(self.units)
        signs = list(accumulate((word.last for word in typed), initial=0))
        ends = list(accumulate((self._ends(i) for i in range(len(typed))), initial=0))
        return [signs[unit.word] for unit in self.units], [ends[unit.word] for unit in self.units]

    def _read(self) -> list[Unit]:
        """Return the units of any words: in whichever languages, known or not."""
        self.tried = self._languages_tried()
        self._other_scripts = self._scripts()
        units = []
        for number, word in enumerate(self._query.typed):
            for part in word.parts:
                form = self._repaired(part, word.raw) if len(word.parts) == 1 else part
                keys = self._keys(form)
                filler = self._labels.says_nothing(form, keys, self.tried)
                spoken = self._labels.soft.spoken(tuple(keys.items()))
                units.append(Unit(form, part, number, keys, filler, spoken))
        return units

    def _languages_tried(self) -> frozenset[str]:
        """Leave out French and Spanish when no word is theirs alone and every word is known in English."""
        forms = [part for word in self._query.typed for part in word.parts]
        others = [form for form in forms if not self._in_tools(form)]
        if not others:
            return self._labels.without_romance
        english = self._labels.all_fillers.issuperset(others)
        without = {lang for lang, own in self._labels.romance.items() if own.isdisjoint(others)}
        foreign = not english and len(others) == len(forms)
        return frozenset(self._labels.exact) - (frozenset() if foreign else without)

    def _ends(self, number: int) -> bool:
        """Tell whether a statement ends with this word: a comma of a list ("suspects, phones and cars") ends none."""
        after = self._query.typed[number + 1 : number + 2 + LONGEST_LISTED]
        listed = any(word.last or word.raw in AND for word in after)
        return self._query.typed[number].last and not listed

    def _in_tools(self, form: str) -> bool:
        return form in self._tools.ids

    def _scripts(self) -> tuple[str, ...]:
        """Return the languages in other scripts, whose labels may have Latin letters and digits too."""
        parts = (part for word in self._query.typed for part in word.parts if not part.isascii())
        found = dict.fromkeys(lang for part in parts for lang in languages_of(part))
        return tuple(lang for lang in found if lang not in LATIN)

    def _keys(self, form: str) -> Mapping[str, str]:
        keys = {lang: one for lang, one in self._all_keys(form).items() if lang in self.tried}
        if self._other_scripts and form.isascii():
            keys |= dict.fromkeys(self._other_scripts, form)
        if "ar" in keys:
            keys["ar"] = self._bared(keys["ar"])
        return keys

    def _bared(self, key: str) -> str:
        """Return an Arabic key that no label has without a letter joined to it, if some label has it so."""
        bags = self._labels.bags.get("ar")
        known = bags.ids if bags else {}
        return key if key in known else next((bare for bare in bared(key) if bare in known), key)

    def _all_keys(self, form: str) -> Mapping[str, str]:
        """Return the keys of a form in each language of its script, which are worked out once a question."""
        if (keys := self._keys_met.get(form)) is None:
            known = form in self._labels.lexicon.ids or self._in_tools(form)
            keys = self._keys_met[form] = self._labels.keys_of(form, keep=known)
        return keys

    def _has_mates(self, form: str, lexicon: Lexicon) -> bool:
        """Tell whether a form, or another with its stem, which is its English key, is in a lexicon."""
        return form in lexicon.ids or self._all_keys(form).get("en", form) in lexicon.stem_ids

    def tokens(self, places: Sequence[int]) -> list[list[Token]]:
        """Return the units at these places as tokens; once more with neighbours as one word where a label has it so."""
        tokens = [Token(self.units[i].form, (i,), self.units[i].keys) for i in places]
        together = merged([token.form for token in tokens], self._labels.lexicon.ids)
        if len(together) == len(tokens):
            return [tokens]
        starts = accumulate((size for _, size in together), initial=0)
        joined = [
            tokens[start] if size == 1 else self._one(form, tuple(places[start : start + size]))
            for (form, size), start in zip(together, starts, strict=False)
        ]
        return [tokens, joined]

    def _one(self, form: str, units: tuple[int, ...]) -> Token:
        return Token(form, units, self._keys(form))

    def _repaired(self, form: str, raw: str) -> str:
        """Return the label's word of which an unknown word is a misspelling, if there is one."""
        if len(form) < SHORTEST_SWAPPED or self._is_known(form) or f"word:{form}" in self._undone:
            return form
        forms = self._swapped(form)
        if not forms and len(form) >= SHORTEST_REPAIRED:
            forms = [self._labels.lexicon.forms[i] for i in self._labels.lexicon.alike(form, 1, 0)]
        if not forms:
            return form
        self.corrections.append(Correction(f"word:{form}", raw, forms[0]))
        if len(forms) > 1:
            self.others[raw] = forms[1]
        return forms[0]

    def _swapped(self, form: str) -> list[str]:
        """Return the labels' words that have two neighbouring letters the other way round ("vioce")."""
        swapped = (form[:i] + form[i + 1] + form[i] + form[i + 2 :] for i in range(len(form) - 1))
        return [one for one in dict.fromkeys(swapped) if one in self._labels.lexicon.ids and one.isalpha()]

    def _is_known(self, form: str) -> bool:
        labels = self._labels
        if form in labels.lexicon.ids or self._in_tools(form) or form in labels.all_fillers:
            return True
        if self._has_mates(form, labels.lexicon) or self._has_mates(form, self._tools):
            return True
        bags = labels.bags
        return any(one in bags[lang].ids for lang, one in self._all_keys(form).items() if lang in bags)

    def likely(self) -> Likely:
        """Return which kinds of tool the telling words lean to."""
        soft, units = self._labels.soft, self.units
        if "zh" in self.spoken:
            return soft.likely([(i, units[i].keys) for i in self.telling])
        said = [units[i].spoken for i in self.telling]
        return soft.leaning({word.names: word for word in said}.values())

    def english(self) -> dict[str, tuple[tuple[str, float], ...]]:
        """Return English words for those telling words of other languages that no tool has."""
        telling = [self.units[i] for i in self.telling if not self._in_tools(self.units[i].form)]
        foreign = [unit for unit in telling if not self._has_mates(unit.form, self._tools)]
        found = {unit.typed: self._labels.soft.english(unit.keys) for unit in foreign}
        return {word: words for word, words in found.items() if words}

    def share_of(self, covered: Collection[int], limited: Collection[int]) -> float:
        """Return which share of the telling words is covered, those that are limits aside."""
        asked = [i for i in self.telling if i not in limited]
        return sum(i in covered for i in asked) / (len(asked) or 1)

    def _joined_runs(self) -> Iterator[tuple[str, set[int]]]:
        """Yield the runs of units that some tool or name writes as one word, with that word."""
        forms = [unit.form for unit in self.units]
        for size in range(2, LONGEST_NAME + 1):
            for start in range(len(forms) - size + 1):
                form = "".join(forms[start : start + size])
                if self._in_tools(form) or form in self._whole_names:
                    yield form, set(range(start, start + size))

    def _standing(self, form: str) -> int:
        found = self._tools.ids.get(form)
        return 0 if found is None else int(self._tools.fields[found])

    def rare_runs(self) -> list[set[int]]:
        """Return the runs of units that stand side by side in very few names ("two hat")."""
        return [
            units
            for form, units in self._runs
            if self._standing(form) & NAMES and self._tools.documents[self._tools.ids[form]] <= RARE
        ]

    def _names(self) -> list[set[int]]:
        return [
            units
            for form, units in self._runs
            if form in self._whole_names or (self._standing(form) & NAMES and self._standing(form) & WRITTEN)
        ]
