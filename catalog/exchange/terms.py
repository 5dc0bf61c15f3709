"""Finds the ids of vocabularies, capabilities and providers behind the words of a foreign list."""

from typing import Final

from catalog.domain.content import Content
from catalog.domain.duplicates import normal_name
from catalog.domain.text import fold_slug
from catalog.domain.values import NOT_STATED

VOCABULARY_OF: Final = {
    "access": "access",
    "ai.family": "ai-families",
    "cost": "cost",
    "deployment": "deployment",
    "interfaces": "interfaces",
    "kind": "tool-kinds",
    "maturity": "maturity",
    "media": "media",
    "stages": "stages",
}
"""The vocabulary of each field that has one; capabilities and providers are records."""

TERM_FIELDS: Final = frozenset({*VOCABULARY_OF, "capabilities", "provider"})


class Terms:
    """The ids of a catalogue by their ids and labels, however they are spelt."""

    def __init__(self, content: Content) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        for field, name in VOCABULARY_OF.items():
            vocabulary = content.vocabularies.get(name)
            for term in vocabulary.terms if vocabulary else ():
                self._add(field, term.id, term.id, term.label)
        for capability in content.capabilities.values():
            self._add("capabilities", capability.slug, capability.slug, capability.label)
        for provider in content.providers.values():
            self._add("provider", provider.slug, provider.slug, provider.name, *provider.aliases)

    def _add(self, field: str, found: str, *words: str) -> None:
        for word in words:
            self._ids.setdefault((field, normal_name(word)), found)

    def find(self, field: str, word: str) -> str | None:
        """Return the id that a word means in a field, or None; a provider that is not known keeps its folded name."""
        if normal_name(word) == normal_name(NOT_STATED):
            return NOT_STATED
        known = self._ids.get((field, normal_name(word)))
        if known is None and field == "provider":
            return fold_slug(word) or None
        return known
