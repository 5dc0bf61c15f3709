"""The labels of the thesaurus, opened: ready to be found in a question.

Each label is there word for word, once with all its words and once without fillers, and as a bag of telling
words for what is met in another order.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from catalog.search.language import LATIN, key, languages_of
from catalog.search.lexicon import Lexicon
from catalog.search.soft import Soft
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


@dataclass(frozen=True)
class Shelf:
    """Labels of one language by their keys; `longest` has the length of the longest that begins with a key."""

    concepts: Mapping[Keys, tuple[int, ...]]
    longest: Mapping[str, int]

    @classmethod
    def of(cls, entries: Mapping[Keys, Sequence[int]]) -> Self:
        """Return the shelf of these labels, each with the numbers of its concepts."""
        longest: dict[str, int] = {}
        for keys in entries:
            longest[keys[0]] = max(longest.get(keys[0], 0), len(keys))
        return cls({keys: tuple(dict.fromkeys(ids)) for keys, ids in entries.items()}, longest)


@dataclass(frozen=True)
class Bags:
    """The labels of one language as bags of telling keys, for matches in another order or with gaps.

    `ids` numbers keys; `rows[k]` are the labels with key k, `alone[k]` those with no other; `weights[k]` says how
    telling it is, the most telling one `most`; `total[l]` is the weight of label l, `keys[l]` are the numbers of its
    keys and `concept[l]` is its concept.
    """

    ids: Mapping[str, int]
    rows: Sequence[NDArray[np.int64]]
    alone: Sequence[Sequence[int]]
    weights: Sequence[float]
    most: float
    total: Sequence[float]
    concept: Sequence[int]
    keys: Sequence[tuple[int, ...]]

    @classmethod
    def of(cls, labels: Sequence[tuple[Keys, int]]) -> Self:
        """Return the bags of labels without fillers, each with its concept's number."""
        rows: defaultdict[str, list[int]] = defaultdict(list)
        concepts: defaultdict[str, set[int]] = defaultdict(set)
        for number, (keys, concept) in enumerate(labels):
            for one in dict.fromkeys(keys):
                rows[one].append(number)
                concepts[one].add(concept)
        ids = {one: i for i, one in enumerate(rows)}
        count = max(len({concept for _, concept in labels}), 1)
        weights = [float(np.log1p(count / (len(concepts[one]) + 0.5))) for one in ids]
        of_label = [tuple(ids[one] for one in dict.fromkeys(keys)) for keys, _ in labels]
        alone: list[list[int]] = [[] for _ in ids]
        for number, several in enumerate(of_label):
            if len(several) == 1:
                alone[several[0]].append(number)
        return cls(
            ids=ids,
            rows=[np.array(some, dtype=np.int64) for some in rows.values()],
            alone=alone,
            weights=weights,
            most=max(weights, default=0.0),
            total=[sum(weights[one] for one in several) for several in of_label],
            concept=[concept for _, concept in labels],
            keys=of_label,
        )


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
            exact={lang: Shelf.of(entries) for lang, entries in reading.exact.items()},
            plain={lang: Shelf.of(entries) for lang, entries in reading.plain.items()},
            bags={lang: Bags.of(rows) for lang, rows in reading.bags.items()},
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
