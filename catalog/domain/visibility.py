"""What a record may say of tools that are out of sight: a link to a suspended tool is not told to readers."""

from collections.abc import Container, Mapping
from typing import Any

from catalog.domain.case import Case
from catalog.domain.tool import Tool
from catalog.domain.values import Record


def without_links_to(tool: Tool, hidden: Container[str]) -> Tool:
    """Return the tool without its relations to hidden ones: the very same where it has none."""
    kept = tuple(item for item in tool.relations if item.tool not in hidden)
    return tool if len(kept) == len(tool.relations) else tool.model_copy(update={"relations": kept})


def as_told(document: Record, hidden: Container[str]) -> Record:
    """Return a record as readers are told of it: a tool without relations to hidden tools, a case without naming them."""
    match document:
        case Tool():
            return without_links_to(document, hidden)
        case Case():
            return document.model_copy(update={"tools": tuple(t for t in document.tools if t not in hidden)})
    return document


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
