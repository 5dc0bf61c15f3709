"""What must hold between curated records; each breach is a fault with file and field."""

from collections.abc import Iterator

from catalog.domain.capability import Capability
from catalog.domain.case import Case
from catalog.domain.content import Content
from catalog.domain.faults import Fault
from catalog.domain.law import LegalFacts
from catalog.domain.provider import Provider
from catalog.domain.source import Source
from catalog.domain.thesaurus_rules import thesaurus_faults
from catalog.domain.tool import Annotation, Tool
from catalog.domain.values import NOT_STATED
from catalog.domain.vocabulary import Vocabulary

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


class Vocabularies:
    """The ids of every vocabulary, for quick membership tests."""

    def __init__(self, vocabularies: dict[str, Vocabulary]) -> None:
        self._ids = {name: frozenset(item.ids()) for name, item in vocabularies.items()}

    def lacks(self, name: str, value: str) -> bool:
        """Tell whether a known vocabulary does not have the value; "not-stated" is in all of them."""
        return value != NOT_STATED and name in self._ids and value not in self._ids[name]


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
        faults.extend(_tool_faults(tool, content, words, today))
    for case in content.cases.values():
        faults.extend(_case_faults(case, content, words, today))
    if content.law is not None:
        faults.extend(_law_faults(content.law, words, today))
    faults.extend(_redirect_faults(content))
    faults.extend(thesaurus_faults(content))
    return tuple(sorted(faults))


def _unknown(file: str, field: str, value: str, where: str) -> Fault:
    return Fault(file, field, f"{value} is not one of {where}; correct it or add the term there")


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
                yield _unknown(file, f"terms.{term.id}.parent", term.parent, "the terms of this vocabulary")
    families = content.vocabularies.get("families")
    if families and len(families.terms) > MAX_FAMILIES:
        yield Fault("vocabulary/families.yaml", "terms", f"more than {MAX_FAMILIES} families; join some")


def _future(file: str, field: str, date: str, today: str) -> Iterator[Fault]:
    if date != NOT_STATED and date > today[: len(date)]:
        yield Fault(file, field, f"{date} is in the future; correct the date")


def _source_faults(file: str, sources: dict[int, Source], words: Vocabularies, today: str) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for number, source in sources.items():
        field = f"sources.{number}"
        if source.url in seen:
            yield Fault(file, f"{field}.url", f"is the same page as source {seen[source.url]}; keep one")
        seen.setdefault(source.url, number)
        if words.lacks("source-kinds", source.kind):
            yield _unknown(file, f"{field}.kind", source.kind, "vocabulary/source-kinds.yaml")
        if source.kind in ("provider", "repository") and source.independent:
            yield Fault(file, f"{field}.independent", f"a {source.kind} page is not independent; set false")
        yield from _future(file, f"{field}.date", source.date, today)
        yield from _future(file, f"{field}.checked", source.checked, today)


def _cited_faults(
    file: str, field: str, numbers: tuple[int, ...], sources: dict[int, Source]
) -> Iterator[Fault]:
    for number in numbers:
        if number not in sources:
            yield Fault(file, f"{field}.sources", f"names source {number}, which is not in the list; add it")


def _annotation_faults(
    file: str,
    annotations: tuple[Annotation, ...],
    sources: dict[int, Source],
    words: Vocabularies,
    today: str,
) -> Iterator[Fault]:
    for index, annotation in enumerate(annotations):
        field = f"annotations[{index}]"
        if words.lacks("principles", annotation.principle):
            yield _unknown(file, f"{field}.principle", annotation.principle, "vocabulary/principles.yaml")
        yield from _future(file, f"{field}.date", annotation.date, today)
        yield from _cited_faults(file, field, annotation.sources, sources)


def _vetting_faults(file: str, tool: Tool, today: str) -> Iterator[Fault]:
    yield from _future(file, "verification.checked", tool.verification.checked, today)
    if tool.verification.next_check <= tool.verification.checked:
        yield Fault(file, "verification.next_check", "is not after the date of the check; set the next date")


def _term_faults(file: str, tool: Tool, words: Vocabularies) -> Iterator[Fault]:
    single = (("access", tool.access), ("cost", tool.cost), ("maturity", tool.maturity))
    for name, value in single:
        if words.lacks(name, value):
            yield _unknown(file, name, value, f"vocabulary/{name}.yaml")
    if words.lacks("ai-families", tool.ai.family):
        yield _unknown(file, "ai.family", tool.ai.family, "vocabulary/ai-families.yaml")
    many = (
        ("stages", tool.stages),
        ("media", tool.media),
        ("deployment", tool.deployment),
        ("interfaces", tool.interfaces),
    )
    for name, values in many:
        for value in () if isinstance(values, str) else values:
            if words.lacks(name, value):
                yield _unknown(file, name, value, f"vocabulary/{name}.yaml")


