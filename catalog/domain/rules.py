"""What must hold between curated records; each breach is a fault with file and field."""

from collections.abc import Iterator
from dataclasses import replace

from catalog.domain.assessment_rules import instrument_faults
from catalog.domain.capability import Capability
from catalog.domain.case import Case
from catalog.domain.compliance_faults import rulebook_faults
from catalog.domain.content import RULEBOOK_KINDS, Content
from catalog.domain.faults import Fault
from catalog.domain.law import LegalFacts
from catalog.domain.provider import Provider
from catalog.domain.rule_parts import (
    Vocabularies,
    annotation_faults,
    cited_faults,
    future,
    source_faults,
    unknown,
)
from catalog.domain.thesaurus_rules import thesaurus_faults
from catalog.domain.tool import Tool
from catalog.domain.tool_rules import tool_faults
from catalog.domain.values import Record

VOCABULARIES = (
    "access",
    "ai-families",
    "annotation-kinds",
    "case-kinds",
    "cost",
    "deployment",
    "families",
    "interfaces",
    "licence-classes",
    "listing",
    "maturity",
    "media",
    "principles",
    "provider-types",
    "rights",
    "source-kinds",
    "stages",
    "tool-kinds",
    "vetting-levels",
)
"""The vocabularies that must exist."""

MAX_FAMILIES = 9


def content_faults(content: Content, today: str) -> tuple[Fault, ...]:
    """Return every breach of a rule between records; `today` is YYYY-MM-DD."""
    words = Vocabularies(content.vocabularies)
    faults: list[Fault] = []
    faults.extend(_vocabulary_faults(content))
    for capability in content.capabilities.values():
        faults.extend(_capability_faults(capability, content, words, today))
    for provider in content.providers.values():
        faults.extend(_provider_faults(provider, content, words, today))
    for tool in content.tools.values():
        faults.extend(tool_faults(tool, content, words, today))
    for case in content.cases.values():
        faults.extend(_case_faults(case, content, words, today))
    if content.law is not None:
        faults.extend(_law_faults(content.law, words, today))
    faults.extend(_rulebook_faults(content, today))
    faults.extend(_redirect_faults(content))
    faults.extend(thesaurus_faults(content))
    for instrument in content.instruments.values():
        faults.extend(instrument_faults(instrument, content, words, today))
    return tuple(sorted(faults))


def record_faults(record: Record, content: Content, today: str) -> tuple[Fault, ...]:
    """Return every breach of a rule between one tool, provider or case and the content that it would join."""
    words = Vocabularies(content.vocabularies)
    match record:
        case Tool():
            joined = replace(content, tools={**content.tools, record.slug: record})
            file = f"tools/{record.slug}.yaml"
            clashes = (fault for fault in _redirect_faults(joined) if fault.file == file)
            return tuple(sorted((*tool_faults(record, joined, words, today), *clashes)))
        case Provider():
            return tuple(sorted(_provider_faults(record, content, words, today)))
        case Case():
            return tuple(sorted(_case_faults(record, content, words, today)))
    return ()


def _vocabulary_faults(content: Content) -> Iterator[Fault]:
    for name in VOCABULARIES:
        if name not in content.vocabularies:
            yield Fault(f"vocabulary/{name}.yaml", "", "the vocabulary is missing; restore the file")
    for name, vocabulary in content.vocabularies.items():
        file, ids = f"vocabulary/{name}.yaml", vocabulary.ids()
        for twice in sorted({term for term in ids if ids.count(term) > 1}):
            yield Fault(file, "terms", f"{twice} stands twice; keep one")
        for term in vocabulary.terms:
            if term.parent is not None and term.parent not in ids:
                yield unknown(file, f"terms.{term.id}.parent", term.parent, "the terms of this vocabulary")
    families = content.vocabularies.get("families")
    if families and len(families.terms) > MAX_FAMILIES:
        yield Fault("vocabulary/families.yaml", "terms", f"more than {MAX_FAMILIES} families; join some")


def _provider_faults(
    provider: Provider, content: Content, words: Vocabularies, today: str
) -> Iterator[Fault]:
    file = f"providers/{provider.slug}.yaml"
    if words.lacks("provider-types", provider.type):
        yield unknown(file, "type", provider.type, "vocabulary/provider-types.yaml")
    for slug in provider.named_in:
        if not content.has_tool(slug):
            yield Fault(file, "named_in", f"{slug} is not a tool of the catalogue; correct the slug")
    if not provider.named_in and not provider.sources:
        yield Fault(file, "sources", "nothing supports this provider; add a source or the tools that name it")
    yield from source_faults(file, provider.sources, words, today)


