"""The register of cases as one piece: the question, the timeline, the filters and the cases by year and month.

Everything is a link or a plain form whose address is that of the question, so that it works like any other page.
"""

from itertools import groupby
from typing import Final

from catalog.domain.case_search import CaseRequest
from catalog.queries.case_register import CaseRegister, MonthGroup, YearCount, YearGroup
from catalog.queries.views import ActiveFilter, FacetValue, FacetView
from catalog.ui.html import Html, element, join, tag
from catalog.ui.parts.address import MAX_TEXT
from catalog.ui.parts.badges import icon
from catalog.ui.parts.cards import case_cards
from catalog.ui.parts.case_address import params_of_register, register_address, with_case_value
from catalog.ui.parts.results import filter_name, most_useful
from catalog.ui.parts.text import counted

_OPEN: Final = ("kind",)
"""Folds that are open before anything is chosen: few, because they stand above the cases in a narrow window."""
_ASKED: Final = ("q", "from", "to")


def register_document(view: CaseRegister) -> Html:
    """Return the whole page of the register."""
    return tag("div", _head(), _question(view), _timeline(view), _body(view), class_="record register")


def _head() -> Html:
    return tag(
        "header",
        tag("h1", "Cases"),
        tag(
            "p",
            "Documented rulings, fines, bans, settlements, incidents, audits and studies that show what can happen "
            "when tools like these are used. Each says who found or decided what, and when.",
            class_="summary",
        ),
    )


def _question(view: CaseRegister) -> Html:
    request = view.request
    kept = params_of_register(request)
    hidden = [
        element("input", type="hidden", name=name, value=value)
        for name, values in kept.items()
        if name not in _ASKED
        for value in values
    ]
    words = element(
        "input", id="case-words", name="q", type="search", value=request.text, maxlength=MAX_TEXT, autocomplete="off",
        placeholder="For example: face recognition arrest",
    )  # fmt: skip
    years = [item.year for item in view.timeline]
    return element(
        "form",
        tag("div", element("label", "Words", for_="case-words"), words, class_="field wide"),
        _year_choice("from", "From year", years, request.first),
        _year_choice("to", "To year", years, request.last),
        hidden,
        element("button", "Show"),
        class_="case-question search-form", action="/case", role="search", aria_label="Look for cases",
    )  # fmt: skip


def _year_choice(name: str, label: str, years: list[int], chosen: int) -> Html:
    every = sorted({*years, chosen} - {0})
    options = [element("option", "any", value="")]
    options += [element("option", year, value=str(year), selected=year == chosen) for year in every]
    return tag(
        "div",
        element("label", label, for_=f"case-{name}"),
        element("select", options, id=f"case-{name}", name=name),
        class_="field",
    )


def _timeline(view: CaseRegister) -> Html:
    most = max((item.count for item in view.timeline), default=0)
    if not most:
        return join()
    bars = [_bar(item, most, view.request) for item in view.timeline]
    return tag(
        "nav",
        tag("p", "Cases by year; a year opens its cases", class_="list-label", id="case-years"),
        tag("ol", bars, class_="years"),
        aria_labelledby="case-years",
    )


def _bar(item: YearCount, most: int, request: CaseRequest) -> Html:
    alone = request.first == request.last == item.year
    wanted = (
        request.without("year") if alone else CaseRequest(request.text, request.filters, item.year, item.year)
    )
    column = tag("span", class_="bar", style=f"--part: {item.count / most:.3f}", aria_hidden="true")
    inner = (
        tag("span", item.count, class_="n", aria_hidden="true"),
        column,
        tag("span", item.year, class_="year", aria_hidden="true"),
        tag("span", f"{item.year}: {counted(item.count, 'case', 'cases')}", class_="unseen"),
    )
    if not item.count and not alone:
        return tag("li", tag("span", inner, class_="empty-year"))
    look = "true" if alone else None
    return tag(
        "li",
        tag("a", inner, href=register_address(wanted), aria_current=look),
        class_="in" if item.chosen else "",
    )


