"""What each word of the thesaurus likely asks for, worked out when an index is built.

Everything that a topic is called, in each language, is one bag of words; a word counts for a topic by BM25: the
more, the fewer topics have it, and the more often this one has it. So words that no label has in this order still
say which topics are near, and which of them the catalogue does not cover. `soft` opens what is written here.

Words of other languages are also brought into English: a word that stands in labels of the same topics as an
English one probably means it (cosine over topics), which gives a small dictionary without any other source.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from catalog.domain.thesaurus import Concept, Language, Thesaurus
from catalog.search.thesaurus import Keys, forms_of, keys_of, loose_keys
from catalog.search.words import STOP_WORDS

SOFT_FILE: Final = "soft.json"

OUTSIDE: Final = "outside"
"""The facet under which topics stand that the catalogue does not cover."""

INSIDE: Final = "topic"
"""The facet under which topics stand that it covers."""

ASKED: Final = 1.0
"""What a whole wording of a topic counts, of what its labels do."""

WORDS: Final = 0.5
"""What the further English words of a topic count, of what its labels do."""

SATURATION: Final = 1.2
LENGTH_SPREAD: Final = 0.75
"""BM25's k1 and b, over topics."""

MOST_WORDS: Final = 3
LEAST_LIKENESS: Final = 0.5
"""At most so many English words stand for a foreign one, and how sure each must be."""

ROUNDED: Final = 1000
"""Figures are written as whole thousandths."""

Bag = dict[int, float]
"""Amounts by the number of a topic."""


def softened(thesaurus: Thesaurus) -> bytes:
    """Return the bytes of the file: topics, the figures of each word for each topic, and the dictionary."""
    keyed = _Keyed()
    fillers = {language: _filler_keys(keyed, language, thesaurus) for language in ("en", *thesaurus.fillers)}
    sayings = [
        tuple(keyed.said(concept, thesaurus.asked.get(concept.id, {}))) for concept in thesaurus.concepts
    ]
    collected = _Collected(thesaurus, sayings)
    body: dict[str, list[Any]] = {"words": [], "starts": [0], "of": [], "figures": [], "telling": []}
    for language, bag in collected.bags.items():
        left = {key: topics for key, topics in bag.items() if key not in fillers.get(language, ())}
        _write(body, language, left, [facet for facet, _ in collected.topics])
    english = _dictionary(sayings, keyed.forms, fillers)
    whole = {**body, "kinds": collected.topics, "english": english}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


Saying = tuple[str, Keys, float]
"""Something that a concept is called: language, keys of its words, what it counts."""


class _Keyed:
    """Texts as keys, each word being stemmed once; `forms` has an English word for each English key."""

    def __init__(self) -> None:
        self.forms: dict[str, str] = {}
        self._keys: dict[tuple[str, str], str] = {}

    def keys(self, text: str, language: str) -> Keys:
        """Return the keys of a text's words in its language."""
        return tuple(self._key(form, language) for form in forms_of(text))

    def _key(self, form: str, language: str) -> str:
        if (known := self._keys.get((form, language))) is None:
            known = self._keys[form, language] = keys_of((form,), language)[0]
            if language == "en":
                self.forms.setdefault(known, form)
        return known

    def said(self, concept: Concept, asked: Mapping[Language, Sequence[str]]) -> Iterator[Saying]:
        """Yield all that a concept is called, and the whole wordings in which it is asked for."""
        for language, labels in concept.labels.items():
            yield from ((language, self.keys(label, language), 1.0) for label in labels)
        for acronym in concept.acronyms:
            yield "en", self.keys(f"{acronym.form} {acronym.reading}", "en"), 1.0
        for language, wordings in asked.items():
            yield from ((language, self.keys(wording, language), ASKED) for wording in wordings)
        yield from (("en", self.keys(words, "en"), WORDS) for words in concept.words)


def _filler_keys(keyed: _Keyed, language: str, thesaurus: Thesaurus) -> frozenset[str]:
    words = (*thesaurus.fillers.get(language, ()), *(sorted(STOP_WORDS) if language == "en" else ()))
    found = (keyed.keys(word, language) for word in words)
    return frozenset(keys[0] for keys in found if len(keys) == 1)


