"""The curated content as a whole, and how its records are told apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from catalog.domain.assessment_instrument import Instrument
from catalog.domain.capability import Capability
from catalog.domain.case import Case
from catalog.domain.law import LegalFacts
from catalog.domain.provider import Provider
from catalog.domain.thesaurus import ConceptGroup, Fillers
from catalog.domain.tool import Tool
from catalog.domain.values import Record
from catalog.domain.vocabulary import Vocabulary


class RecordKind(StrEnum):
    """The kinds of record that have revisions."""

    CAPABILITY = "capability"
    CASE = "case"
    FILLERS = "fillers"
    INSTRUMENT = "instrument"
    LAW = "law"
    PROVIDER = "provider"
    THESAURUS = "thesaurus"
    TOOL = "tool"
    VOCABULARY = "vocabulary"


MODELS: dict[RecordKind, type[Record]] = {
    RecordKind.CAPABILITY: Capability,
    RecordKind.CASE: Case,
    RecordKind.FILLERS: Fillers,
    RecordKind.INSTRUMENT: Instrument,
    RecordKind.LAW: LegalFacts,
    RecordKind.PROVIDER: Provider,
    RecordKind.THESAURUS: ConceptGroup,
    RecordKind.TOOL: Tool,
    RecordKind.VOCABULARY: Vocabulary,
}


@dataclass(frozen=True)
class Content:
    """Every curated record, keyed by slug (vocabularies and groups of concepts by name)."""

    tools: dict[str, Tool] = field(default_factory=dict)
    providers: dict[str, Provider] = field(default_factory=dict)
    capabilities: dict[str, Capability] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    vocabularies: dict[str, Vocabulary] = field(default_factory=dict)
    law: LegalFacts | None = None
    thesaurus: dict[str, ConceptGroup] = field(default_factory=dict)
    fillers: Fillers | None = None
    instruments: dict[str, Instrument] = field(default_factory=dict)

    def records(self) -> Iterator[tuple[RecordKind, str, Record]]:
        """Yield (kind, slug, document) for every record, in a fixed order."""
        yield from ((RecordKind.VOCABULARY, name, item) for name, item in sorted(self.vocabularies.items()))
        if self.law is not None:
            yield RecordKind.LAW, "facts", self.law
        yield from ((RecordKind.CAPABILITY, slug, item) for slug, item in sorted(self.capabilities.items()))
        yield from ((RecordKind.PROVIDER, slug, item) for slug, item in sorted(self.providers.items()))
        yield from ((RecordKind.TOOL, slug, item) for slug, item in sorted(self.tools.items()))
        yield from ((RecordKind.CASE, slug, item) for slug, item in sorted(self.cases.items()))
        yield from ((RecordKind.THESAURUS, name, item) for name, item in sorted(self.thesaurus.items()))
        if self.fillers is not None:
            yield RecordKind.FILLERS, "fillers", self.fillers
        yield from ((RecordKind.INSTRUMENT, slug, item) for slug, item in sorted(self.instruments.items()))

    def vocabulary(self, name: str) -> Vocabulary:
        """Return a vocabulary that `catalog check` has made sure of.

        Raises:
            KeyError: the content was not checked and lacks it.
        """
        return self.vocabularies[name]