def _body(view: CaseRegister) -> Html:
    folds = [_fold(facet, view.request) for facet in view.facets if facet.values]
    chosen = len(view.active)
    title = f"Filters ({chosen} chosen)" if chosen else "Filters"
    side = element(
        "nav",
        element("details", element("summary", title, class_="side-title"), folds, class_="facets", open=True),
        aria_label="Filters",
    )
    count = tag(
        "h2", f"{view.total} of {counted(view.whole, 'case', 'cases')}", class_="count", id="case-count"
    )
    answer = tag("div", count, _chips(view), _cases(view), class_="register-answer")
    return tag("div", side, answer, class_="register-body")


def _fold(facet: FacetView, request: CaseRequest) -> Html:
    chosen = sum(value.selected for value in facet.values)
    title = f"{facet.label} ({chosen} chosen)" if chosen else facet.label
    groups = []
    for group, values in groupby(facet.values, key=lambda value: value.group):
        links = [_choice(facet, value, request) for value in values]
        name = tag("p", group, class_="unseen") if group else None
        groups.append(tag("div", name, tag("ul", links), class_="choice-group"))
    hint = tag("p", facet.hint, class_="hint")
    return element(
        "details",
        element("summary", title),
        hint,
        groups,
        class_="fold",
        open=facet.id in _OPEN or bool(chosen),
    )


def _choice(facet: FacetView, value: FacetValue, request: CaseRequest) -> Html:
    address = register_address(with_case_value(request, facet.id, value.id, chosen=not value.selected))
    mark = tag("span", icon("check"), tag("span", "chosen: ", class_="unseen")) if value.selected else None
    part = "part" if "/" in value.id else ""
    return tag(
        "li",
        tag("a", mark, value.label, href=address, aria_current="true" if value.selected else None),
        tag("span", f" ({value.count})", class_="n"),
        class_=part or None,
    )


def _chips(view: CaseRegister) -> Html:
    if not view.active:
        return join()
    chips = [
        tag(
            "li",
            tag(
                "a",
                filter_name(item),
                icon("close"),
                tag("span", ": remove", class_="unseen"),
                href=register_address(with_case_value(view.request, item.facet, item.value, chosen=False)),
            ),
        )
        for item in view.active
    ]
    away = tag("li", tag("a", "Clear all", href="/case"))
    return tag("div", tag("ul", chips, away, class_="tags chips"), class_="chosen")


def _cases(view: CaseRegister) -> Html:
    if not view.whole:
        return tag("p", "No case is recorded yet.", class_="unstated")
    if not view.total:
        return _nothing(view)
    return tag("div", [_year(group) for group in view.years], class_="case-years")


def _nothing(view: CaseRegister) -> Html:
    useful = most_useful(view.active)
    advice = "Several filters together leave nothing; clear some."
    way: Html | None = None
    if useful:
        best: ActiveFilter = useful[0]
        advice = (
            f"Without “{filter_name(best)}” there would be {counted(best.total_without, 'case', 'cases')}."
        )
        address = register_address(with_case_value(view.request, best.facet, best.value, chosen=False))
        way = tag("p", tag("a", "Show these", href=address))
    return tag(
        "div",
        tag("p", tag("strong", "No case matches all of this. "), advice),
        way,
        tag("p", tag("a", "Show all cases", href="/case")),
        class_="notice tone-neutral",
    )


def _year(group: YearGroup) -> Html:
    title = tag(
        "h3",
        str(group.year),
        tag("span", f" · {counted(group.total, 'case', 'cases')}", class_="hint-inline"),
    )
    return tag("section", title, [_month(month) for month in group.months], class_="case-year")


def _month(group: MonthGroup) -> Html:
    return tag(
        "div",
        tag("h4", group.label, class_="month"),
        case_cards(group.cases, "", heading="h5"),
        class_="case-month",
    )
