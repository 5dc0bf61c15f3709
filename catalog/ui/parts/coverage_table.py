"""The coverage map: a table of counts with empty cells marked by word and pattern, and the gaps in words."""

from collections.abc import Mapping, Sequence
from typing import Final

from catalog.domain.search import SearchRequest
from catalog.queries.coverage import AXES, CoverageMap, CoverageRequest, CoverageRow, Gap, filters_of
from catalog.queries.views import Choice
from catalog.ui.html import Html, element, join, tag
from catalog.ui.parts.address import Params, search_address
from catalog.ui.parts.facts import empty, section
from catalog.ui.parts.text import counted

PARAMETERS: Final = ("rows", "columns", *AXES)
"""What the map reads of an address."""


def coverage_request_of(params: Params) -> CoverageRequest:
    """Return what an address asks for; the query leaves out what is no axis and no value."""
    last = {name: values[-1] for name, values in params.items() if values}
    limits = {axis: last[axis] for axis in AXES if last.get(axis)}
    return CoverageRequest(last.get("rows", "stage"), last.get("columns", "media"), limits)


def coverage_document(view: CoverageMap) -> Html:
    """Return the whole page."""
    head = tag(
        "header",
        tag("h1", "Coverage: where tools help, and where none does"),
        tag(
            "p",
            "How many tools of the catalogue help for each pair. A number opens these tools in the search. An empty "
            "cell says that no tool is listed, not that none exists, and not every pair makes sense.",
            class_="summary",
        ),
    )
    return tag("div", head, _question(view), _table(view), _how(view), _gap_section(view), class_="record")


def _question(view: CoverageMap) -> Html:
    request = view.request
    axes = [Choice(axis, label) for axis, label in AXES.items()]
    limits = [
        _select(axis, f"Only: {AXES[axis].lower()}", view.choices[axis], request.limits.get(axis, ""), "any")
        for axis in AXES
        if axis not in (request.rows, request.columns)
    ]
    return element(
        "form",
        _select("rows", "Down", axes, request.rows),
        _select("columns", "Across", axes, request.columns),
        limits,
        element("button", "Show"),
        class_="case-question search-form",
        action="/coverage",
        aria_label="What the map shows",
    )


def _select(name: str, label: str, choices: Sequence[Choice], chosen: str, nothing: str = "") -> Html:
    options = [element("option", nothing, value="")] if nothing else []
    options += [element("option", item.label, value=item.id, selected=item.id == chosen) for item in choices]
    box = element("select", options, id=f"coverage-{name}", name=name)
    return tag("div", element("label", label, for_=f"coverage-{name}"), box, class_="field")


def _table(view: CoverageMap) -> Html:
    request = view.request
    heads = [
        tag("th", _link(filters_of(request, column=column.id), column.label), scope="col")
        for column in view.columns
    ]
    corner = tag("th", AXES[request.rows], scope="col")
    head = tag("thead", tag("tr", corner, heads, tag("th", "All", scope="col")))
    body = tag("tbody", [_row(view, row) for row in view.rows])
    title = f"{counted(view.helping, 'tool', 'tools')} by {AXES[request.rows].lower()} and {AXES[request.columns].lower()}"
    table = tag("table", tag("caption", title), head, body, class_="map coverage")
    return tag("div", table, class_="scroll", role="region", aria_label=title, tabindex="0")


def _row(view: CoverageMap, row: CoverageRow) -> Html:
    request = view.request
    name = tag("th", _link(filters_of(request, row=row.value.id), row.value.label), scope="row")
    cells = [_cell(view, row, column, count) for column, count in zip(view.columns, row.counts, strict=True)]
    return tag("tr", name, cells, tag("td", row.total, class_="all"))


def _cell(view: CoverageMap, row: CoverageRow, column: Choice, count: int) -> Html:
    if not count:
        return tag("td", tag("span", "none"), class_="gap")
    label = f"{counted(count, 'tool', 'tools')}: {row.value.label}, {column.label}"
    filters = filters_of(view.request, row=row.value.id, column=column.id)
    level = 1 + sum(count >= bound for bound in (3, 8, 20))
    return tag("td", tag("a", count, href=_address(filters), aria_label=label), class_=f"level-{level}")


def _link(filters: Mapping[str, tuple[str, ...]], label: str) -> Html:
    return tag("a", label, href=_address(filters))


def _address(filters: Mapping[str, tuple[str, ...]]) -> str:
    return search_address(SearchRequest(filters=filters))


def _how(view: CoverageMap) -> Html:
    aside = view.whole - view.helping
    left_out = f" {counted(aside, 'tool is', 'tools are')} outside of this map." if aside else ""
    languages = "language" in (view.request.rows, view.request.columns)
    return tag(
        "p",
        tag("strong", "How: "),
        f"{counted(view.helping, 'published tool', 'published tools')} of {view.whole} that are listed, or listed with "
        "caution. Warnings and discontinued tools do not count as help; suspended and retired ones are not searched "
        f"at all.{left_out} A tool counts in each cell whose values its record states; what is not stated stands in a "
        "row or column of its own.",
        " The six languages of the United Nations are shown, and those that at least three tools state; “Many "
        "languages” counts for no single one."
        if languages
        else None,
        class_="source-line",
    )


def _gap_section(view: CoverageMap) -> Html:
    request = view.request
    limits = ", ".join(
        f"{AXES[axis].lower()}: {_label(view.choices[axis], value)}" for axis, value in request.limits.items()
    )
    lead = tag("p", f"With the limit {limits}.", class_="lead") if limits else None
    if not view.gaps:
        return section("gaps", "Where no tool helps", lead, empty("Every pair has a tool."))
    lines = [tag("li", _sentence(gap, request)) for gap in view.gaps]
    return section("gaps", "Where no tool helps", lead, tag("ul", lines, class_="statements"))


def _label(choices: Sequence[Choice], value: str) -> str:
    return next((item.label for item in choices if item.id == value), value)


def _sentence(gap: Gap, request: CoverageRequest) -> Html:
    row = tag("strong", _named(request.rows, gap.row))
    if gap.every and len(gap.columns) > 1:
        return join(
            row, f": no tool is listed for any {AXES[request.columns].lower()} that a record can state."
        )
    names = [_named(request.columns, item) for item in gap.columns]
    listed = ", ".join(names[:-1]) + f" or {names[-1]}" if len(names) > 1 else names[0]
    return join(row, f": no tool is listed for {listed}.")


def _named(axis: str, value: Choice) -> str:
    """Return a value as it reads in a sentence."""
    return "work without a network" if axis == "offline" else value.label