class _Collected:
    """All words of the topics, with how much each counts."""

    def __init__(self, thesaurus: Thesaurus, sayings: Sequence[tuple[Saying, ...]]) -> None:
        self.topics: list[tuple[str, str]] = []
        self.bags: dict[str, dict[str, Bag]] = {}
        for concept, said in zip(thesaurus.concepts, sayings, strict=True):
            if concept.kind == "topic":
                self.topics.append((OUTSIDE if concept.outside else INSIDE, concept.id))
                for language, keys, share in said:
                    self._count(language, keys, len(self.topics) - 1, share)

    def _count(self, language: str, keys: Keys, topic: int, amount: float) -> None:
        # A Chinese character means much the same in words that nobody wrote down as in those that stand in labels.
        bag = self.bags.setdefault(language, {})
        single = keys if language == "zh" else ()
        for key in dict.fromkeys((*loose_keys(keys, language), *single)):
            topics = bag.setdefault(key, {})
            topics[topic] = topics.get(topic, 0.0) + amount


def _write(body: dict[str, list[Any]], language: str, bag: Mapping[str, Bag], groups: list[str]) -> None:
    """Add, for each word, its topics, its figures for them, and how telling it is."""
    norms = _norms(bag, groups)
    for key, topics in bag.items():
        shares = [amount / (amount + SATURATION * norms[topic]) for topic, amount in topics.items()]
        spread = sum(shares)
        telling = math.log1p((len(groups) - spread + 0.5) / (spread + 0.5))
        body["words"].append(f"{language}:{key}")
        body["of"] += topics
        body["figures"] += [round(telling * share * ROUNDED) for share in shares]
        body["starts"].append(len(body["of"]))
        body["telling"].append(round(telling * ROUNDED))


def _norms(bag: Mapping[str, Bag], groups: list[str]) -> list[float]:
    """Return how long each topic's bag is beside the others of its group, as BM25 takes it."""
    lengths = [0.0] * len(groups)
    for topics in bag.values():
        for topic, amount in topics.items():
            lengths[topic] += amount
    in_group: defaultdict[str, list[float]] = defaultdict(list)
    for group, length in zip(groups, lengths, strict=True):
        in_group[group].append(length)
    mean = {group: sum(some) / len(some) or 1.0 for group, some in in_group.items()}
    return [
        1 - LENGTH_SPREAD + LENGTH_SPREAD * length / mean[group]
        for group, length in zip(groups, lengths, strict=True)
    ]


# The dictionary


def _dictionary(
    sayings: Iterable[tuple[Saying, ...]], english: Mapping[str, str], fillers: Mapping[str, frozenset[str]]
) -> dict[str, list[list[Any]]]:
    """Return English words by the word in another language that stands beside them: [[word, likeness], ...]."""
    beside: dict[str, dict[str, Bag]] = {}
    for number, said in enumerate(sayings):
        for language, keys, share in said:
            bag = beside.setdefault(language, {})
            for key in keys:
                if key not in fillers.get(language, ()):
                    topics = bag.setdefault(key, {})
                    topics[number] = topics.get(number, 0.0) + share
    beside.pop("zh", None)  # its words are not known, only its characters
    vectors = {language: _directions(bag) for language, bag in beside.items()}
    there = _by_topic(vectors.pop("en", {}))
    found: dict[str, list[list[Any]]] = {}
    for language, words in vectors.items():
        for key, vector in words.items():
            if alike := _likest(vector, there, english):
                found[f"{language}:{key}"] = alike
    return found


def _directions(bag: Mapping[str, Bag]) -> dict[str, Bag]:
    """Return each word as a vector of length 1 over topics; saying it often in one topic adds little."""
    found = {}
    for key, topics in bag.items():
        vector = {topic: amount / (amount + 1.0) for topic, amount in topics.items()}
        length = math.sqrt(sum(value * value for value in vector.values()))
        found[key] = {topic: value / length for topic, value in vector.items()}
    return found


def _by_topic(vectors: Mapping[str, Bag]) -> dict[int, list[tuple[str, float]]]:
    found: dict[int, list[tuple[str, float]]] = {}
    for key, vector in vectors.items():
        for topic, value in vector.items():
            found.setdefault(topic, []).append((key, value))
    return found


def _likest(
    vector: Bag, there: Mapping[int, list[tuple[str, float]]], english: Mapping[str, str]
) -> list[list[Any]]:
    if len(vector) == 1:
        return []  # in one topic all words are equally near
    likeness: dict[str, float] = {}
    for topic, value in vector.items():
        for key, other in there.get(topic, ()):
            likeness[key] = likeness.get(key, 0.0) + value * other
    sure = len(vector) / (len(vector) + 1.0)  # few topics in common may be chance
    best = sorted(((like * sure, english[key]) for key, like in likeness.items()), reverse=True)[:MOST_WORDS]
    return [[word, round(like * ROUNDED)] for like, word in best if like >= LEAST_LIKENESS]
