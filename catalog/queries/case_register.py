"""Reads the register of cases: narrowed by filters, words and years, with a count beside every choice."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from catalog.domain.case import Case
from catalog.domain.case_search import (
    CASE_FACETS,
    CaseRequest,
    case_values,
    jurisdictions,
    within,
    year_of,
)
from catalog.domain.facets import Facet
from catalog.domain.people import Actor, Permission
from catalog.queries.cards import case_card, newest_first
from catalog.queries.dates import written_date, written_jurisdiction
from catalog.queries.reading import ReadSide
from catalog.queries.views import ActiveFilter, CaseCard, FacetValue, FacetView
from catalog.search import fold

MONTHLESS: Final = "month not stated"


@dataclass(frozen=True)
class YearCount:
    """A year of the timeline: how many cases there would be in it under the other filters, and whether it is shown."""

    year: int
    count: int
    chosen: bool


@dataclass(frozen=True)
class MonthGroup:
    """The cases of a month; `label` is "May 2024", or that no month is stated."""

    label: str
    cases: tuple[CaseCard, ...]


@dataclass(frozen=True)
class YearGroup:
    """The cases of a year, by month, the newest first."""

    year: int
    total: int
    months: tuple[MonthGroup, ...]


@dataclass(frozen=True)
class CaseRegister:
    """The answer: `total` of `whole` cases by year; every facet and every year with its counts; what is chosen."""

    request: CaseRequest
    total: int
    whole: int
    years: tuple[YearGroup, ...]
    timeline: tuple[YearCount, ...]
    facets: tuple[FacetView, ...]
    active: tuple[ActiveFilter, ...]


Labels = Callable[[str], str]


def case_register(read: ReadSide, actor: Actor, request: CaseRequest) -> CaseRegister:
    """Return the cases that answer, the newest first; a value that no case has is left out of the question."""
    actor.require(Permission.CATALOGUE_READ)
    every = [_known(read, case) for case in newest_first(read.cases.values())]
    request = _known_values(request, every)
    found = [item for item in every if item.answers(request)]
    return CaseRegister(
        request=request,
        total=len(found),
        whole=len(every),
        years=_by_year(read, found),
        timeline=_timeline(every, request),
        facets=tuple(_facet(read, facet, every, request) for facet in CASE_FACETS),
        active=_active(read, every, request),
    )


@dataclass(frozen=True)
class _Known:
    case: Case
    values: dict[str, frozenset[str]]
    words: str

    def answers(self, request: CaseRequest) -> bool:
        if not within(self.values, year_of(self.case), request):
            return False
        return all(fold(word) in self.words for word in request.text.split())


def _known(read: ReadSide, case: Case) -> _Known:
    """Return what is known of a case; it does not tell of tools that readers cannot see."""
    values = case_values(case)
    values["tool"] = frozenset(tool.slug for tool in read.tools(values["tool"]))
    return _Known(case, values, _words_of(read, case))


def _words_of(read: ReadSide, case: Case) -> str:
    names = (tool.name for tool in read.tools(case.tools))
    kinds = (read.words.label("capabilities", slug) for slug in case.capabilities)
    texts = (case.title, case.body, case.what_happened, case.outcome, *case.systems, *names, *kinds)
    return fold(" ".join(texts))


def _known_values(request: CaseRequest, every: Iterable[_Known]) -> CaseRequest:
    had: dict[str, set[str]] = {facet.id: set() for facet in CASE_FACETS}
    for item in every:
        for facet, values in item.values.items():
            had[facet] |= values
    kept = {
        facet: tuple(value for value in values if value in had.get(facet, ()))
        for facet, values in request.filters.items()
    }
    return replace(request, filters={facet: values for facet, values in kept.items() if values})


def _timeline(every: Iterable[_Known], request: CaseRequest) -> tuple[YearCount, ...]:
    """Return every year from the first case to the newest, empty ones too."""
    open_range = request.without("year")
    counts = Counter(year_of(item.case) for item in every if item.answers(open_range))
    years = [year_of(item.case) for item in every]
    return (
        tuple(
            YearCount(year, counts[year], (request.first or year) <= year <= (request.last or year))
            for year in range(min(years), max(years) + 1)
        )
        if years
        else ()
    )


def _by_year(read: ReadSide, found: Iterable[_Known]) -> tuple[YearGroup, ...]:
    groups = []
    for year, items in groupby(found, key=lambda item: year_of(item.case)):
        months = tuple(
            MonthGroup(
                written_date(month) if len(month) > len("2024") else MONTHLESS,
                tuple(case_card(read, item.case) for item in group),
            )
            for month, group in groupby(items, key=lambda item: item.case.date[:7])
        )
        groups.append(YearGroup(year, sum(len(month.cases) for month in months), months))
    return tuple(groups)


def _facet(read: ReadSide, facet: Facet, every: Iterable[_Known], request: CaseRequest) -> FacetView:
    others = request.without(facet.id)
    counts = Counter(value for item in every if item.answers(others) for value in item.values[facet.id])
    chosen = request.filters.get(facet.id, ())
    label = _labels(read, facet)
    values = [
        FacetValue(value, label(value), counts[value], value in chosen, _group(read, facet, value))
        for value in {*counts, *chosen}
    ]
    values.sort(key=lambda item: (item.group, "/" in item.id, -item.count, item.label.casefold()))
    return FacetView(facet.id, facet.label, facet.hint, tuple(values))


def _group(read: ReadSide, facet: Facet, value: str) -> str:
    """Return the principle that a part stands under; other values have no group."""
    core = value.partition("/")[0] if facet.id == "principle" else ""
    return read.words.label("principles", core) if core else ""


def _labels(read: ReadSide, facet: Facet) -> Labels:
    if facet.id == "tool":
        return lambda slug: tool.name if (tool := read.tool(slug)) else slug
    if facet.id == "jurisdiction":
        named = {
            key: text
            for case in read.cases.values()
            for key, text in jurisdictions(case.jurisdiction).items()
        }
        return lambda key: written_jurisdiction(named.get(key, key))
    return lambda term: read.words.label(facet.vocabulary or "", term)


def _active(read: ReadSide, every: list[_Known], request: CaseRequest) -> tuple[ActiveFilter, ...]:
    found = []
    for facet in CASE_FACETS:
        chosen = request.filters.get(facet.id, ())
        for value in chosen:
            rest = tuple(other for other in chosen if other != value)
            wider = replace(
                request, filters={**request.without(facet.id).filters, **({facet.id: rest} if rest else {})}
            )
            total = sum(item.answers(wider) for item in every)
            found.append(ActiveFilter(facet.id, facet.label, value, _labels(read, facet)(value), total))
    if request.first or request.last:
        total = sum(item.answers(request.without("year")) for item in every)
        found.append(ActiveFilter("year", "Years", "", years_in_words(request), total))
    if request.text:
        total = sum(item.answers(replace(request, text="")) for item in every)
        found.append(ActiveFilter("q", "Words", "", request.text, total))
    return tuple(found)


def years_in_words(request: CaseRequest) -> str:
    """Return the chosen years as words: "2020 to 2023", "2023", "since 2020", "until 2023"."""
    if request.first and request.last:
        one = request.first == request.last
        return str(request.first) if one else f"{request.first} to {request.last}"
    return f"since {request.first}" if request.first else f"until {request.last}"
