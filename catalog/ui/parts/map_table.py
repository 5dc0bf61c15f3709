"""The map of the catalogue: capability families × steps of the investigation, each cell a filtered search."""

from catalog.queries.count_views import CatalogueMap, MapFamily, MapRow
from catalog.queries.views import Choice
from catalog.ui.html import Html, tag
from catalog.ui.parts.address import filter_address, record_address
from catalog.ui.parts.text import counted


def map_document(view: CatalogueMap) -> Html:
    """Return the browse page as one piece."""
    return tag(
        "div",
        tag("h1", "Browse the catalogue"),
        tag(
            "p",
            "What tools do, against the step of the investigation where they help. A number opens these tools in "
            "the search; a name opens what is known about that kind of tool.",
            class_="summary",
        ),
        _table(view) if view.families else tag("p", "No capability is recorded yet.", class_="unstated"),
        class_="record",
    )


def _table(view: CatalogueMap) -> Html:
    stages = [
        tag("th", tag("a", stage.label, href=filter_address(stage=stage.id)), scope="col")
        for stage in view.stages
    ]
    head = tag(
        "thead", tag("tr", tag("th", "Capability", scope="col"), stages, tag("th", "All", scope="col"))
    )
    caption = tag(
        "caption", f"{counted(view.total, 'tool', 'tools')} by capability and step of the investigation"
    )
    table = tag(
        "table", caption, head, [_family(family, view.stages) for family in view.families], class_="map"
    )
    return tag("div", table, class_="scroll", role="region", aria_label="Map of the catalogue", tabindex="0")


def _family(family: MapFamily, stages: tuple[Choice, ...]) -> Html:
    title = tag("th", family.family.label, scope="rowgroup", colspan=len(stages) + 2, class_="family")
    return tag("tbody", tag("tr", title), [_row(row, stages) for row in family.rows])


def _row(row: MapRow, stages: tuple[Choice, ...]) -> Html:
    name = tag("a", row.capability.label, href=record_address("capability", row.capability.id))
    cells = [_cell(row, stage) for stage in stages]
    return tag("tr", tag("th", name, scope="row"), cells, tag("td", _all(row), class_="all"))


def _all(row: MapRow) -> Html | str:
    if not row.total:
        return "0"
    label = f"{counted(row.total, 'tool', 'tools')}: {row.capability.label}"
    return tag("a", row.total, href=filter_address(capability=row.capability.id), aria_label=label)


def _cell(row: MapRow, stage: Choice) -> Html:
    count = row.by_stage.get(stage.id, 0)
    if not count:
        return tag(
            "td", tag("span", "–", aria_hidden="true"), tag("span", "none", class_="unseen"), class_="none"
        )
    label = f"{counted(count, 'tool', 'tools')}: {row.capability.label}, {stage.label}"
    address = filter_address(capability=row.capability.id, stage=stage.id)
    return tag("td", tag("a", count, href=address, aria_label=label), class_=f"level-{_level(count)}")


def _level(count: int) -> int:
    return 1 + sum(count >= bound for bound in (3, 8, 20))
