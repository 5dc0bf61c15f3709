"""The thesaurus, compiled into plain JSON when an index is built: labels as keys by language.

A label is the keys of its words (see `language`). `labels` opens what is written here.
"""

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from catalog.domain.thesaurus import Concept, Thesaurus
from catalog.search.language import key, languages_of
from catalog.search.lexicon import Lexicon
from catalog.search.words import compounds, fold, joined

THESAURUS_FILE: Final = "thesaurus.json"

Keys = tuple[str, ...]
MAX_LABEL: Final = 24
"""Longest label in keys (Chinese labels have one a character)."""

_LONGEST_ACRONYM: Final = 4


def keys_of(text: str, language: str) -> Keys:
    """Return the keys of a label's words in its language."""
    return tuple(
        key(part, language if language in languages_of(part) or part.isascii() else languages_of(part)[0])
        for compound in compounds(text)
        for part in compound.parts
    )


def loose_keys(keys: Keys, language: str) -> Keys:
    """Return what is held against a question in any order: words, or pairs of neighbours in Chinese."""
    if language != "zh":
        return keys
    return tuple(left + right for left, right in pairwise(keys))


def compiled(thesaurus: Thesaurus) -> bytes:
    """Return the thesaurus as the bytes of its file."""
    concepts = [_concept(concept) for concept in thesaurus.concepts]
    entries = [(one, entry) for one in concepts for entries in one["labels"].values() for entry in entries]
    body = {
        "concepts": concepts,
        "fillers": {
            lang: [_entry(word, lang) for word in words] for lang, words in thesaurus.fillers.items()
        },
        "capabilities": dict(thesaurus.capabilities),
        "lexicon": _lexicon([entry for _, entry in entries]),
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


def _entry(label: str, language: str) -> list[Any]:
    """Return [label, its keys, its forms, the label folded]."""
    forms = [part for compound in compounds(label) for part in compound.parts]
    return [label, keys_of(label, language)[:MAX_LABEL], forms, " ".join(map(fold, label.split()))]


def _lexicon(entries: Sequence[list[Any]]) -> dict[str, Any]:
    """Return the words of labels as misspelt words are held against them; acronyms are not."""
    words = {
        form
        for label, _, forms, _ in entries
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
        "acronyms": [[joined(item.form), _entry(item.reading, "en")] for item in concept.acronyms],
        "maps_to": {facet: list(values) for facet, values in concept.maps_to.items()},
        "words": list(concept.words),
        "outside": concept.outside,
    }
