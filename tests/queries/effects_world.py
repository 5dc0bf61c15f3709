"""A small catalogue in which concerns set every effect in force, and the doors through which a reader could see a tool."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from openpyxl import load_workbook

from catalog.bootstrap import App, open_app, renewed
from catalog.domain.case_search import CaseRequest
from catalog.domain.people import Actor
from catalog.domain.search import SearchRequest
from catalog.exchange.exports import Format
from catalog.printing import search_json, search_text, tool_text
from catalog.queries.about import about_page
from catalog.queries.browse import catalogue_map
from catalog.queries.capabilities import capability_page
from catalog.queries.case_register import case_register
from catalog.queries.cases import case_page
from catalog.queries.exports import export_file
from catalog.queries.finder import finder_view
from catalog.queries.search import search_page, suggestions
from catalog.queries.tools import tool_page
from catalog.settings import Settings
from catalog.ui.html import join
from catalog.ui.parts.address import answers_of
from catalog.ui.parts.answer import answer
from catalog.ui.parts.capability_sections import capability_document
from catalog.ui.parts.case_register import register_document
from catalog.ui.parts.case_sections import case_document
from catalog.ui.parts.first_view import first_view
from catalog.ui.parts.found import Found
from catalog.ui.parts.map_table import map_document
from catalog.ui.parts.suggesting import suggestion_data
from catalog.ui.parts.tool_sections import tool_document
from tests.samples import TODAY, capability, case, raw_tool, write_content

KIND, CASE = "near-duplicate-clustering", "xx-example-2024"
SUBJECT, OTHER = "zebra-finder", "photo-sorter"
NAME = "Zebra Finder"

Door = Callable[[App, Actor], str]
"""Gives the text that somebody gets to see there."""


def opened(folder: Any, *more: dict[str, Any]) -> App:
    """Open a catalogue in which everything points to the subject: a relation, a case, a capability, a neighbour."""
    related = raw_tool(OTHER, relations=[{"kind": "see-also", "tool": SUBJECT}])
    subject = raw_tool(SUBJECT, aliases=["Stripe Tracker"], redirects=["old-zebra"])
    tools = (related, subject, raw_tool("text-reader"), *more)
    cases = [case(tools=[SUBJECT, OTHER])]
    data = write_content(folder / "data", *tools, cases=cases, capabilities=[capability()])
    return open_app(Settings(home=folder, data=data), TODAY)


def now(app: App) -> App:
    """Return the catalogue as the store has it now."""
    return renewed(app)


def searched(text: str = "", **filters: tuple[str, ...]) -> Door:
    """Return the door of a search page."""

    def look(app: App, actor: Actor) -> str:
        page = search_page(app.read, actor, SearchRequest(text, filters, size=100))
        return answer(Found(page, (), {}, why=False)).text + repr(asdict(page))

    return look


def _front(app: App, actor: Actor) -> str:
    page = search_page(app.read, actor, SearchRequest())
    return first_view(Found(page, (), {}, why=False), (), join()).text


def _suggested(typed: str) -> Door:
    return lambda app, actor: (
        repr(suggestions(app.read, actor, typed)) + repr(suggestion_data(app.read, actor, typed))
    )


def _printed(app: App, actor: Actor) -> str:
    page = search_page(app.read, actor, SearchRequest("pictures", size=100))
    return search_text(page) + search_json(page)


def _exported(form: Format, request: SearchRequest | None) -> Door:
    def look(app: App, actor: Actor) -> str:
        data = export_file(app.read, actor, form, request).data
        return _cells(data) if form is Format.XLSX else data.decode()

    return look


def _cells(data: bytes) -> str:
    book = load_workbook(io.BytesIO(data))
    return repr([[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()])


def _capability(app: App, actor: Actor) -> str:
    return capability_document(capability_page(app.read, actor, KIND)).text


def _case(app: App, actor: Actor) -> str:
    page = case_document(case_page(app.read, actor, CASE)).text
    return page + register_document(case_register(app.read, actor, CaseRequest())).text


def _neighbour(app: App, actor: Actor) -> str:
    page = tool_page(app.read, actor, OTHER)
    return tool_document(page, OTHER).text + tool_text(page)


def _finder(app: App, actor: Actor) -> str:
    return repr(finder_view(app.read, actor, answers_of({"have": ["images"]})))


def _counts(app: App, actor: Actor) -> str:
    return map_document(catalogue_map(app.read, actor)).text + repr(about_page(app.read, actor))


LISTING: Mapping[str, Door] = {
    "results": searched(),
    "results by words": searched("pictures"),
    "results by name": searched("zebra"),
    "results by alias": searched('"stripe tracker"'),
    "results by filter": searched(capability=(KIND,)),
    "first view": _front,
    "capability page": _capability,
    "case page": _case,
    "another tool's page": _neighbour,
    "command line": _printed,
    **{f"export as {form}": _exported(form, None) for form in Format},
    **{f"search exported as {form}": _exported(form, SearchRequest("pictures")) for form in Format},
}
"""Where the subject is listed as long as readers see it."""

ELSEWHERE: Mapping[str, Door] = {
    "suggestions by name": _suggested("zeb"),
    "suggestions by alias": _suggested("stripe"),
    "finder": _finder,
    "map and counts": _counts,
    "index": lambda app, _: repr(app.read.index.slugs()),
}
"""Where it may be hinted at."""

DOORS: Mapping[str, Door] = {**LISTING, **ELSEWHERE}


def through(app: App, actor: Actor, doors: Mapping[str, Door] = DOORS) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of every door; one that is shut gives the sentence."""
    for name, door in doors.items():
        yield name, door(app, actor)
