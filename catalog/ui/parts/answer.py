"""The answer of a search as one piece: how it was read, what is chosen, the results, their order and their pages."""

from dataclasses import replace
from typing import Final

from catalog.exchange.exports import Format
from catalog.queries.views import SearchPage
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import search_query
from catalog.ui.parts.facets import chips, ways_out
from catalog.ui.parts.found import Found
from catalog.ui.parts.reading import read_as
from catalog.ui.parts.results import (
    count_heading,
    note_list,
    nothing_found,
    page_line,
    result_list,
    retired_lines,
    suspended_block,
)
from catalog.ui.parts.search_field import page_links, sort_links, why_link

_FORMATS: Final = {
    Format.XLSX: "a spreadsheet",
    Format.CSV: "CSV",
    Format.JSON: "JSON",
    Format.YAML: "YAML",
    Format.JSONLD: "linked data",
}


def answer(found: Found) -> Html:
    """Return everything that an answer shows; its links are ordinary addresses of searches."""
    page, why = found.page, found.why
    order = join(why_link(page.request, why=why), sort_links(page.request, why=why)) if page.total else join()
    return tag(
        "div",
        retired_lines(page),
        read_as(page, found.undone, why=why),
        chips(page, why=why),
        tag("div", count_heading(page), order, class_="answer-head"),
        note_list(page),
        _results(found),
        suspended_block(page),
        class_="answer",
    )


def _results(found: Found) -> Html:
    page = found.page
    if not page.total and page.suspended:
        return join()
    if not page.total:
        return join(nothing_found(page), ways_out(page))
    pages = join(page_line(page), page_links(page, why=found.why)) if page.pages > 1 else join()
    return join(result_list(page, found.reasons), pages, export_links(page))


def export_links(page: SearchPage) -> Html:
    """Return the links that give the whole answer out as a file."""
    query = search_query(replace(page.request, page=1))
    links = [
        tag("a", words, href=f"/export/{form}?{query}", download=True) for form, words in _FORMATS.items()
    ]
    whole = "this tool" if page.total == 1 else f"all {page.total} tools"
    return tag("p", f"Take {whole} with you as ", join(*links, between=" · "), class_="source-line export")
