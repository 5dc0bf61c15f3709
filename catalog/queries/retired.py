"""Reads retired tools, so that a question with such a name, and their old address, tell what became of them.

They are no results and weigh nothing in ranking. Suspended tools are not among them: nobody but those who decide is
told of those.
"""

from collections.abc import Mapping

from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound
from catalog.domain.events import EventTag
from catalog.domain.people import Actor, Permission
from catalog.domain.tool import Tool
from catalog.domain.work import Standing
from catalog.domain.workflow import RecordState
from catalog.queries.reading import ReadSide
from catalog.queries.search_views import RetiredTool
from catalog.queries.tools import tool_page
from catalog.queries.views import ToolPage
from catalog.search import fold
from catalog.store import EventFilter

MOST_EVENTS = 2_000


def retired_named(read: ReadSide, actor: Actor, text: str) -> tuple[RetiredTool, ...]:
    """Return the retired tools whose name, or other name, is exactly this text, whatever its case and accents."""
    actor.require(Permission.CATALOGUE_READ)
    asked = _spelled(text)
    return _retired(read).get(asked, ()) if asked else ()


def page_at(read: ReadSide, actor: Actor, slug: str) -> ToolPage | RetiredTool:
    """Return what the address of a tool shows: its page, or why it has left the catalogue.

    Raises:
        NotFound: there is no such tool, or none that this actor may know of.
    """
    try:
        return tool_page(read, actor, slug)
    except NotFound:
        gone = next((tool for tools in _retired(read).values() for tool in tools if tool.slug == slug), None)
        if gone is None:
            raise
        return gone


def _retired(read: ReadSide) -> Mapping[str, tuple[RetiredTool, ...]]:
    return read.once("retired tools", lambda: _by_name(read))


def _spelled(text: str) -> str:
    return fold(" ".join(text.replace('"', " ").split()))


def _by_name(read: ReadSide) -> Mapping[str, tuple[RetiredTool, ...]]:
    found: dict[str, tuple[RetiredTool, ...]] = {}
    with read.store.reading() as reader:
        wanted = EventFilter(tags=(EventTag.RECORD_RETIRED,))
        days = {event.subject: event.at[:10] for event in reversed(reader.newest_events(wanted, MOST_EVENTS))}
        for standing in reader.workflow.standings((RecordKind.TOOL,), RecordState.RETIRED):
            tool = reader.workflow.content(RecordKind.TOOL, standing.slug, standing.sha256)
            if isinstance(tool, Tool):
                told = _told(read, tool, standing, days.get(f"tool:{standing.slug}", ""))
                for name in dict.fromkeys(map(_spelled, (tool.name, *tool.aliases))):
                    found[name] = (*found.get(name, ()), told)
    return found


def _told(read: ReadSide, tool: Tool, standing: Standing, day: str) -> RetiredTool:
    successor = read.tool(standing.successor) if standing.successor else None
    return RetiredTool(
        tool.slug,
        tool.name,
        day,
        standing.reason,
        successor.slug if successor else "",
        successor.name if successor else "",
    )
