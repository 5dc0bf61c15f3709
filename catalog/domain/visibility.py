"""What a record may say of tools that are out of sight: a relation to a suspended tool is not told to readers."""

from collections.abc import Container, Mapping
from typing import Any

from catalog.domain.tool import Tool


def without_links_to(tool: Tool, hidden: Container[str]) -> Tool:
    """Return the tool without its relations to hidden ones: the very same where it has none."""
    kept = tuple(item for item in tool.relations if item.tool not in hidden)
    return tool if len(kept) == len(tool.relations) else tool.model_copy(update={"relations": kept})


def with_links_kept(
    raw: Mapping[str, Any], base: Mapping[str, Any], hidden: Container[str]
) -> Mapping[str, Any]:
    """Return raw values of an exported tool with the relations of `base` that the export did not tell.

    What a reader took away and gave back says nothing about tools that the reader could not see.
    """
    said, before = list(raw.get("relations") or ()), list(base.get("relations") or ())
    untold = [item for item in before if item["tool"] in hidden and item not in said]
    if not untold:
        return raw
    told = [item for item in before if item not in untold]
    return {**raw, "relations": before if said == told else [*said, *untold]}