def _tool_faults(tool: Tool, content: Content, words: Vocabularies, today: str) -> Iterator[Fault]:
    file = f"tools/{tool.slug}.yaml"
    yield from _term_faults(file, tool, words)
    for capability in tool.capabilities:
        if capability not in content.capabilities:
            yield _unknown(file, "capabilities", capability, "the files in capabilities/")
    if tool.provider != NOT_STATED and tool.provider not in content.providers:
        yield _unknown(file, "provider", tool.provider, "the files in providers/")
    for relation in tool.relations:
        if relation.tool == tool.slug or relation.tool not in content.tools:
            yield Fault(
                file, "relations", f"{relation.tool} is not another tool of the catalogue; correct the slug"
            )
    yield from _source_faults(file, tool.sources, words, today)
    for field, numbers in tool.cited():
        yield from _cited_faults(file, field, numbers, tool.sources)
    yield from (
        fault
        for fault in _annotation_faults(file, tool.annotations, tool.sources, words, today)
        if not fault.field.endswith(".sources")
    )
    yield from _support_faults(file, tool)
    for index, claim in enumerate(tool.claims):
        yield from _future(file, f"claims[{index}].date", claim.date, today)
    yield from _future(file, "last_release", tool.last_release, today)
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


def _provider_faults(
    provider: Provider, content: Content, words: Vocabularies, today: str
) -> Iterator[Fault]:
    file = f"providers/{provider.slug}.yaml"
    if words.lacks("provider-types", provider.type):
        yield _unknown(file, "type", provider.type, "vocabulary/provider-types.yaml")
    for slug in provider.named_in:
        if slug not in content.tools:
            yield Fault(file, "named_in", f"{slug} is not a tool of the catalogue; correct the slug")
    if not provider.named_in and not provider.sources:
        yield Fault(file, "sources", "nothing supports this provider; add a source or the tools that name it")
    yield from _source_faults(file, provider.sources, words, today)


def _capability_faults(
    capability: Capability, content: Content, words: Vocabularies, today: str
) -> Iterator[Fault]:
    file = f"capabilities/{capability.slug}.yaml"
    if words.lacks("families", capability.family):
        yield _unknown(file, "family", capability.family, "vocabulary/families.yaml")
    for stage in capability.stages:
        if words.lacks("stages", stage):
            yield _unknown(file, "stages", stage, "vocabulary/stages.yaml")
    for other in capability.not_to_be_confused_with:
        if other not in content.capabilities:
            yield _unknown(file, "not_to_be_confused_with", other, "the files in capabilities/")
    known = {fact.id for fact in content.law.facts} if content.law else set()
    for fact in capability.legal_facts:
        if fact not in known:
            yield _unknown(file, "legal_facts", fact, "compliance/facts.yaml")
    for name, items in (("limitations", capability.limitations), ("evaluations", capability.evaluations)):
        for index, item in enumerate(items):
            yield from _cited_faults(file, f"{name}[{index}]", item.sources, capability.sources)
    yield from _annotation_faults(file, capability.annotations, capability.sources, words, today)
    yield from _source_faults(file, capability.sources, words, today)


def _case_faults(case: Case, content: Content, words: Vocabularies, today: str) -> Iterator[Fault]:
    file = f"cases/{case.slug}.yaml"
    if words.lacks("case-kinds", case.kind):
        yield _unknown(file, "kind", case.kind, "vocabulary/case-kinds.yaml")
    for name, values in (("principles", case.principles), ("rights", case.rights)):
        for value in values:
            if words.lacks(name, value):
                yield _unknown(file, name, value, f"vocabulary/{name}.yaml")
    for slug in case.tools:
        if slug not in content.tools:
            yield Fault(file, "tools", f"{slug} is not a tool of the catalogue; correct the slug")
    for capability in case.capabilities:
        if capability not in content.capabilities:
            yield _unknown(file, "capabilities", capability, "the files in capabilities/")
    for name, date in (("date", case.date), ("as_of", case.as_of)):
        yield from _future(file, name, date, today)
    yield from _source_faults(file, case.sources, words, today)


def _law_faults(law: LegalFacts, words: Vocabularies, today: str) -> Iterator[Fault]:
    file = "compliance/facts.yaml"
    ids = [fact.id for fact in law.facts]
    for twice in sorted({item for item in ids if ids.count(item) > 1}):
        yield Fault(file, "facts", f"{twice} stands twice; keep one")
    for fact in law.facts:
        yield from _cited_faults(file, f"facts.{fact.id}", fact.sources, law.sources)
        yield from _future(file, f"facts.{fact.id}.as_of", fact.as_of, today)
    yield from _source_faults(file, law.sources, words, today)


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
