"""What must hold within the thesaurus, and between it and the rest of the content."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from typing import Final

from catalog.domain.content import Content
from catalog.domain.facets import FACETS, FIXED_LABELS
from catalog.domain.faults import Fault
from catalog.domain.thesaurus import Concept
from catalog.domain.values import NOT_STATED

FILLERS_FILE: Final = "search/fillers.yaml"

Labelled = tuple[str, Concept]
"""A concept with the name of its group."""


def thesaurus_faults(content: Content) -> Iterator[Fault]:
    """Yield every breach; content without any thesaurus has none."""
    concepts = [(name, concept) for name, group in content.thesaurus.items() for concept in group.concepts]
    if concepts and content.fillers is None:
        yield Fault(FILLERS_FILE, "", "the file is missing; concepts cannot be read without it; restore it")
    yield from _id_faults(concepts)
    known = _facet_values(content)
    for name, concept in concepts:
        yield from _mapping_faults(name, concept, known)
        yield from _nearest_faults(name, concept, known["capability"])
        yield from _answer_faults(name, concept, content)
    yield from _label_faults(concepts)
    yield from _wording_faults(
        content, frozenset(concept.id for _, concept in concepts if concept.kind == "topic")
    )


def _where(name: str, concept: Concept, field: str) -> tuple[str, str]:
    return f"search/{name}.yaml", f"concepts.{concept.id}.{field}"


def _id_faults(concepts: list[Labelled]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name, concept in concepts:
        if concept.id in seen:
            place = f"search/{seen[concept.id]}.yaml"
            yield Fault(*_where(name, concept, "id"), f"is already a concept of {place}; rename one")
        seen.setdefault(concept.id, name)


def _facet_values(content: Content) -> dict[str, frozenset[str]]:
    """Return for each facet the values that a concept may name."""
    values: dict[str, frozenset[str]] = {}
    for facet in FACETS:
        if facet.vocabulary and facet.vocabulary in content.vocabularies:
            values[facet.id] = frozenset((*content.vocabularies[facet.vocabulary].ids(), NOT_STATED))
        elif facet.id in FIXED_LABELS:
            values[facet.id] = frozenset((*FIXED_LABELS[facet.id], NOT_STATED))
    values["capability"] = frozenset(content.capabilities)
    values["country"] = frozenset(provider.country for provider in content.providers.values())
    return values


def _mapping_faults(name: str, concept: Concept, known: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    if concept.kind == "constraint" and not concept.maps_to:
        yield Fault(*_where(name, concept, "maps_to"), "is empty; a constraint names what it limits to")
    if concept.outside and concept.maps_to:
        yield Fault(*_where(name, concept, "outside"), "is true, so maps_to must be empty; drop one of them")
    if concept.negated and concept.kind == "topic":
        yield Fault(*_where(name, concept, "negated"), "is for constraints only; drop it")
    for field, mapping in (("maps_to", concept.maps_to), ("negated", concept.negated)):
        for facet, values in mapping.items():
            where = _where(name, concept, f"{field}.{facet}")
            if facet not in known:
                yield Fault(*where, "is not a facet; correct it")
                continue
            for value in values:
                if value not in known[facet]:
                    yield Fault(*where, f"{value} is not a value of this facet; correct it")


def _nearest_faults(name: str, concept: Concept, capabilities: Container[str]) -> Iterator[Fault]:
    where = _where(name, concept, "nearest")
    if concept.nearest and not concept.outside:
        yield Fault(*where, "is for what is outside only; drop it")
    for slug in concept.nearest:
        if slug not in capabilities:
            yield Fault(*where, f"{slug} is not a capability; correct it")


def _answer_faults(name: str, concept: Concept, content: Content) -> Iterator[Fault]:
    """Only topics are answered by tools, each tool once, and by tools that are there."""
    answers = concept.answers
    listed = (*answers.exact, *answers.helps, *answers.marginal)
    if listed and (concept.kind == "constraint" or concept.outside):
        yield Fault(*_where(name, concept, "answers"), "is for topics that the catalogue covers; drop it")
    for slug, times in Counter(listed).items():
        if times > 1:
            yield Fault(*_where(name, concept, "answers"), f"{slug} stands in more than one list; keep one")
        if not content.has_tool(slug):
            yield Fault(*_where(name, concept, "answers"), f"{slug} is not a tool; correct or drop it")


def _wording_faults(content: Content, topics: frozenset[str]) -> Iterator[Fault]:
    """Whole wordings are of topics that are there, each topic in one file."""
    seen: dict[str, str] = {}
    for name, group in content.wordings.items():
        for topic in group.asked:
            where = f"search/asked/{name}.yaml", f"asked.{topic}"
            if topic not in topics:
                yield Fault(*where, "is not a topic of search/; correct or drop it")
            if topic in seen:
                yield Fault(*where, f"stands in search/asked/{seen[topic]}.yaml too; keep one")
            seen.setdefault(topic, name)


def _label_faults(concepts: list[Labelled]) -> Iterator[Fault]:
    """A label or acronym that two concepts claim has to stand under `shares` in both."""
    claims: defaultdict[str, list[Labelled]] = defaultdict(list)
    for name, concept in concepts:
        forms = [label for labels in concept.labels.values() for label in labels]
        forms += [acronym.form for acronym in concept.acronyms]
        for form in dict.fromkeys(map(_folded, forms)):
            claims[form].append((name, concept))
    for form, claimants in claims.items():
        for name, concept in claimants:
            others = [other.id for _, other in claimants if other.id != concept.id]
            if others and form not in map(_folded, concept.shares):
                yield Fault(
                    *_where(name, concept, "labels"),
                    f"“{form}” is also a label of {', '.join(others)}; name it under shares in both or drop it",
                )


def _folded(label: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())
