"""Seeded sets of searches of every kind, made from the words of the catalogue itself."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from catalog.domain.facets import FACET_IDS
from catalog.domain.search import SearchDocument, SearchRequest
from catalog.domain.values import NOT_STATED
from catalog.search.words import STOP_WORDS, stem

SEED: Final = 20261121
SIX: Final = ("capability", "stage", "media", "access", "cost", "licence")
"""The facets of a full search; of the first three a tool may have several values."""

_COMMON: Final = 10
_TRIES: Final = 100_000
_WORD = re.compile(r"[a-z]{4,}")
_PAIR = re.compile(r"(?=\b([a-z]{4,}) ([a-z]{4,})\b)")
_PREFIX_LETTERS: Final = 4
_TYPO_FROM: Final = 7
_MOST_FILTERS: Final = 3


@dataclass(frozen=True)
class Question:
    """A search in our grammar (`request`) and in that of FTS5 (`match`, empty when no word is asked for)."""

    kind: str
    request: SearchRequest
    match: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def quoted(words: Sequence[str], between: str = " ") -> str:
    """Return words as FTS5 takes them, each quoted; a blank between them means "and"."""
    return between.join('"' + word.replace('"', '""') + '"' for word in words)


class _Maker:
    def __init__(self, documents: Sequence[SearchDocument], seed: int, asked: Iterable[str] = ()) -> None:
        self._random = random.Random(seed)
        self._documents = documents
        self._asked = {word for text in asked for word in _words(text)}
        self._touched: set[str] = set()

    @cached_property
    def _known(self) -> set[str]:
        return {word for document in self._documents for word in _words(" ".join(document.texts.values()))}

    @cached_property
    def _common(self) -> list[str]:
        tools = Counter(word for document in self._documents for word in _words(document.texts["summary"]))
        return [word for word, _ in sorted(tools.items(), key=lambda pair: (-pair[1], pair[0]))][:_COMMON]

    def _document(self, enough: Callable[[SearchDocument], object]) -> SearchDocument:
        for _ in range(_TRIES):
            if enough(document := self._random.choice(self._documents)):
                return document
        raise ValueError("hardly any tool has what such a question is made from")

    def _two_words(self, document: SearchDocument) -> list[str]:
        return self._random.sample(_words(document.texts["summary"]), 2)

    def _chosen(
        self, document: SearchDocument, count: int, facets: Sequence[str] = FACET_IDS
    ) -> dict[str, tuple[str, ...]]:
        stated = _stated(document, facets)
        return {
            facet: (self._random.choice([v for v in document.facets[facet] if v != NOT_STATED]),)
            for facet in self._random.sample(stated, count)
        }

    def one_word(self) -> Question:
        """Return a word of some tool's summary."""
        word = self._random.choice(_words(self._document(_has_words).texts["summary"]))
        return Question("one word", SearchRequest(word), quoted([word]))

    def two_words(self) -> Question:
        """Return two words of one summary."""
        words = self._two_words(self._document(_has_words))
        return Question("two words", SearchRequest(" ".join(words)), quoted(words))

    def phrase(self) -> Question:
        """Return two words that stand side by side in some description."""
        text = self._document(lambda one: _PAIR.search(one.texts["description"])).texts["description"]
        pair = " ".join(self._random.choice(_PAIR.findall(text)))
        return Question("phrase", SearchRequest(f'"{pair}"'), quoted([pair]))

    def prefix(self) -> Question:
        """Return the first letters of a word with a star."""
        word = self._random.choice(_words(self._document(_has_words).texts["summary"]))
        start = word[:_PREFIX_LETTERS]
        return Question("prefix", SearchRequest(f"{start}*"), f"{quoted([start])}*")

    def typo(self) -> Question:
        """Return a word with two letters in the wrong order that no tool has."""
        while True:
            word = self._random.choice(sorted(self._known))
            at = self._random.randrange(1, max(2, len(word) - 2))
            wrong = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
            if len(word) >= _TYPO_FROM and wrong not in self._known:
                return Question("typo", SearchRequest(wrong), quoted([wrong]))

    def filters_only(self) -> Question:
        """Return one to three values of a tool, in different facets."""
        chosen = self._chosen(self._random.choice(self._documents), self._random.randint(1, _MOST_FILTERS))
        return Question("filters only", SearchRequest(filters=chosen), "", chosen)

    def words_and_filters(self) -> Question:
        """Return two words and two values of one tool."""
        document = self._document(_has_words)
        words, chosen = self._two_words(document), self._chosen(document, 2)
        return Question("words + 2 filters", SearchRequest(" ".join(words), chosen), quoted(words), chosen)

    def empty(self) -> Question:
        """Return the search that asks for nothing: the page as it opens."""
        return Question("empty", SearchRequest(), "")

    def full(self) -> Question:
        """Return one to three asked words of one tool and three of its values, in different facets of SIX."""
        document = self._document(self._for_full)
        words = self._random.sample(self._asked_in(document), self._random.randint(1, 3))
        chosen = self._chosen(document, 3, SIX)
        return Question("full", SearchRequest(" ".join(words), chosen), quoted(words), chosen)

    def first_touch(self) -> Question:
        """Return the same with one word, of which no form was asked for before."""
        document = self._document(lambda one: self._for_full(one) and self._untouched(one))
        word = self._random.choice(self._untouched(document))
        self._touched.add(stem(word))
        chosen = self._chosen(document, 3, SIX)
        return Question("first touch", SearchRequest(word, chosen), quoted([word]), chosen)

    def _asked_in(self, document: SearchDocument) -> list[str]:
        words = _words(f"{document.texts['summary']} {document.texts['description']}")
        return [word for word in words if word in self._asked]

    def _untouched(self, document: SearchDocument) -> list[str]:
        return [word for word in self._asked_in(document) if stem(word) not in self._touched]

    def _for_full(self, document: SearchDocument) -> bool:
        return len(self._asked_in(document)) > 2 and len(_stated(document, SIX)) > 2

    def broad(self) -> Question:
        """Return one of the commonest words of all summaries, without a filter."""
        word = self._random.choice(self._common)
        return Question("broad", SearchRequest(word), quoted([word]))

    def three_filters(self) -> Question:
        """Return three values of one tool, in different facets of SIX."""
        chosen = self._chosen(self._document(self._for_full), 3, SIX)
        return Question("three filters", SearchRequest(filters=chosen), "", chosen)