def _capability_faults(
    capability: Capability, content: Content, words: Vocabularies, today: str
) -> Iterator[Fault]:
    file = f"capabilities/{capability.slug}.yaml"
    if words.lacks("families", capability.family):
        yield unknown(file, "family", capability.family, "vocabulary/families.yaml")
    for stage in capability.stages:
        if words.lacks("stages", stage):
            yield unknown(file, "stages", stage, "vocabulary/stages.yaml")
    for other in capability.not_to_be_confused_with:
        if other not in content.capabilities:
            yield unknown(file, "not_to_be_confused_with", other, "the files in capabilities/")
    known = {fact.id for fact in content.law.facts} if content.law else set()
    for fact in capability.legal_facts:
        if fact not in known:
            yield unknown(file, "legal_facts", fact, "compliance/facts.yaml")
    for name, items in (("limitations", capability.limitations), ("evaluations", capability.evaluations)):
        for index, item in enumerate(items):
            yield from cited_faults(file, f"{name}[{index}]", item.sources, capability.sources)
    yield from annotation_faults(file, capability.annotations, capability.sources, words, today)
    yield from source_faults(file, capability.sources, words, today)


def _case_faults(case: Case, content: Content, words: Vocabularies, today: str) -> Iterator[Fault]:
    file = f"cases/{case.slug}.yaml"
    if words.lacks("case-kinds", case.kind):
        yield unknown(file, "kind", case.kind, "vocabulary/case-kinds.yaml")
    for name, values in (("principles", case.principles), ("rights", case.rights)):
        for value in values:
            if words.lacks(name, value):
                yield unknown(file, name, value, f"vocabulary/{name}.yaml")
    for slug in case.tools:
        if not content.has_tool(slug):
            yield Fault(file, "tools", f"{slug} is not a tool of the catalogue; correct the slug")
    for capability in case.capabilities:
        if capability not in content.capabilities:
            yield unknown(file, "capabilities", capability, "the files in capabilities/")
    for name, date in (("date", case.date), ("as_of", case.as_of)):
        yield from future(file, name, date, today)
    yield from source_faults(file, case.sources, words, today)


def _law_faults(law: LegalFacts, words: Vocabularies, today: str) -> Iterator[Fault]:
    file = "compliance/facts.yaml"
    ids = [fact.id for fact in law.facts]
    for twice in sorted({item for item in ids if ids.count(item) > 1}):
        yield Fault(file, "facts", f"{twice} stands twice; keep one")
    for fact in law.facts:
        yield from cited_faults(file, f"facts.{fact.id}", fact.sources, law.sources)
        yield from future(file, f"facts.{fact.id}.as_of", fact.as_of, today)
    yield from source_faults(file, law.sources, words, today)


def _rulebook_faults(content: Content, today: str) -> Iterator[Fault]:
    book = content.rulebook()
    if book is not None:
        facts = frozenset(fact.id for fact in content.law.facts) if content.law else frozenset[str]()
        yield from rulebook_faults(book, facts, content.cases, content.capabilities, today)
    elif any(getattr(content, kind) is not None for kind in RULEBOOK_KINDS):
        for kind in RULEBOOK_KINDS:
            if getattr(content, kind) is None:
                yield Fault(
                    f"compliance/{kind}.yaml", "", "is missing or cannot be read; profiles need all six files"
                )


def _redirect_faults(content: Content) -> Iterator[Fault]:
    taken: dict[str, str] = dict.fromkeys(content.tools, "a tool")
    names: dict[str, str] = {}
    for tool in content.tools.values():
        file = f"tools/{tool.slug}.yaml"
        for old in tool.redirects:
            if old in taken:
                yield Fault(file, "redirects", f"{old} is already {taken[old]}; remove it")
            taken[old] = f"a redirect to {tool.slug}"
        folded = tool.name.casefold()
        if folded in names:
            yield Fault(file, "name", f"is also the name of {names[folded]}; merge them or tell them apart")
        names[folded] = tool.slug
