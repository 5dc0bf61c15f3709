"""The count table: how much there is, how well it is sourced, and what is still not stated."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from catalog.domain.content import Content
from catalog.domain.source import Source
from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED

WHOLE_FIELDS: Final = (
    "description",
    "ai",
    "access",
    "cost",
    "licence",
    "deployment",
    "offline",
    "interfaces",
    "languages",
    "maturity",
    "last_release",
)
"""The fields of a tool that count as one fact each when they are stated."""

STATEABLE: Final = (
    *(
        "homepage",
        "repository",
        "licence",
        "input",
        "output",
        "media",
        "access",
        "cost",
        "deployment",
        "offline",
    ),
    *(
        "hardware",
        "interfaces",
        "languages",
        "maturity",
        "last_release",
        "biometric",
        "personal_data",
        "children_data",
    ),
)


@dataclass(frozen=True)
class Census:
    """The counts. `facts` are stated whole fields, users, claims, limitations and annotations of tools."""

    records: dict[str, int]
    tools_by_kind: dict[str, int]
    sources: dict[str, int]
    facts: int
    facts_with_source: int
    facts_with_independent_source: int
    tools_with_two_sources: int
    tools_with_independent_source: int
    ethics_by_principle: dict[str, int]
    ethics_by_kind: dict[str, int]
    claims_by_measurer: dict[str, int]
    not_stated: dict[str, int]
    tools_by_stage: dict[str, int]
    tools_by_capability: dict[str, int]
    tools_by_media: dict[str, int]
    labels_by_language: dict[str, int]


def facts_of(tool: Tool) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield every fact that counts as one: its field, and the numbers of the sources that back it."""
    for name in WHOLE_FIELDS:
        value = tool.ai.use if name == "ai" else getattr(tool, name)
        if value != NOT_STATED:
            yield name, tool.supporting(name)
    yield from ((path.partition("[")[0], numbers) for path, numbers in tool.cited() if path != "listing")


def _sources(content: Content) -> Iterator[Source]:
    shelves = (content.tools, content.cases, content.capabilities, content.providers)
    for shelf in shelves:
        for record in shelf.values():
            yield from record.sources.values()
    if content.law:
        yield from content.law.sources.values()


def _sorted(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _flat(tools: list[Tool], field: str) -> dict[str, int]:
    values: Counter[str] = Counter()
    for tool in tools:
        value = getattr(tool, field)
        values.update((value,) if isinstance(value, str) else value)
    return _sorted(values)


def _labels(content: Content) -> dict[str, int]:
    concepts = (concept for group in content.thesaurus.values() for concept in group.concepts)
    pairs = (pair for concept in concepts for pair in concept.labels.items())
    counts: Counter[str] = Counter()
    for language, labels in pairs:
        counts[language] += len(labels)
    return _sorted(counts)


def take_census(content: Content) -> Census:
    """Return the counts of the content."""
    tools = list(content.tools.values())
    facts = [(numbers, tool) for tool in tools for _, numbers in facts_of(tool)]
    independent = sum(
        any(tool.sources[n].independent for n in numbers if n in tool.sources) for numbers, tool in facts
    )
    annotations = [annotation for tool in tools for annotation in tool.annotations]
    not_stated = Counter(
        {field: sum(getattr(tool, field) == NOT_STATED for tool in tools) for field in STATEABLE}
    )
    not_stated["provider country"] = sum(
        tool.provider not in content.providers or content.providers[tool.provider].country == NOT_STATED
        for tool in tools
    )
    return Census(
        records={
            "tools": len(tools),
            "providers": len(content.providers),
            "capabilities": len(content.capabilities),
            "cases": len(content.cases),
            "vocabularies": len(content.vocabularies),
            "legal facts": len(content.law.facts) if content.law else 0,
            "search concepts": sum(len(group.concepts) for group in content.thesaurus.values()),
        },
        tools_by_kind=_flat(tools, "kind"),
        sources=_sorted(Counter(source.kind for source in _sources(content))),
        facts=len(facts),
        facts_with_source=sum(bool(numbers) for numbers, _ in facts),
        facts_with_independent_source=independent,
        tools_with_two_sources=sum(len(tool.sources) > 1 for tool in tools),
        tools_with_independent_source=sum(
            any(s.independent for s in tool.sources.values()) for tool in tools
        ),
        ethics_by_principle=_sorted(
            Counter(annotation.principle.split("/")[0] for annotation in annotations)
        ),
        ethics_by_kind=_sorted(Counter(annotation.kind for annotation in annotations)),
        claims_by_measurer=_sorted(Counter(claim.measured_by for tool in tools for claim in tool.claims)),
        not_stated=_sorted(not_stated),
        tools_by_stage=_flat(tools, "stages"),
        tools_by_capability=_flat(tools, "capabilities"),
        tools_by_media=_flat(tools, "media"),
        labels_by_language=_labels(content),
    )
