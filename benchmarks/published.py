"""Figures as the documentation shows them: kept as data, written as tables between the markers of a page.

`docs/figures/<section>.json` holds what was measured; what stands between a section's two markers is made from it
and from nothing else.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.report import Table

DOCS: Final = Path(__file__).parent.parent / "docs"
SEARCH_PAGE: Final = DOCS / "search.md"

_README: Final = Path(__file__).with_name("README.md")

PAGES: Final[Mapping[str, Path]] = {
    "build": _README,
    "start": _README,
    "search": SEARCH_PAGE,
    "page": SEARCH_PAGE,
    "load": SEARCH_PAGE,
    "relevance": SEARCH_PAGE,
    "growth": SEARCH_PAGE,
}
"""Where each section's tables stand."""


class MarkersMissingError(Exception):
    """The page lacks the two markers of a section."""


def kept(section: str) -> Path:
    """Return the file with the section's figures."""
    return DOCS / "figures" / f"{section}.json"


def figures_of(section: str) -> dict[str, Any]:
    """Return the figures of a section that are kept."""
    return dict(json.loads(kept(section).read_text("utf-8")))


def publish(section: str, machine: Table, tables: Sequence[Table], more: Mapping[str, Any]) -> None:
    """Keep the figures of a section and write its tables into the page.

    Raises:
        MarkersMissingError: the page has no place for the section.
    """
    told = {"machine": machine.data(), "tables": [table.data() for table in tables], **more}
    page = replaced(PAGES[section].read_text("utf-8"), section, rendered(told))
    kept(section).parent.mkdir(exist_ok=True)
    kept(section).write_text(
        json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8"
    )
    PAGES[section].write_text(page, encoding="utf-8")


def rendered(told: Mapping[str, Any]) -> str:
    """Return a section's tables in Markdown, below one line on the machine."""
    tables = [table_of(data) for data in told["tables"]]
    facts = " · ".join(f"{fact} {value}" for fact, value in told["machine"]["rows"] if value is not None)
    return "\n".join([f"Measured: {facts}.\n", *(table.markdown() for table in tables)])


def table_of(data: Mapping[str, Any]) -> Table:
    """Return the table that `Table.data` wrote."""
    rows = tuple(tuple(row) for row in data["rows"])
    return Table(data["title"], tuple(data["columns"]), rows, tuple(data["notes"]))


def markers(section: str) -> tuple[str, str]:
    """Return the lines between which the section's tables stand."""
    return (
        f"<!-- {section}: made by python -m benchmarks {section} --publish; do not edit -->",
        f"<!-- end of {section} -->",
    )


def replaced(page: str, section: str, content: str) -> str:
    """Return the page with this content between the section's markers.

    Raises:
        MarkersMissingError: they do not stand there, once each and in order.
    """
    start, end = markers(section)
    before, found, rest = page.partition(f"{start}\n")
    _, closed, after = rest.partition(f"{end}\n")
    if not found or not closed or start in rest:
        raise MarkersMissingError(f"the page has no two markers for {section}")
    return f"{before}{start}\n\n{content}\n{end}\n{after}"
