"""Files out: published tools in five formats, each tool with its revision number and hash.

Every format can be imported again and then changes nothing. A random export number makes the address of a download
impossible to guess, and names the export.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from catalog.domain.concern_states import conditions_of
from catalog.domain.concerns import Concern, strongest
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
    """A published tool with the number and the SHA-256 of its revision, its provider's name, and its concerns."""

    tool: Tool
    revision: int
    sha256: str
    provider: str
    concerns: tuple[Concern, ...] = ()

    @property
    def effect(self) -> str:
        """What the concerns about it do, the strongest of all: "none", "notice", "warning", "conditions"."""
        return strongest(self.concerns).label

    @property
    def conditions(self) -> tuple[str, ...]:
        """The conditions of use that hold."""
        return conditions_of(self.concerns)


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


CONCERN_FIELDS: Final = ("concern_effect", "concern_conditions", "concern_states")
"""The fields of an export that tell of concerns. They are no part of a record: an import passes them over."""


def record(item: Exported) -> dict[str, object]:
    """Return a tool as JSON and YAML have it: revision, hash and concerns before the record's own fields."""
    concerns = (item.effect, list(item.conditions), concern_states(item.concerns))
    return {
        "revision": item.revision,
        "sha256": item.sha256,
        **dict(zip(CONCERN_FIELDS, concerns, strict=True)),
        **item.tool.model_dump(mode="json"),
    }


def concern_states(concerns: Sequence[Concern]) -> list[dict[str, object]]:
    """Return number, state, severity and effect of concerns, with the newest verdict and its review date."""
    return [
        {
            "concern": concern.id,
            "state": concern.state.value,
            "severity": concern.severity.label,
            "effect": concern.effect.label,
            "verdict": str(concern.verdict.verdict) if concern.verdict else None,
            "review_on": concern.verdict.review_on or None if concern.verdict else None,
        }
        for concern in concerns
    ]


def records(tools: Sequence[Exported]) -> list[dict[str, object]]:
    """Return every tool as JSON and YAML have it."""
    return [record(item) for item in tools]
