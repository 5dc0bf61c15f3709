"""The facets at the side, and the chips of what is chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from catalog.domain.search import SearchRequest
from catalog.queries.views import ActiveFilter, FacetValue, FacetView, SearchPage
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import search_address, with_text, with_value, without_filters
from catalog.ui.parts.badges import icon
from catalog.ui.parts.results import filter_name, most_useful
from catalog.ui.parts.text import counted

MORE: Final = ("listing", "kind", "biometric", "deployment", "interface", "language")
"""Facets that stand folded away under "More filters"."""

_OPEN: Final = ("stage", "media")


@dataclass(frozen=True)
class _Group:
    """Values of one facet under one legend; `named` tells whether the legend is seen."""

    id: str
    facet: str
    label: str
    hint: str
    values: Sequence[FacetValue]
    named: bool = False

    def data(self) -> dict[str, Any]:
        values = [
            {"id": one.id, "label": one.label, "count": one.count, "on": one.selected} for one in self.values
        ]
        return {
            "id": self.id,
            "facet": self.facet,
            "label": self.label,
            "hint": self.hint,
            "named": self.named,
            "values": values,
        }


def facet_data(page: SearchPage) -> dict[str, Any]:
    """Return what the column of facets shows: folds of groups of values with their counts, all plain text."""
    chosen = len(page.active)
    return {
        "title": f"Filters ({chosen} chosen)" if chosen else "Filters",
        "folds": list(_folds([facet for facet in page.facets if facet.values])),
    }


def _folds(facets: Sequence[FacetView]) -> Iterator[dict[str, Any]]:
    for facet in facets:
        if facet.id == "capability":
            yield {"id": "families", "heading": True, "label": facet.label, "hint": facet.hint}
            for family, values in groupby(facet.values, key=lambda value: value.group):
                name = family or "Other"
                yield _fold(f"family-{family}", name, [_Group(family, facet.id, name, "", tuple(values))])
        elif facet.id not in MORE:
            yield _fold(
                facet.id, facet.label, [_Group(facet.id, facet.id, facet.label, facet.hint, facet.values)]
            )
    more = [
        _Group(facet.id, facet.id, facet.label, facet.hint, facet.values, named=True)
        for facet in facets
        if facet.id in MORE
    ]
    if more:
        yield _fold("more", "More filters", more)


def _fold(name: str, label: str, groups: Sequence[_Group]) -> dict[str, Any]:
    chosen = sum(value.selected for group in groups for value in group.values)
    return {
        "id": name,
        "label": label,
        "chosen": chosen,
        "open": bool(chosen) or name in _OPEN,
        "groups": [group.data() for group in groups],
    }


def chips(page: SearchPage, *, why: bool) -> Html:
    """Return what is chosen, each as a link that drops it, and one that drops all; nothing without a choice."""
    if not page.active:
        return join()
    listed = [tag("li", _chip(item, page.request, why=why)) for item in page.active]
    everything = tag(
        "a", "Clear all filters", href=search_address(without_filters(page.request), why=why), id="clear-all"
    )
    lead = tag("p", "Chosen; select one to remove it:", class_="hint", id="chosen")
    chosen = tag("ul", listed, tag("li", everything), class_="tags chips", aria_labelledby="chosen")
    return tag("div", lead, chosen, class_="chosen")


def _chip(item: ActiveFilter, request: SearchRequest, *, why: bool) -> Html:
    return tag(
        "a",
        *(tag("span", "Remove ", class_="unseen"), filter_name(item), icon("close")),
        href=search_address(with_value(request, item.facet, item.value, chosen=False), why=why),
    )


def ways_out(page: SearchPage) -> Html:
    """Return one link for each filter whose removal finds tools, one for all of them and one for the words."""
    request = page.request
    ways = [
        tag(
            "a",
            f"Drop “{filter_name(item)}”: {counted(item.total_without, 'tool', 'tools')}",
            href=search_address(with_value(request, item.facet, item.value, chosen=False)),
        )
        for item in most_useful(page.active)
    ]
    if page.active:
        ways.append(tag("a", "Drop all filters", href=search_address(without_filters(request))))
    if request.text:
        ways.append(tag("a", "Drop the words", href=search_address(with_text(request, ""))))
    return tag("ul", [tag("li", way) for way in ways], class_="tags chips") if ways else join()
