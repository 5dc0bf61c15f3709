"""The views of the map of the catalogue."""

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
