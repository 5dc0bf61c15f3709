"""What the index learns of a tool: its own words, and those of its capabilities, stages and cases.

Texts that are lists have one item a line: no phrase runs over the end of a line.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from catalog.domain.capability import Capability
from catalog.domain.case import Case
from catalog.domain.concerns import Concern
from catalog.domain.evidence import evidence_rank
from catalog.domain.facets import facet_values
from catalog.domain.provider import Provider
from catalog.domain.search import SearchDocument
from catalog.domain.thesaurus import ConceptGroup, Fillers, Thesaurus, Wordings
from catalog.domain.tool import Tool
from catalog.domain.vocabulary import Vocabulary


def search_documents(
    tools: Iterable[Tool],
    providers: Mapping[str, Provider],
    capabilities: Mapping[str, Capability],
    cases: Iterable[Case],
    vocabularies: Mapping[str, Vocabulary],
    concerns: Mapping[str, tuple[Concern, ...]] = MappingProxyType({}),
) -> Iterator[SearchDocument]:
    """Yield one search document for each tool, in the given order; `concerns` are those about tools, by slug."""
    by_tool: dict[str, list[Case]] = {}
    for case in cases:
        for slug in case.tools:
            by_tool.setdefault(slug, []).append(case)
    for tool in tools:
        provider = providers.get(tool.provider)
        yield SearchDocument(
            slug=tool.slug,
            texts=_texts(tool, provider, capabilities, by_tool.get(tool.slug, []), vocabularies["stages"]),
            facets=facet_values(tool, provider, vocabularies["licence-classes"], concerns.get(tool.slug, ())),
            checked=tool.verification.checked,
            evidence=evidence_rank(tool),
        )


def thesaurus_of(
    groups: Iterable[ConceptGroup],
    wordings: Iterable[Wordings],
    fillers: Iterable[Fillers],
    capabilities: Iterable[Capability],
) -> Thesaurus:
    """Return what an index understands questions with."""
    words = [pair for record in fillers for pair in record.words.items()]
    return Thesaurus(
        concepts=tuple(concept for group in groups for concept in group.concepts),
        fillers={str(language): forms for language, forms in words},
        capabilities={item.slug: item.label for item in capabilities},
        asked={topic: asked for group in wordings for topic, asked in group.asked.items()},
    )


def _texts(
    tool: Tool,
    provider: Provider | None,
    capabilities: Mapping[str, Capability],
    cases: list[Case],
    stages: Vocabulary,
) -> dict[str, str]:
    kinds = [capabilities[slug] for slug in tool.capabilities if slug in capabilities]
    return {
        "name": tool.name,
        "aliases": "\n".join(tool.aliases),
        "provider": "\n".join((provider.name, *provider.aliases)) if provider else "",
        "summary": tool.summary,
        "description": _joined(
            tool.description, tool.input, tool.output, tool.ai.use, *(u.text for u in tool.users)
        ),
        "capabilities": _joined(*(f"{kind.label}. {kind.definition}" for kind in kinds)),
        "stages": "\n".join(stages.label_of(stage) for stage in tool.stages),
        "limitations": _joined(tool.listing.reason or "", *(item.text for item in tool.limitations)),
        "annotations": _joined(*(f"{item.kind}: {item.text}" for item in tool.annotations)),
        "claims": _joined(*(claim.text for claim in tool.claims)),
        "cases": _joined(*(f"{case.title}. {case.what_happened}" for case in cases)),
    }


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part and part != "not-stated")
