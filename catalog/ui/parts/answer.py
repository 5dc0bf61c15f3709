"""The answer of a search as one piece: how it was read, what is chosen, the results, their order and their pages."""

from collections.abc import Mapping, Sequence

from catalog.queries.views import SearchPage, UnderstoodPart, WhyView
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.facets import chips, ways_out
from catalog.ui.parts.reading import read_as
from catalog.ui.parts.results import count_heading, note_list, nothing_found, page_line, result_list
from catalog.ui.parts.search_field import page_links, sort_links, why_link


def answer(
    page: SearchPage, undone: Sequence[UnderstoodPart], reasons: Mapping[str, WhyView], *, why: bool
) -> Html:
    """Return everything that an answer shows; its links are ordinary addresses of searches."""
    order = join(why_link(page.request, why=why), sort_links(page.request, why=why)) if page.total else join()
    return join(
        read_as(page, undone, why=why),
        chips(page, why=why),
        tag("div", count_heading(page), order, class_="answer-head"),
        note_list(page),
        _results(page, reasons, why=why),
    )


def _results(page: SearchPage, reasons: Mapping[str, WhyView], *, why: bool) -> Html:
    if not page.total:
        return join(nothing_found(page), ways_out(page))
    pages = join(page_line(page), page_links(page, why=why)) if page.pages > 1 else join()
    return join(result_list(page, reasons), pages)
