"""What must hold for a tool, alone and beside the other records."""

from collections.abc import Iterator

from catalog.domain.content import Content
from catalog.domain.faults import Fault
from catalog.domain.rule_parts import (
    Vocabularies,
    annotation_faults,
    cited_faults,
    future,
    source_faults,
    unknown,
)
from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED

SUPPORTABLE = frozenset(Tool.model_fields) - {
    *(
        "slug",
        "redirects",
        "users",
        "claims",
        "limitations",
        "annotations",
        "sources",
        "verification",
        "curation",
    )
}
"""The fields of a tool that a source can back as a whole."""


def _vetting_faults(file: str, tool: Tool, today: str) -> Iterator[Fault]:
    yield from future(file, "verification.checked", tool.verification.checked, today)
    if tool.verification.next_check <= tool.verification.checked:
        yield Fault(file, "verification.next_check", "is not after the date of the check; set the next date")


def _term_faults(file: str, tool: Tool, words: Vocabularies) -> Iterator[Fault]:
    single = (("access", tool.access), ("cost", tool.cost), ("maturity", tool.maturity))
    for name, value in single:
        if words.lacks(name, value):
            yield unknown(file, name, value, f"vocabulary/{name}.yaml")
    if words.lacks("ai-families", tool.ai.family):
        yield unknown(file, "ai.family", tool.ai.family, "vocabulary/ai-families.yaml")
    many = (
        ("stages", tool.stages),
        ("media", tool.media),
        ("deployment", tool.deployment),
        ("interfaces", tool.interfaces),
    )
    for name, values in many:
        for value in () if isinstance(values, str) else values:
            if words.lacks(name, value):
                yield unknown(file, name, value, f"vocabulary/{name}.yaml")


def tool_faults(tool: Tool, content: Content, words: Vocabularies, today: str) -> Iterator[Fault]:
    """Yield every breach of a rule by a tool, alone and beside the content that it belongs to."""
    file = f"tools/{tool.slug}.yaml"
    yield from _term_faults(file, tool, words)
    for capability in tool.capabilities:
        if capability not in content.capabilities:
            yield unknown(file, "capabilities", capability, "the files in capabilities/")
    if tool.provider != NOT_STATED and tool.provider not in content.providers:
        yield unknown(file, "provider", tool.provider, "the files in providers/")
    for relation in tool.relations:
        if relation.tool == tool.slug or not content.has_tool(relation.tool):
            yield Fault(
                file, "relations", f"{relation.tool} is not another tool of the catalogue; correct the slug"
            )
    yield from source_faults(file, tool.sources, words, today)
    for field, numbers in tool.cited():
        yield from cited_faults(file, field, numbers, tool.sources)
    yield from (
        fault
        for fault in annotation_faults(file, tool.annotations, tool.sources, words, today)
        if not fault.field.endswith(".sources")
    )
    yield from _support_faults(file, tool)
    for index, claim in enumerate(tool.claims):
        yield from future(file, f"claims[{index}].date", claim.date, today)
    yield from future(file, "last_release", tool.last_release, today)
    yield from _vetting_faults(file, tool, today)


def _support_faults(file: str, tool: Tool) -> Iterator[Fault]:
    for number, source in tool.sources.items():
        for field in sorted(set(source.supports) - SUPPORTABLE):
            yield Fault(
                file, f"sources.{number}.supports", f"{field} is not a field that a source backs as a whole"
            )
    if not tool.supporting("description"):
        yield Fault(file, "description", "no source supports it; name the source in its `supports`")
    cited = {number for _, numbers in tool.cited() for number in numbers}
    for number, source in tool.sources.items():
        if number not in cited and not source.supports:
            yield Fault(file, f"sources.{number}", "backs nothing; cite it or remove it")
