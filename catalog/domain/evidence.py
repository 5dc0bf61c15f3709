"""How good the evidence for a tool is, said in one word and counted for sorting."""

from typing import Literal

from catalog.domain.tool import Tool

Evidence = Literal["independent", "provider", "none"]


def evidence_of(tool: Tool) -> Evidence:
    """Return the best kind of measurement that the record holds.

    "independent": a claim measured by people who neither built, sold nor commissioned the tool;
    "provider": figures of the provider or the authors only; "none": no figure at all.
    """
    if any(claim.measured_by == "independent" for claim in tool.claims):
        return "independent"
    return "provider" if tool.claims else "none"


def independent_sources(tool: Tool) -> int:
    """Return how many sources come from somebody who neither makes nor sells the tool."""
    return sum(source.independent for source in tool.sources.values())


def evidence_rank(tool: Tool) -> int:
    """Return a number that grows with better evidence: kind of measurement first, independent sources next."""
    level = {"none": 0, "provider": 1, "independent": 2}[evidence_of(tool)]
    return level * 1000 + min(independent_sources(tool), 99) * 10 + min(len(tool.claims), 9)
