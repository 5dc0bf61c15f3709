"""What the two sites look like to a reader: where results stand, where to type, what to click."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from benchmarks.datasette_peer import table_address


@dataclass(frozen=True)
class Site:
    """A site under measurement, by CSS selectors: `ready` is there when a click or Enter acts without a new page."""

    name: str
    path: str
    results: str
    ready: str
    field: str
    facet: Callable[[str, str], str]


OURS: Final = Site(
    name="ours",
    path="/",
    results=".cards",
    ready="#root .facets label",
    field="#q",
    facet=lambda facet, value: f'label[data-facet="{facet}"][data-value="{value}"]',
)
DATASETTE: Final = Site(
    name="Datasette",
    path=table_address(""),
    results="table.rows-and-columns tbody",
    ready="input[name=_search]",
    field="input[name=_search]",
    facet=lambda facet, value: f'.facet-results a[href*="{facet}__arraycontains={value}"]',
)
