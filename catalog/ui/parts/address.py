"""Addresses of our pages, and the search that an address stands for. The address holds the whole state.

Parameters are ids (`capability=age-estimation`), repeated for several values; what is not understood is left
out. The widgets of the search page follow the address and not the other way round: their labels carry counts
that change with every search, so a widget bound to its parameter would put the counts into the address.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from catalog.domain.facets import FACET_IDS
from catalog.domain.finder import Answers
from catalog.domain.search import SearchRequest, Sort

MAX_TEXT: Final = 300
"""Characters of a search that are kept."""

_MAX_VALUES: Final = 50
_MAX_PAGE: Final = 10_000
_MAX_UNDONE: Final = 20
_PAGE: Final = re.compile(r"[0-9]{1,6}")
_VALUE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,79}")
_UNDONE: Final = re.compile(r"(?:topic|limit|word):[\w:'.+-]{1,100}")

Params = Mapping[str, Sequence[str]]


def _page_of(values: Sequence[str]) -> int:
    text = values[-1] if values else ""
    return min(max(int(text), 1), _MAX_PAGE) if _PAGE.fullmatch(text) else 1


def _sort_of(values: Sequence[str]) -> Sort:
    text = values[-1] if values else ""
    return Sort(text) if text in set(Sort) else Sort.RELEVANCE


def request_of(params: Params) -> SearchRequest:
    """Return the search that an address asks for; unknown parameters and malformed values are left out."""
    found = {
        facet: tuple(dict.fromkeys(value for value in params.get(facet, ()) if _VALUE.fullmatch(value)))
        for facet in FACET_IDS
    }
    texts = params.get("q", ())
    return SearchRequest(
        text=texts[-1][:MAX_TEXT].strip() if texts else "",
        filters={facet: values[:_MAX_VALUES] for facet, values in found.items() if values},
        sort=_sort_of(params.get("sort", ())),
        page=_page_of(params.get("page", ())),
        undone=_undone_of(params.get("undone", ())) if any(texts) else (),
    )


def _undone_of(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if _UNDONE.fullmatch(value)))[:_MAX_UNDONE]


def params_of(request: SearchRequest) -> dict[str, list[str]]:
    """Return the parameters of a search; what is usual (relevance, page 1) is left out."""
    params: dict[str, list[str]] = {"q": [request.text]} if request.text else {}
    params |= {facet: list(request.filters[facet]) for facet in FACET_IDS if request.filters.get(facet)}
    if request.undone:
        params["undone"] = list(request.undone)
    if request.sort is not Sort.RELEVANCE:
        params["sort"] = [request.sort.value]
    if request.page > 1:
        params["page"] = [str(request.page)]
    return params


def with_value(request: SearchRequest, facet: str, value: str, chosen: bool) -> SearchRequest:
    """Return the search with one value of a facet chosen or dropped, from its first page."""
    others = tuple(item for item in request.filters.get(facet, ()) if item != value)
    filters = dict(request.filters) | {facet: (*others, value) if chosen else others}
    kept = {name: values for name, values in filters.items() if values}
    return replace(request, filters=kept, page=1)


def with_undone(request: SearchRequest, part: str, undone: bool) -> SearchRequest:
    """Return the search with one part of its reading taken back, or read so again, from its first page."""
    others = tuple(item for item in request.undone if item != part)
    return replace(request, undone=(*others, part) if undone else others, page=1)


def with_text(request: SearchRequest, text: str) -> SearchRequest:
    """Return the search with other words, which are read anew, from its first page."""
    return replace(request, text=text, undone=(), page=1)


def without_filters(request: SearchRequest) -> SearchRequest:
    """Return the search with its words and no filter, from its first page."""
    return replace(request, filters={}, page=1)


def search_query(request: SearchRequest, *, why: bool = False) -> str:
    """Return the query of a search's address; `why` asks for the reasons why results are here."""
    return urlencode(params_of(request) | ({"why": ["1"]} if why else {}), doseq=True)


def search_address(request: SearchRequest, *, why: bool = False) -> str:
    """Return the address of a search."""
    query = search_query(request, why=why)
    return f"/?{query}" if query else "/"


def filter_address(**values: str) -> str:
    """Return the address of a search with one value for each facet named."""
    return search_address(SearchRequest(filters={facet: (value,) for facet, value in values.items()}))


def record_address(kind: str, slug: str) -> str:
    """Return the address of a tool, capability or case page."""
    return f"/{kind}?{urlencode({'slug': slug})}"


def term_address(facet: str, term: str) -> str:
    """Return the address of a principle ("principle") or a right ("right")."""
    return f"/principles?{urlencode({facet: term})}"


def history_address(kind: str, slug: str) -> str:
    """Return the address of the history of a tool or a case."""
    return f"/history?{urlencode({'slug': slug} | ({} if kind == 'tool' else {'kind': kind}))}"


def answers_of(params: Params) -> Answers:
    """Return what an address of the finder has answered; whether the ids exist is not asked here."""
    have, need = (next(iter(params.get(name, ())[-1:]), "") for name in ("have", "need"))
    return Answers(have, need, tuple(dict.fromkeys(params.get("under", ()))))


def params_of_answers(answers: Answers) -> dict[str, list[str]]:
    """Return the parameters of the finder after these answers."""
    params = {"have": [answers.have], "need": [answers.need], "under": list(answers.under)}
    return {name: kept for name, values in params.items() if (kept := [value for value in values if value])}
