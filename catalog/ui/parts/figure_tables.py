"""A figure as a table with, where it has shares, a bar beside each row; and how its numbers come about."""

from collections.abc import Iterable

from catalog.domain.figures import Cell, Column, Figure, FigureSection, Measure
from catalog.ui.html import Child, Html, tag
from catalog.ui.parts.facts import empty, section


def figure_section(part: FigureSection) -> Html:
    """Return the figures about one matter under their heading."""
    return section(
        part.id, part.title, tag("p", part.lead, class_="lead"), [figure(item) for item in part.figures]
    )


def figure(item: Figure) -> Html:
    """Return one figure: title, how it is computed, table and bars, and what it does not say."""
    return tag(
        "div",
        tag("h3", item.title, id=f"figure-{item.id}"),
        tag("p", tag("strong", "How: "), item.how, class_="source-line"),
        _table(item) if item.rows else empty("There is nothing to count yet."),
        tag("p", item.note, class_="hint") if item.note else None,
        class_="figure",
    )


def _table(item: Figure) -> Html:
    shares = item.shares
    heads = [tag("th", column.label, scope="col") for column in item.columns]
    # The bars say the same as the column of shares, so they are not read out.
    bars = tag("td", class_="bar-head", aria_hidden="true") if shares else None
    rows = [_row(item.columns, row, shares[place] if shares else None) for place, row in enumerate(item.rows)]
    table = tag(
        "table",
        tag("thead", tag("tr", heads, bars)),
        tag("tbody", rows),
        class_="counts figures",
        aria_labelledby=f"figure-{item.id}",
    )
    return tag(
        "div", table, class_="scroll", role="region", aria_labelledby=f"figure-{item.id}", tabindex="0"
    )


def _row(columns: Iterable[Column], row: tuple[Cell, ...], share: float | None) -> Html:
    first, *rest = row
    cells: list[Child] = [tag("th", str(first), scope="row")]
    cells += [tag("td", shown(column, value)) for column, value in zip([*columns][1:], rest, strict=True)]
    if share is not None:
        bar = tag("span", class_="bar", style=f"--part: {min(1.0, share):.4f}") if share else None
        cells.append(tag("td", bar, class_="bar-cell", aria_hidden="true"))
    return tag("tr", cells)


def shown(column: Column, value: Cell) -> str:
    """Return a cell as it is read: a share as a percentage with one decimal, a count with its thousands apart."""
    if column.measure is Measure.SHARE:
        return f"{float(value):.1%}"
    return f"{value:,}" if isinstance(value, int) else str(value)
