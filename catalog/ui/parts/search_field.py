"""The search field, the order of results and the pages of results."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from catalog.domain.search import SearchRequest, Sort
from catalog.queries.views import SearchPage
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import MAX_TEXT, search_address, search_query
from catalog.ui.parts.found import Found
from catalog.ui.parts.results import said

SORTS: Final[dict[Sort, str]] = {
    Sort.RELEVANCE: "relevance",
    Sort.EVIDENCE: "better evidence",
    Sort.NEWEST_CHECK: "newest check",
    Sort.NAME: "name",
}

LABEL: Final = "What do you need to do?"
PLACEHOLDER: Final = "For example: find out where a picture was taken"

TITLE: Final[Html] = tag(
    "header",
    tag("h1", "Find a tool"),
    tag(
        "p",
        "AI tools for investigators who protect children: what they do, what is known of them, and their limits. "
        "Listing is not endorsement.",
        class_="tagline",
    ),
    tag("p", "The other pages open with the arrows at the top.", class_="hint narrow-only"),
)

FINDER: Final = {
    "lead": "Not sure what to search for?",
    "words": "Answer three questions",
    "address": "/finder",
}
FINDER_LINK: Final[Html] = tag(
    "p", f"{FINDER['lead']} ", tag("a", FINDER["words"], href=FINDER["address"]), class_="finder-link"
)

_NEAR: Final = 2


def field_data(found: Found, *, turn: int) -> dict[str, Any]:
    """Return what the search field shows: its words, the search it stands for and what is read out of the answer."""
    request = found.page.request
    return {
        "label": LABEL,
        "placeholder": PLACEHOLDER,
        "longest": MAX_TEXT,
        "text": request.text,
        "page": request.page,
        "query": search_query(request, why=found.why),
        "turn": turn,
        "said": said(found.page),
    }


def sort_links(request: SearchRequest, *, why: bool) -> Html:
    """Return the orders of results as links; the present one is marked."""
    links = [
        tag(
            "li",
            tag(
                "a",
                label,
                href=search_address(replace(request, sort=sort, page=1), why=why),
                id=f"sort-{sort.value}",
                aria_current="true" if sort is request.sort else None,
            ),
        )
        for sort, label in SORTS.items()
    ]
    return tag(
        "div",
        tag("span", "Sort by", id="sort-by"),
        tag("ul", links, aria_labelledby="sort-by"),
        class_="sorts",
    )


def why_link(request: SearchRequest, *, why: bool) -> Html:
    """Return the link that shows or hides why each result is here; nothing for a search without words."""
    if not request.text:
        return join()
    words = "Hide why each is here" if why else "Say why each is here"
    return tag("a", words, href=search_address(request, why=not why), id="why", class_="why-link")


def page_links(page: SearchPage, *, why: bool) -> Html:
    """Return the pages of results as links, when there is more than one; the present one is marked."""
    if page.pages < 2:  # noqa: PLR2004  # one page needs no links
        return join()
    present = min(page.request.page, page.pages)

    def link(number: int, words: str) -> Html:
        return tag(
            "li",
            tag(
                "a",
                words,
                href=search_address(replace(page.request, page=number), why=why),
                aria_label=f"Page {number}" if words.isdigit() else None,
                aria_current="page" if number == present else None,
            ),
        )

    shown: list[Html] = [link(present - 1, "Previous")] if present > 1 else []
    last = 0
    for number in _near(present, page.pages):
        if number > last + 1:
            shown.append(tag("li", "…", class_="gap"))
        shown.append(link(number, str(number)))
        last = number
    if present < page.pages:
        shown.append(link(present + 1, "Next"))
    return tag("nav", tag("ul", shown), class_="pages", aria_label="Pages of results")


def _near(present: int, pages: int) -> Iterator[int]:
    """Yield the first page, those around the present one, and the last."""
    yield from (n for n in range(1, pages + 1) if n in (1, pages) or abs(n - present) <= _NEAR)