def _stated(document: SearchDocument, facets: Sequence[str]) -> list[str]:
    return [facet for facet in facets if set(document.facets[facet]) - {NOT_STATED}]


def _words(text: str) -> list[str]:
    return [word for word in dict.fromkeys(_WORD.findall(text.lower())) if word not in STOP_WORDS]


def _has_words(document: SearchDocument) -> bool:
    return len(_words(document.texts["summary"])) > 1


def questions(documents: Sequence[SearchDocument], each: int, seed: int = SEED) -> list[Question]:
    """Return `each` searches of each of the eight kinds; the same for the same documents and seed."""
    maker = _Maker(documents, seed)
    kinds = (
        maker.one_word,
        maker.two_words,
        maker.phrase,
        maker.prefix,
        maker.typo,
        maker.filters_only,
        maker.words_and_filters,
        maker.empty,
    )
    return [make() for make in kinds for _ in range(each)]


def growth_questions(
    documents: Sequence[SearchDocument], asked: Iterable[str], each: int, seed: int = SEED
) -> dict[str, list[Question]]:
    """Return `each` searches of each kind of the growth benchmark by kind; each counts SIX.

    `asked` are texts that people asked: their words that stand in a tool are what a full search asks for.
    """
    maker = _Maker(documents, seed, asked)
    kinds = (maker.three_filters, maker.first_touch, maker.full, maker.broad, maker.one_word)
    made = [[_counting_six(make()) for _ in range(each)] for make in kinds]
    return {some[0].kind: some for some in made}


def _counting_six(question: Question) -> Question:
    return replace(question, request=replace(question.request, facets=SIX))
