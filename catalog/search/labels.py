"""The labels of the thesaurus, opened: ready to be found in a question.

Each label is there word for word, once with all its words and once without fillers, and as a bag of telling
words for what is met in another order.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Final, NamedTuple, Self

import numpy as np

from catalog.search.language import LATIN, key, languages_of
from catalog.search.lexicon import Lexicon
from catalog.search.recent import Recent
from catalog.search.shelves import Bags, ByLanguage, Shelf
from catalog.search.soft import Soft, Spoken
from catalog.search.thesaurus import Keys, loose_keys
from catalog.search.words import STOP_WORDS

Entry = Sequence[Any]
"""[label, its keys, its forms, the label folded, the keys and forms of it with neighbours written as one]."""

_SHORTEST_ACRONYM: Final = 2


@dataclass(frozen=True)
class Known:
    """A concept as the index knows it. `texts` are its English labels and words, for ranking.

    `negated` are the values that a "no" before it limits to; `answers` are the editors' grades (3, 2, 1) by tool;
    `nearest` are the capabilities to look at instead of what is not covered.
    """

    id: str
    kind: str
    label: str
    maps_to: Mapping[str, tuple[str, ...]]
    texts: tuple[str, ...]
    words: tuple[str, ...]
    outside: bool
    negated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nearest: tuple[str, ...] = ()
    answers: Mapping[str, int] = field(default_factory=dict)


class Familiar(NamedTuple):
    """A word that some tool has: its keys, whether it is a filler, and what it says of kinds."""

    keys: Mapping[str, str]
    filler: bool
    spoken: Spoken


@dataclass(frozen=True)
class Labels:
    """All labels, by language.

    `exact` finds the concepts of a sequence of keys, `plain` of one without fillers; `verbatim` finds them by
    their very words. `acronyms` are found as whole words: those under `cased` only when typed in capitals, for
    they are also words. `filler_forms` are fillers as they are written; `romance` has the words of French and Spanish labels and fillers that are no English
    ones; `lexicon` all words of labels, against which misspelt ones are held, and
    `soft` what each of them likely asks for.
    """

    concepts: tuple[Known, ...]
    exact: Mapping[str, Shelf]
    plain: Mapping[str, Shelf]
    bags: Mapping[str, Bags]
    verbatim: Mapping[Keys, tuple[int, ...]]
    acronyms: Mapping[str, tuple[int, ...]]
    cased: frozenset[str]
    fillers: Mapping[str, frozenset[str]]
    filler_forms: Mapping[str, frozenset[str]]
    romance: Mapping[str, frozenset[str]]
    lexicon: Lexicon
    capabilities: Mapping[str, str]
    soft: Soft
    typed_labels: tuple[tuple[str, int], ...] = field(repr=False, default=())
    _keys: dict[str, Mapping[str, str]] = field(repr=False, default_factory=dict)
    _familiar: Recent[str, Familiar] = field(repr=False, default_factory=Recent)

    def ready(self) -> None:
        """Put the labels of every language where they are found, for which the first question in it would wait."""
        for by_language in (self.exact, self.plain, self.bags):
            for language in by_language:
                by_language[language]

    def familiar(self, form: str) -> Familiar:
        """Return what is known of a form in Latin letters that some tool has; it may be kept as `keys_of` keeps keys."""
        return self._familiar.get(form, partial(self._made_familiar, form))

    def _made_familiar(self, form: str) -> Familiar:
        keys = self.keys_of(form, keep=True)
        tried = {lang: one for lang, one in keys.items() if lang in self.without_romance}
        filler = self.says_nothing(form, tried, self.without_romance)
        return Familiar(tried, filler, self.soft.spoken(tuple(tried.items())))

    def says_nothing(self, form: str, keys: Mapping[str, str], tried: Collection[str]) -> bool:
        """Tell whether a form with these keys is a filler in one of the languages that are tried."""
        if form in STOP_WORDS or any(form in self.filler_forms.get(lang, ()) for lang in tried):
            return True
        return any(one in self.fillers.get(lang, ()) for lang, one in keys.items())

    def keys_of(self, form: str, *, keep: bool) -> Mapping[str, str]:
        """Return the keys of a form in each language of its script.

        Keys of words that the catalogue itself has may be kept for the next question; others never are.
        """
        found = self._keys.get(form)
        if found is None:
            found = {lang: key(form, lang) for lang in languages_of(form)}
            if keep:
                self._keys[form] = found
        return found

    @cached_property
    def all_fillers(self) -> frozenset[str]:
        """The fillers of all languages, as they are written."""
        return frozenset().union(*self.filler_forms.values())

    @cached_property
    def without_romance(self) -> frozenset[str]:
        """The languages that a question may be in whose words are all known in English."""
        return frozenset(self.exact) - frozenset(self.romance)

    @classmethod
    def opened(cls, content: bytes, soft: bytes) -> Self:
        """Return the labels that `thesaurus.compiled` wrote, and what `softening.softened` did."""
        body = json.loads(content)
        fillers = {lang: _filler_keys(lang, entries) for lang, entries in body["fillers"].items()}
        filler_forms = {
            lang: frozenset(form for _, _, forms, *_ in entries for form in forms)
            for lang, entries in body["fillers"].items()
        }
        reading = _Opening(fillers)
        for number, concept in enumerate(body["concepts"]):
            reading.add(number, concept)
        words = body["lexicon"]
        ones = np.ones(len(words["forms"]), dtype=np.int64)
        return cls(
            concepts=tuple(_known(concept) for concept in body["concepts"]),
            exact=ByLanguage(reading.exact, Shelf.of),
            plain=ByLanguage(reading.plain, Shelf.of),
            bags=ByLanguage(reading.bags, Bags.of),
            verbatim={forms: tuple(ids) for forms, ids in reading.verbatim.items()},
            acronyms={form: tuple(dict.fromkeys(ids)) for form, ids in reading.acronyms.items()},
            cased=frozenset(reading.acronyms).intersection(words["forms"]),
            fillers=fillers,
            filler_forms=filler_forms,
            romance={
                lang: (reading.forms_of(lang) | filler_forms.get(lang, frozenset()))
                - reading.forms_of("en")
                - STOP_WORDS
                for lang in LATIN
                if lang != "en"
            },
            lexicon=Lexicon.with_maps(
                words["forms"],
                ones.astype(np.uint16),
                ones,
                words["stems"],
                np.array(words["stem_of"], dtype=np.int64),
                np.array(words["pairs"], dtype=np.uint64),
            ),
            capabilities=body["capabilities"],
            soft=Soft.opened(soft),
            typed_labels=tuple(reading.typed),
        )


def _filler_keys(language: str, entries: Sequence[Entry]) -> frozenset[str]:
    stop = [key(word, "en") for word in STOP_WORDS] if language == "en" else []
    return frozenset([*(keys[0] for _, keys, *_ in entries if len(keys) == 1), *stop])


def _known(raw: Mapping[str, Any]) -> Known:
    maps_to = {facet: tuple(values) for facet, values in raw["maps_to"].items()}
    entries = (*raw["labels"].get("en", ()), *(entry for _, entry in raw["acronyms"]))
    texts = (entry[0] for entry in entries)
    return Known(
        id=raw["id"],
        kind=raw["kind"],
        label=raw["label"],
        maps_to=maps_to,
        texts=tuple(texts),
        words=tuple(raw["words"]),
        outside=raw["outside"],
        negated={facet: tuple(values) for facet, values in raw["negated"].items()},
        nearest=tuple(raw["nearest"]),
        answers=raw["answers"],
    )


class _Opening:
    """Collects the labels of one concept after the other."""

    def __init__(self, fillers: Mapping[str, frozenset[str]]) -> None:
        self._fillers = fillers
        self.exact: dict[str, dict[Keys, list[int]]] = {}
        self.plain: dict[str, dict[Keys, list[int]]] = {}
        self.bags: dict[str, list[tuple[Keys, int]]] = {}
        self.acronyms: dict[str, list[int]] = {}
        self.verbatim: dict[Keys, list[int]] = {}
        self._by_language: dict[str, set[str]] = {}
        self.typed: list[tuple[str, int]] = []

    def add(self, number: int, raw: Mapping[str, Any]) -> None:
        for language, entries in raw["labels"].items():
            for entry in entries:
                self._label(number, language, entry)
        for form, entry in raw["acronyms"]:
            self.acronyms.setdefault(form, []).append(number)
            self._label(number, "en", entry)

    def forms_of(self, language: str) -> frozenset[str]:
        return frozenset(self._by_language.get(language, ()))

    def _label(self, number: int, language: str, entry: Entry) -> None:
        label, keys, forms, folded = entry[0], tuple(entry[1]), tuple(entry[2]), entry[3]
        if not keys:
            return
        self.typed.append((folded, number))
        if label.isascii() and label.isupper() and len(label) >= _SHORTEST_ACRONYM and len(keys) == 1:
            self.acronyms.setdefault(forms[0], []).append(number)
        self._put(self.exact, language, keys, number)
        self.verbatim.setdefault(forms, []).append(number)
        if entry[4]:
            self._put(self.exact, language, tuple(entry[4][0]), number)
            self.verbatim.setdefault(tuple(entry[4][1]), []).append(number)
        self._by_language.setdefault(language, set()).update(forms)
        fillers = self._fillers.get(language, frozenset())
        telling = tuple(one for one in keys if one not in fillers)
        if bag := loose_keys(telling if len(telling) > 1 or telling == keys else (), language):
            self.bags.setdefault(language, []).append((bag, number))
        if telling != keys and len(telling) > 1:
            self._put(self.plain, language, telling, number)

    @staticmethod
    def _put(shelf: dict[str, dict[Keys, list[int]]], language: str, keys: Keys, number: int) -> None:
        shelf.setdefault(language, {}).setdefault(keys, []).append(number)
