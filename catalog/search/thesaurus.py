"""The thesaurus, compiled into plain JSON when an index is built: labels as keys by language.

A label is the keys of its words (see `language`). `labels` opens what is written here.
"""

import json
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import Any, Final

from catalog.domain.thesaurus import Concept, Thesaurus
from catalog.search.language import key, languages_of
from catalog.search.lexicon import Lexicon
from catalog.search.words import fold, joined, written

THESAURUS_FILE: Final = "thesaurus.json"

Keys = tuple[str, ...]
MAX_LABEL: Final = 24
"""Longest label in keys (Chinese labels have one a character)."""

_LONGEST_ACRONYM: Final = 4

SHORTEST_JOINED: Final = 5
"""Two words are held against a label's word that writes them as one from so many letters on."""


def forms_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a label; one with capitals inside ("WhatsApp") is one word, for many type it so."""
    forms: list[str] = []
    for raw, compound in written(text):
        forms += [compound.joined] if raw.isascii() and raw.isalnum() else compound.parts
    return tuple(forms)


def keys_of(forms: Sequence[str], language: str) -> Keys:
    """Return the keys of a label's words in its language."""
    return tuple(
        key(form, language if language in languages_of(form) or form.isascii() else languages_of(form)[0])
        for form in forms
    )


def merged(forms: Sequence[str], known: Container[str]) -> tuple[tuple[str, int], ...]:
    """Return the words with neighbours put together that are known as one ("deep fake"): (word, how many words)."""
    found: list[tuple[str, int]] = []
    for form in forms:
        if found and found[-1][1] == 1:
            one = found[-1][0] + form
            if len(one) >= SHORTEST_JOINED and one in known:
                found[-1] = (one, 2)
                continue
        found.append((form, 1))
    return tuple(found)


def loose_keys(keys: Keys, language: str) -> Keys:
    """Return what is held against a question in any order: words, or pairs of neighbours in Chinese."""
    if language != "zh":
        return keys
    return tuple(left + right for left, right in pairwise(keys))


def compiled(thesaurus: Thesaurus) -> bytes:
    """Return the thesaurus as the bytes of its file."""
    concepts = [_concept(concept) for concept in thesaurus.concepts]
    entries = [
        (lang, entry) for one in concepts for lang, entries in one["labels"].items() for entry in entries
    ]
    lexicon = _lexicon([entry for _, entry in entries])
    known = frozenset(lexicon["forms"])
    for lang, entry in entries:
        entry.append(_written_as_one(entry[2], lang, known))
    body = {
        "concepts": concepts,
        "fillers": {
            lang: [_entry(word, lang) for word in words] for lang, words in thesaurus.fillers.items()
        },
        "capabilities": dict(thesaurus.capabilities),
        "lexicon": lexicon,
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


def _entry(label: str, language: str) -> list[Any]:
    """Return [label, its keys, its forms, the label folded]; `_written_as_one` comes behind for a concept's label."""
    forms = forms_of(label)
    return [label, keys_of(forms, language)[:MAX_LABEL], forms, " ".join(map(fold, label.split()))]


def _written_as_one(forms: Sequence[str], language: str, known: Container[str]) -> list[Any]:
    """Return [keys, forms] of a label with neighbours put together that another label writes as one, else []."""
    together = merged(forms, known)
    if len(together) == len(forms):
        return []
    words = [form for form, _ in together]
    return [keys_of(words, language)[:MAX_LABEL], words]


def _lexicon(entries: Sequence[list[Any]]) -> dict[str, Any]:
    """Return the words of labels as misspelt words are held against them; acronyms are not."""
    words = {
        form
        for label, _, forms, *_ in entries
        for form in forms
        if not label.isupper() or len(form) > _LONGEST_ACRONYM
    }
    lexicon = Lexicon.of(dict.fromkeys(words, (1, 1)))
    return {
        "forms": lexicon.forms,
        "stems": lexicon.stems,
        "stem_of": lexicon.stem_of.tolist(),
        "pairs": lexicon.pairs.tolist(),
    }


def _concept(concept: Concept) -> dict[str, Any]:
    labels = {lang: [_entry(label, lang) for label in forms] for lang, forms in concept.labels.items()}
    shown = next(iter(concept.labels.get("en", ())), concept.id.replace("-", " "))
    return {
        "id": concept.id,
        "kind": concept.kind,
        "label": shown,
        "labels": labels,
        "acronyms": [[joined(item.form), [*_entry(item.reading, "en"), []]] for item in concept.acronyms],
        "maps_to": {facet: list(values) for facet, values in concept.maps_to.items()},
        "negated": {facet: list(values) for facet, values in concept.negated.items()},
        "words": list(concept.words),
        "answers": concept.answers.grades,
        "outside": concept.outside,
        "nearest": list(concept.nearest),
    }
