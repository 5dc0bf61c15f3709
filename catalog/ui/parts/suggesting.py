"""Suggestions as the search field shows them: a label, what it is, and where choosing it leads."""

from catalog.domain.people import Actor
from catalog.domain.search import SearchRequest, Suggestion
from catalog.queries.reading import ReadSide
from catalog.queries.search import suggestions
from catalog.ui.parts.address import record_address, search_query


def suggestion_data(read: ReadSide, actor: Actor, typed: str) -> list[dict[str, str]]:
    """Return what may be meant by the beginning of a text: a tool opens, a kind of tool filters, a topic is searched."""
    return [_shown(one) for one in suggestions(read, actor, typed)]


def _shown(one: Suggestion) -> dict[str, str]:
    if one.kind == "tool":
        return {"label": one.label, "what": "open tool", "open": record_address("tool", one.id)}
    if one.kind == "capability":
        query = search_query(SearchRequest(filters={"capability": (one.id,)}))
        return {"label": one.label, "what": "kind of tool", "query": query}
    return {"label": one.label, "what": "topic", "query": search_query(SearchRequest(one.label))}
