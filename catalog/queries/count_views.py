"""The views that count: the map of the catalogue, titled tables of numbers, and the about page."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.queries.views import Choice


@dataclass(frozen=True)
class MapRow:
    """A capability in the map of the catalogue: how many tools it has in each stage (keys: stage ids)."""

    capability: Choice
    total: int
    by_stage: Mapping[str, int]


@dataclass(frozen=True)
class MapFamily:
    """A family of capabilities in the map, in the order in which it is shown."""

    family: Choice
    rows: tuple[MapRow, ...]


@dataclass(frozen=True)
class CatalogueMap:
    """The catalogue as capability families × stages."""

    stages: tuple[Choice, ...]
    families: tuple[MapFamily, ...]
    total: int


@dataclass(frozen=True)
class CountTable:
    """A titled table of counts: each row a label and its numbers, `columns` naming them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class AboutPage:
    """What the about page computes: the counts, the date of the content, its licence and its stages."""

    counts: tuple[CountTable, ...]
    records: int
    as_of: str
    version: str
