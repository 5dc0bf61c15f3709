"""Facets as a reader sees them: labels, groups and order, worked out once for each value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from catalog.domain.capability import Capability
from catalog.domain.facets import FACETS, FIXED_LABELS, Facet
from catalog.domain.search import SearchRequest
from catalog.domain.values import NOT_STATED
from catalog.domain.vocabulary import Vocabulary
from catalog.queries.views import FacetValue, FacetView
from catalog.queries.words import Words

_BY_COUNT = 1_000_000
"""The place of values that have no order of their own: they are ordered by count."""

_LEAST: Final = {"language": 2}
"""So many tools a value must have to be offered: of eighty languages most are those of one tool."""


@dataclass(frozen=True)
class _Shown:
    """How one value is shown: `place` sorts it within its facet, with `label` for values of one place."""

    label: str
    group: str
    last: bool
    place: int


class FacetWords:
    """The facets of one read side."""

    def __init__(
        self, words: Words, vocabularies: Mapping[str, Vocabulary], capabilities: Mapping[str, Capability]
    ) -> None:
        self._words = words
        self._capabilities = capabilities
        self._places = {name: {term: i for i, term in enumerate(v.ids())} for name, v in vocabularies.items()}
        self._places |= {
            name: {term: i for i, term in enumerate(labels)} for name, labels in FIXED_LABELS.items()
        }
        self._shown: dict[tuple[str, str], _Shown] = {}

    def views(self, counts: Mapping[str, Mapping[str, int]], request: SearchRequest) -> tuple[FacetView, ...]:
        """Return every facet with its counted values; values without a tool are left out unless chosen."""
        return tuple(
            self._view(facet, counts.get(facet.id, {}), request.filters.get(facet.id, ())) for facet in FACETS
        )

    def _view(self, facet: Facet, counts: Mapping[str, int], chosen: tuple[str, ...]) -> FacetView:
        least = _LEAST.get(facet.id, 1)
        rows = [(self._of(facet, v), v, n) for v, n in counts.items() if n >= least or v in chosen]
        rows.sort(
            key=lambda row: (
                row[0].last,
                row[0].place,
                -row[2] if row[0].place == _BY_COUNT else 0,
                row[0].label,
            )
        )
        values = (FacetValue(v, shown.label, n, v in chosen, shown.group) for shown, v, n in rows)
        return FacetView(facet.id, facet.label, facet.hint, tuple(values))

    def _of(self, facet: Facet, value: str) -> _Shown:
        key = (facet.id, value)
        if key not in self._shown:
            capability = self._capabilities.get(value) if facet.id == "capability" else None
            group = self._words.label("families", capability.family) if capability else ""
            places = self._places.get("families" if capability else facet.vocabulary or facet.id, {})
            place = places.get(capability.family if capability else value, _BY_COUNT)
            label = self._words.facet_value(facet.id, value)
            self._shown[key] = _Shown(label, group, value == NOT_STATED, place)
        return self._shown[key]
