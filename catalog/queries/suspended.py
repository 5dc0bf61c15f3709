"""Suspended tools, for those who edit: found by plain matching of words and filters, never by the shared index.

Nobody else is told of them: every function answers with nothing unless the actor may read what is not published.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from catalog.domain.concern_states import ShownState
from catalog.domain.content import RecordKind
from catalog.domain.events import EventTag
from catalog.domain.facets import facet_values
from catalog.domain.people import Actor, Permission
from catalog.domain.search import SearchRequest
from catalog.domain.tool import Tool
from catalog.queries.cards import tool_card
from catalog.queries.concern_badges import marked_suspended
from catalog.queries.dates import written_date
from catalog.queries.reading import ReadSide
from catalog.queries.views import FacetValue, FacetView, SuspendedTool
from catalog.search import fold
from catalog.store import EventFilter

FACET: Final = "concern"
_LOOKED_BACK: Final = 50
_WORD: Final = re.compile(r"\w+")
_ENOUGH: Final = 0.5
"""The share of the words of a question that a suspended tool must have."""


def with_suspended(
    read: ReadSide, actor: Actor, request: SearchRequest, facets: tuple[FacetView, ...]
) -> tuple[tuple[FacetView, ...], tuple[SuspendedTool, ...]]:
    """Return the facets of an answer with the count of suspended tools among the states of concern, and those tools.

    Readers get the facets as they are, and no tool.
    """
    actor.require(Permission.CATALOGUE_READ)
    if not actor.may(Permission.DRAFT_READ):
        return facets, ()
    states = request.filters.get(FACET, ())
    selected = ShownState.SUSPENDED in states
    found = _fitting(read, request)
    if found or selected:
        label = read.words.facet_value(FACET, ShownState.SUSPENDED)
        value = FacetValue(ShownState.SUSPENDED, label, len(found), selected)
        facets = tuple(_added(facet, value) if facet.id == FACET else facet for facet in facets)
    return facets, tuple(_shown(read, slug) for slug in found) if selected or not states else ()


def _added(facet: FacetView, value: FacetValue) -> FacetView:
    return replace(facet, values=(*(one for one in facet.values if one.id != value.id), value))


def suspended_tool(read: ReadSide, actor: Actor, slug: str) -> tuple[Tool, SuspendedTool] | None:
    """Return a suspended tool with its marking, or None where there is none or the actor is a reader."""
    actor.require(Permission.CATALOGUE_READ)
    if slug not in read.suspended or not actor.may(Permission.DRAFT_READ):
        return None
    return read.suspended[slug][0], _shown(read, slug)


def _fitting(read: ReadSide, request: SearchRequest) -> list[str]:
    """Return the suspended tools that fit words and filters, whatever state of concern is chosen, best first."""
    chosen = {facet: values for facet, values in request.filters.items() if values and facet != FACET}
    ranked = [
        (-share, tool.name.casefold(), slug)
        for slug, (tool, _) in read.suspended.items()
        if (share := _share(tool, request.text)) >= _ENOUGH and _within(read, tool, chosen)
    ]
    return [slug for _, _, slug in sorted(ranked)]


def _share(tool: Tool, text: str) -> float:
    """Return the share of the words of a text that begin a word of the tool's texts; 1.0 for no words."""
    asked = {fold(word) for word in _WORD.findall(text)}
    if not asked:
        return 1.0
    own = {fold(word) for field in _texts(tool) for word in _WORD.findall(field)}
    return sum(any(word.startswith(one) for word in own) for one in asked) / len(asked)


def _texts(tool: Tool) -> Iterable[str]:
    yield from (tool.name, *tool.aliases, tool.summary, tool.description, tool.input, tool.output)
    yield from (tool.slug, *tool.capabilities, *tool.stages)


def _within(read: ReadSide, tool: Tool, filters: Mapping[str, tuple[str, ...]]) -> bool:
    classes = read.vocabularies["licence-classes"]
    own = facet_values(tool, read.providers.get(tool.provider), classes)
    return all(not set(values).isdisjoint(own.get(facet, ())) for facet, values in filters.items())


def _shown(read: ReadSide, slug: str) -> SuspendedTool:
    tool, reason = read.suspended[slug]
    wanted = EventFilter(tags=(EventTag.RECORD_SUSPENDED,), subject=f"{RecordKind.TOOL}:{slug}")
    with read.store.reading() as reader:
        events = reader.newest_events(wanted, _LOOKED_BACK)
    card = tool_card(read, tool)
    # A file that changes while a concern holds its tool is told of as suspended once more, with a new revision.
    began = next((event for event in events if "revision" not in event.detail), None)
    since = written_date(began.at[:10]) if began else ""
    return SuspendedTool(replace(card, badges=marked_suspended(card.badges)), since, reason)
