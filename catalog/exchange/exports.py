"""Files out: published tools in five formats, each tool with its revision number and hash.

Every format can be imported again and then changes nothing. A random export number makes the address of a download
impossible to guess, and names the export.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from catalog.domain.tool import Tool

NOTICE: Final = (
    "Content of the Safer Tools Catalog, licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/): name "
    "the catalogue and what you changed. Listing is not endorsement; read each tool's limits and annotations."
)
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


class Format(StrEnum):
    """The formats of an export, by the ending of the file."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    YAML = "yaml"
    JSONLD = "jsonld"


MEDIA_TYPES: Final = {
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
    Format.YAML: "application/yaml",
    Format.JSONLD: "application/ld+json",
}
"""The media type of each format."""


@dataclass(frozen=True)
class Exported:
    """A published tool with the number and the SHA-256 of its revision, and its provider's name."""

    tool: Tool
    revision: int
    sha256: str
    provider: str


@dataclass(frozen=True)
class Export:
    """What goes into a file: the tools, and where and when they come from.

    `number` is random (128 bits), `at` is ISO 8601 in UTC, `catalogue` one SHA-256 over every published tool.
    """

    number: str
    at: str
    catalogue: str
    tools: tuple[Exported, ...]

    def head(self) -> dict[str, str]:
        """Return what stands once in a file, by the names that all formats share."""
        return {
            "export_number": self.number,
            "export_time": self.at,
            "export_catalogue_sha256": self.catalogue,
            "export_notice": NOTICE,
        }


Writer = Callable[[Export], bytes]


def record(item: Exported) -> dict[str, object]:
    """Return a tool as JSON and YAML have it: the revision and its hash before the record's own fields."""
    return {"revision": item.revision, "sha256": item.sha256, **item.tool.model_dump(mode="json")}


def records(tools: Sequence[Exported]) -> list[dict[str, object]]:
    """Return every tool as JSON and YAML have it."""
    return [record(item) for item in tools]
