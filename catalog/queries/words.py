"""From ids to the words that a reader sees."""

from collections.abc import Mapping
from typing import Final

from catalog.domain.capability import Capability
from catalog.domain.facets import FACETS, FIXED_LABELS
from catalog.domain.values import NOT_STATED
from catalog.domain.vocabulary import Vocabulary
from catalog.queries.countries import country_name, language_name
from catalog.queries.views import Choice

UNSTATED: Final = "not stated"
_VOCABULARY_OF: Final = {facet.id: facet.vocabulary for facet in FACETS}


class Words:
    """The labels of vocabularies, capabilities and facet values, looked up by id."""

    def __init__(
        self, vocabularies: Mapping[str, Vocabulary], capabilities: Mapping[str, Capability]
    ) -> None:
        self._labels = {
            (name, term.id): term.label
            for name, vocabulary in vocabularies.items()
            for term in vocabulary.terms
        }
        self._labels |= {("capabilities", slug): item.label for slug, item in capabilities.items()}

    def label(self, vocabulary: str, term: str) -> str:
        """Return the label of a term; an unknown id is shown with its hyphens opened."""
        if term == NOT_STATED:
            return UNSTATED
        return self._labels.get((vocabulary, term)) or term.replace("-", " ")

    def choice(self, vocabulary: str, term: str) -> Choice:
        """Return a term with its label."""
        return Choice(term, self.label(vocabulary, term))

    def choices(self, vocabulary: str, terms: tuple[str, ...] | str) -> tuple[Choice, ...]:
        """Return terms with their labels; "not-stated" gives none."""
        return () if isinstance(terms, str) else tuple(self.choice(vocabulary, term) for term in terms)

    def listed(self, vocabulary: str, terms: tuple[str, ...] | str) -> str:
        """Return the labels of terms as one text, or "not stated"."""
        return ", ".join(choice.label for choice in self.choices(vocabulary, terms)) or UNSTATED

    def facet_value(self, facet: str, value: str) -> str:
        """Return the label of a facet's value."""
        if value == NOT_STATED:
            return UNSTATED.capitalize()
        if facet in FIXED_LABELS:
            return FIXED_LABELS[facet].get(value, value)
        if facet == "country":
            return country_name(value)
        if facet == "language":
            return language_name(value)
        return self.label(_VOCABULARY_OF.get(facet) or "capabilities", value)

    def dump(self) -> Mapping[str, str]:
        """Return every label under "vocabulary:id", for views that carry documents."""
        return {f"{name}:{term}": label for (name, term), label in self._labels.items()}
