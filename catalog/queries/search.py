"""Searching: from a question to one page of cards with live counts."""

import time
from collections.abc import Mapping
from dataclasses import replace

from catalog.domain.facets import FACETS, FIXED_LABELS, Facet
from catalog.domain.people import Actor, Permission
from catalog.domain.search import SearchRequest
from catalog.domain.values import NOT_STATED
from catalog.queries.cards import tool_cards
from catalog.queries.reading import ReadSide
from catalog.queries.views import ActiveFilter, FacetValue, FacetView, SearchPage

_LABELS = {facet.id: facet.label for facet in FACETS}


def search_page(read: ReadSide, actor: Actor, request: SearchRequest) -> SearchPage:
    """Return one page of the answer to a question, with the counts of every facet value."""
    actor.require(Permission.CATALOGUE_READ)
    started = time.perf_counter()
    result = read.index.search(request)
    return SearchPage(
        request=request,
        total=result.total,
        pages=max(1, -(-result.total // request.size)),
        cards=tool_cards(read, (hit.slug for hit in result.hits)),
        scores={hit.slug: hit.score for hit in result.hits},
        facets=tuple(_facet_view(read, facet, result.facets.get(facet.id, {}), request) for facet in FACETS),
        active=_active(read, request),
        terms=result.terms,
        notes=result.notes,
        catalogue_size=len(read.index),
        took_ms=round((time.perf_counter() - started) * 1000, 2),
    )


def _active(read: ReadSide, request: SearchRequest) -> tuple[ActiveFilter, ...]:
    found = []
    for facet, values in request.filters.items():
        for value in values:
            rest = dict(request.filters) | {facet: tuple(other for other in values if other != value)}
            wider = replace(
                request, filters={key: kept for key, kept in rest.items() if kept}, page=1, size=1
            )
            found.append(
                ActiveFilter(
                    facet=facet,
                    facet_label=_LABELS.get(facet, facet),
                    value=value,
                    label=read.words.facet_value(facet, value),
                    total_without=read.index.search(wider).total,
                )
            )
    return tuple(found)


def _facet_view(read: ReadSide, facet: Facet, counts: Mapping[str, int], request: SearchRequest) -> FacetView:
    chosen = request.filters.get(facet.id, ())
    shown = [value for value, count in counts.items() if count or value in chosen]
    values = (
        FacetValue(
            id=value,
            label=read.words.facet_value(facet.id, value),
            count=counts[value],
            selected=value in chosen,
            group=_group(read, facet, value),
        )
        for value in sorted(shown, key=lambda value: _order(read, facet, value, counts))
    )
    return FacetView(facet.id, facet.label, facet.hint, tuple(values))


def _group(read: ReadSide, facet: Facet, value: str) -> str:
    capability = read.capabilities.get(value) if facet.id == "capability" else None
    return read.words.label("families", capability.family) if capability else ""


def _order(read: ReadSide, facet: Facet, value: str, counts: Mapping[str, int]) -> tuple[int, int, str]:
    last = int(value == NOT_STATED)
    if facet.id in FIXED_LABELS:
        order = list(FIXED_LABELS[facet.id])
        return last, order.index(value) if value in order else len(order), value
    if facet.vocabulary and facet.vocabulary in read.vocabularies:
        ids = read.vocabularies[facet.vocabulary].ids()
        return last, ids.index(value) if value in ids else len(ids), value
    if facet.id == "capability" and value in read.capabilities:
        families = read.vocabularies["families"].ids()
        family = read.capabilities[value].family
        return (
            last,
            families.index(family) if family in families else len(families),
            read.capabilities[value].label,
        )
    return last, -counts[value], value
