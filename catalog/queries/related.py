"""Related tools: those that share capabilities, material and steps, counted openly."""

from typing import Final

from catalog.domain.search import SearchRequest, Sort
from catalog.domain.tool import Tool
from catalog.queries.reading import ReadSide

SHOWN: Final = 5
_SUGGESTED: Final = ("listed", "caution")


def related_slugs(read: ReadSide, tool: Tool) -> tuple[str, ...]:
    """Return up to five slugs: three points a shared capability, one a shared material or stage.

    Warnings and discontinued tools are never suggested. Ties go to the better evidence.
    """
    request = SearchRequest(
        filters={"capability": tool.capabilities, "listing": _SUGGESTED},
        sort=Sort.EVIDENCE,
        size=max(1, len(read.index)),
    )
    hits = (hit.slug for hit in read.index.search(request).hits if hit.slug != tool.slug)
    best = sorted(read.tools(hits), key=lambda other: -_likeness(tool, other))
    return tuple(other.slug for other in best[:SHOWN])


def _likeness(tool: Tool, other: Tool) -> int:
    shared = 3 * len({*tool.capabilities} & {*other.capabilities})
    for field in ("media", "stages"):
        ours, theirs = getattr(tool, field), getattr(other, field)
        if not isinstance(ours, str) and not isinstance(theirs, str):
            shared += len({*ours} & {*theirs})
    return shared + (tool.kind == other.kind)
