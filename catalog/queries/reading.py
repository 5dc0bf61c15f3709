"""The read side: everything that the queries read from, opened together and replaced together."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from catalog.domain.capability import Capability
from catalog.domain.case import Case
from catalog.domain.concerns import Concern
from catalog.domain.content import RULEBOOK_KINDS, RecordKind
from catalog.domain.law import LegalFacts
from catalog.domain.provider import Provider
from catalog.domain.rulebook import Rulebook
from catalog.domain.tool import Tool
from catalog.domain.vocabulary import Vocabulary
from catalog.queries.facet_words import FacetWords
from catalog.queries.words import Words
from catalog.search import SearchIndex
from catalog.store import Reader, Store

Kept = TypeVar("Kept")
Concerns = Mapping[tuple[RecordKind, str], tuple[Concern, ...]]
"""The concerns that bear on each record, in the order in which they were raised."""


@dataclass(frozen=True)
class ReadSide:
    """A consistent set: the store, the index built from it, and the small records kept in memory.

    Tools stay in the store and are read when asked for, then kept until the read side is replaced.
    """

    store: Store
    index: SearchIndex
    last_event: int
    vocabularies: Mapping[str, Vocabulary]
    capabilities: Mapping[str, Capability]
    providers: Mapping[str, Provider]
    cases: Mapping[str, Case]
    law: LegalFacts | None
    rulebook: Rulebook | None = None
    concerns: Concerns = field(default_factory=dict)
    _tools: dict[str, Tool] = field(default_factory=dict)
    _once: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], Kept]) -> Kept:
        """Return what `make` makes, kept under a name until the read side is replaced: for what takes a while."""
        if name not in self._once:
            self._once[name] = make()
        kept: Kept = self._once[name]
        return kept

    @cached_property
    def words(self) -> Words:
        """The labels of all ids."""
        return Words(self.vocabularies, self.capabilities)

    @cached_property
    def facet_words(self) -> FacetWords:
        """The facets as a reader sees them."""
        return FacetWords(self.words, self.vocabularies, self.capabilities)

    @cached_property
    def every_concern(self) -> tuple[Concern, ...]:
        """Every concern once, in the order in which they were raised."""
        own = (c for (_, slug), found in self.concerns.items() for c in found if c.slug == slug)
        return tuple(sorted(own, key=lambda concern: concern.id))

    @cached_property
    def suspended(self) -> Mapping[str, tuple[Tool, str]]:
        """The tools that are suspended, each with the reason, by slug: for queries that only editors may ask."""
        with self.store.reading() as reader:
            found = list(reader.workflow.suspended(RecordKind.TOOL))
        return {item.slug: (tool, item.reason) for item, tool in found if isinstance(tool, Tool)}

    def tools(self, slugs: Iterable[str]) -> tuple[Tool, ...]:
        """Return the published tools of these slugs, in this order, read in one go where they are not kept yet."""
        wanted = tuple(slugs)
        missing = [slug for slug in wanted if slug not in self._tools]
        if missing:
            with self.store.reading() as reader:
                self._tools.update({tool.slug: tool for tool in reader.documents(RecordKind.TOOL, missing)})
        return tuple(self._tools[slug] for slug in wanted if slug in self._tools)

    def all_tools(self) -> tuple[Tool, ...]:
        """Return every published tool, by slug."""
        return self.tools(sorted(self.index.slugs()))

    def tool(self, slug: str) -> Tool | None:
        """Return a published tool, or None."""
        return next(iter(self.tools((slug,))), None)

    def redirect(self, slug: str) -> str | None:
        """Return the slug that took over an old slug, or None."""
        with self.store.reading() as reader:
            return reader.redirect(slug)

    def provider_name(self, tool: Tool) -> str:
        """Return the provider's name, or "provider not stated"."""
        provider = self.providers.get(tool.provider)
        return provider.name if provider else "provider not stated"


def open_read_side(store: Store, index: SearchIndex) -> ReadSide:
    """Read what is kept in memory and return the read side."""
    with store.reading() as reader:
        laws = list(reader.documents(RecordKind.LAW))
        return ReadSide(
            store=store,
            index=index,
            last_event=index.last_event,
            vocabularies={item.vocabulary: item for item in reader.documents(RecordKind.VOCABULARY)},
            capabilities={item.slug: item for item in reader.documents(RecordKind.CAPABILITY)},
            providers={item.slug: item for item in reader.documents(RecordKind.PROVIDER)},
            cases={item.slug: item for item in reader.documents(RecordKind.CASE)},
            law=laws[0] if laws else None,
            rulebook=reader.rulebook(),
            concerns=reader.concerns.every_bearing(),
        )


def changed_read_side(
    read: ReadSide, index: SearchIndex, reader: Reader, changes: Collection[tuple[RecordKind, str]]
) -> ReadSide:
    """Return the read side with a newer index; of what is kept in memory only these records are read again."""
    law = read.law
    if any(kind is RecordKind.LAW for kind, _ in changes):
        law = next(iter(reader.documents(RecordKind.LAW)), None)
    stale = any(kind in RULEBOOK_KINDS for kind, _ in changes)

    def renewed(kind: RecordKind, held: Mapping[str, Kept]) -> Mapping[str, Kept]:
        slugs = {slug for changed, slug in changes if changed is kind}
        if not slugs:
            return held
        found = {slug: reader.document(kind, slug) for slug in slugs}
        every = {**held, **found}
        return {slug: every[slug] for slug in sorted(every) if every[slug] is not None}

    tools = {slug for kind, slug in changes if kind is RecordKind.TOOL}
    return ReadSide(
        store=read.store,
        index=index,
        last_event=index.last_event,
        vocabularies=renewed(RecordKind.VOCABULARY, read.vocabularies),
        capabilities=renewed(RecordKind.CAPABILITY, read.capabilities),
        providers=renewed(RecordKind.PROVIDER, read.providers),
        cases=renewed(RecordKind.CASE, read.cases),
        law=law,
        rulebook=reader.rulebook() if stale else read.rulebook,
        concerns=reader.concerns.every_bearing(),
        _tools={slug: tool for slug, tool in list(read._tools.items()) if slug not in tools},  # noqa: SLF001
    )
