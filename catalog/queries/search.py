"""Searching: from a question to one page of cards with live counts."""

import time
from dataclasses import replace
from typing import Final

from catalog.domain.concern_states import ShownState
from catalog.domain.facets import FACET_LABELS
from catalog.domain.people import Actor, Permission
from catalog.domain.search import SearchRequest, Suggestion, Understood
from catalog.queries.cards import tool_cards
from catalog.queries.reading import ReadSide
from catalog.queries.retired import retired_named
from catalog.queries.suspended import with_suspended
from catalog.queries.views import (
    ActiveFilter,
    SearchPage,
    UnderstoodPart,
    UnderstoodView,
    WhyView,
)

_FIELDS: Final = {
    "name": "name",
    "aliases": "other names",
    "provider": "provider",
    "summary": "summary",
    "description": "description",
    "capabilities": "capabilities",
    "stages": "steps",
    "limitations": "limits",
    "annotations": "ethics notes",
    "claims": "figures",
    "cases": "cases",
}
"""The fields of text in words."""


def search_page(read: ReadSide, actor: Actor, request: SearchRequest) -> SearchPage:
    """Return one page of the answer to a question, with the counts of every facet value.

    Those who edit are told of suspended tools that fit, apart from the results.
    """
    actor.require(Permission.CATALOGUE_READ)
    started = time.perf_counter()
    result = read.index.search(request)
    facets, suspended = with_suspended(read, actor, request, read.facet_words.views(result.facets, request))
    return SearchPage(
        request=request,
        total=result.total,
        pages=max(1, -(-result.total // request.size)),
        cards=tool_cards(read, (hit.slug for hit in result.hits)),
        scores={hit.slug: hit.score for hit in result.hits},
        facets=facets,
        active=_active(read, request),
        terms=result.terms,
        notes=tuple(note for note in result.notes if not (suspended and f"“{ShownState.SUSPENDED}”" in note)),
        catalogue_size=len(read.index),
        took_ms=round((time.perf_counter() - started) * 1000, 2),
        understood=_understood(read, result.understood),
        did_you_mean=result.understood.did_you_mean,
        nearest=read.words.choices("capabilities", result.nearest),
        retired=retired_named(read, actor, request.text),
        suspended=suspended,
    )


def why(read: ReadSide, actor: Actor, request: SearchRequest, slug: str) -> WhyView:
    """Return why a tool is in the answer to a question; one that is not in it has no shares."""
    actor.require(Permission.CATALOGUE_READ)
    told = read.index.explain(request, slug)
    return WhyView(
        slug,
        told.score,
        tuple((_FIELDS.get(name, name), share) for name, share in told.fields),
        tuple((read.index.concept_label(name), share) for name, share in told.concepts),
    )


def suggestions(read: ReadSide, actor: Actor, prefix: str) -> tuple[Suggestion, ...]:
    """Return what may be meant by the beginning of a text: tools, capabilities and concepts."""
    actor.require(Permission.CATALOGUE_READ)
    return read.index.suggest(prefix)


def _understood(read: ReadSide, understood: Understood) -> UnderstoodView:
    return UnderstoodView(
        topics=tuple(UnderstoodPart(part.id, part.label, part.words) for part in understood.topics),
        filters=tuple(
            UnderstoodPart(
                id=part.id,
                label=part.label,
                words=part.words,
                facet_label=FACET_LABELS.get(part.facet, part.facet),
                values=tuple(read.words.facet_value(part.facet, value) for value in part.values),
                relaxed=part.relaxed,
            )
            for part in understood.filters
        ),
        corrections=tuple(
            UnderstoodPart(part.id, part.read_as, (part.typed,)) for part in understood.corrections
        ),
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
                    facet_label=FACET_LABELS.get(facet, facet),
                    value=value,
                    label=read.words.facet_value(facet, value),
                    total_without=read.index.search(wider).total,
                )
            )
    return tuple(found)
