"""Writes an export as JSON-LD in the words of schema.org, with our own record beside them, so that nothing is lost."""

import json
from typing import Any, Final

from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED
from catalog.exchange.exports import LICENCE, NOTICE, Export, Exported, concern_states
from catalog.exchange.objects import RECORD_KEY

_TYPES: Final = {
    "benchmark": "Dataset",
    "dataset": "Dataset",
    "library": "SoftwareSourceCode",
    "programme": "Project",
    "service": "WebApplication",
    "tool": "SoftwareApplication",
}
"""What schema.org calls each kind of tool."""

CONCERN_KEY: Final = "concerns"
"""Where a node tells of reviewers' concerns; their conditions of use also stand under a word of schema.org."""

_CONTEXT: Final[dict[str, Any]] = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    RECORD_KEY: {"@id": "urn:safer-tools-catalog:record", "@type": "@json"},
    CONCERN_KEY: {"@id": "urn:safer-tools-catalog:concerns", "@type": "@json"},
}


def write_jsonld(export: Export) -> bytes:
    """Return the export as JSON-LD."""
    document = {
        "@context": _CONTEXT,
        "@id": f"urn:safer-tools-catalog:export:{export.number}",
        "@type": "DataCatalog",
        "name": "Safer Tools Catalog",
        "license": LICENCE,
        "usageInfo": NOTICE,
        "dateModified": export.at,
        "sha256": export.catalogue,
        "@graph": [_node(item) for item in export.tools],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8")


def _node(item: Exported) -> dict[str, Any]:
    tool = item.tool
    facts: dict[str, Any] = {
        "@id": f"urn:safer-tools-catalog:tool:{tool.slug}",
        "@type": _TYPES[tool.kind],
        "identifier": tool.slug,
        "version": item.revision,
        "sha256": item.sha256,
        "name": tool.name,
        "alternateName": list(tool.aliases),
        "abstract": tool.summary,
        "description": tool.description,
        "url": _stated(tool.homepage),
        "sameAs": _stated(tool.repository),
        "license": _stated(tool.licence),
        "provider": {"@type": "Organization", "name": item.provider} if item.provider else None,
        "keywords": list(tool.capabilities),
        "isAccessibleForFree": True if tool.cost == "free" else None,
        "creativeWorkStatus": tool.listing.status,
        "disambiguatingDescription": tool.listing.reason,
        "dateModified": tool.verification.checked,
        "citation": _citations(tool),
        "conditionsOfAccess": list(item.conditions),
        CONCERN_KEY: {"effect": item.effect, "states": concern_states(item.concerns)}
        if item.concerns
        else None,
        RECORD_KEY: tool.model_dump(mode="json"),
    }
    return {name: value for name, value in facts.items() if value not in (None, [], "")}


def _citations(tool: Tool) -> list[dict[str, Any]]:
    return [
        {
            "@type": "CreativeWork",
            "url": source.url,
            **({"name": source.title} if _stated(source.title) else {}),
        }
        for _, source in sorted(tool.sources.items())
    ]


def _stated(value: str) -> str | None:
    return None if value == NOT_STATED else value
