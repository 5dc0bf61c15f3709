"""The curated content as a whole, and how its records are told apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from catalog.domain.assessment_instrument import Instrument
from catalog.domain.capability import Capability
from catalog.domain.case import Case
from catalog.domain.compliance_records import Duties, Frameworks, Levels, Questions, Rules, Uses
from catalog.domain.law import LegalFacts
from catalog.domain.provider import Provider
from catalog.domain.rulebook import Rulebook
from catalog.domain.thesaurus import ConceptGroup, Fillers, Wordings
from catalog.domain.tool import Tool
from catalog.domain.values import Record
from catalog.domain.vocabulary import Vocabulary


class RecordKind(StrEnum):
    """The kinds of record that have revisions."""

    CAPABILITY = "capability"
    CASE = "case"
    DUTIES = "duties"
    FILLERS = "fillers"
    FRAMEWORKS = "frameworks"
    INSTRUMENT = "instrument"
    LAW = "law"
    LEVELS = "levels"
    PROVIDER = "provider"
    QUESTIONS = "questions"
    RULES = "rules"
    THESAURUS = "thesaurus"
    TOOL = "tool"
    USES = "uses"
    VOCABULARY = "vocabulary"
    WORDINGS = "wordings"


MODELS: dict[RecordKind, type[Record]] = {
    RecordKind.CAPABILITY: Capability,
    RecordKind.CASE: Case,
    RecordKind.DUTIES: Duties,
    RecordKind.FILLERS: Fillers,
    RecordKind.FRAMEWORKS: Frameworks,
    RecordKind.INSTRUMENT: Instrument,
    RecordKind.LAW: LegalFacts,
    RecordKind.LEVELS: Levels,
    RecordKind.PROVIDER: Provider,
    RecordKind.QUESTIONS: Questions,
    RecordKind.RULES: Rules,
    RecordKind.THESAURUS: ConceptGroup,
    RecordKind.TOOL: Tool,
    RecordKind.USES: Uses,
    RecordKind.VOCABULARY: Vocabulary,
    RecordKind.WORDINGS: Wordings,
}

RULEBOOK_KINDS = (
    RecordKind.QUESTIONS,
    RecordKind.RULES,
    RecordKind.DUTIES,
    RecordKind.LEVELS,
    RecordKind.USES,
    RecordKind.FRAMEWORKS,
)
"""The kinds that make up the rulebook; each has one record, named like its kind."""


@dataclass(frozen=True)
class Content:
    """Every curated record, keyed by slug (vocabularies and groups of concepts by name).

    `suspended` are tools out of sight: other records go on naming them, and readers are not shown it.
    """

    tools: dict[str, Tool] = field(default_factory=dict)
    providers: dict[str, Provider] = field(default_factory=dict)
    capabilities: dict[str, Capability] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    vocabularies: dict[str, Vocabulary] = field(default_factory=dict)
    law: LegalFacts | None = None
    thesaurus: dict[str, ConceptGroup] = field(default_factory=dict)
    fillers: Fillers | None = None
    wordings: dict[str, Wordings] = field(default_factory=dict)
    suspended: frozenset[str] = frozenset()
    instruments: dict[str, Instrument] = field(default_factory=dict)
    questions: Questions | None = None
    rules: Rules | None = None
    duties: Duties | None = None
    levels: Levels | None = None
    uses: Uses | None = None
    frameworks: Frameworks | None = None

    def rulebook(self) -> Rulebook | None:
        """Return the rulebook, or None while one of its files is missing."""
        return joined_rulebook({kind: getattr(self, kind.value) for kind in RULEBOOK_KINDS})

    def records(self) -> Iterator[tuple[RecordKind, str, Record]]:
        """Yield (kind, slug, document) for every record, in a fixed order."""
        yield from ((RecordKind.VOCABULARY, name, item) for name, item in sorted(self.vocabularies.items()))
        if self.law is not None:
            yield RecordKind.LAW, "facts", self.law
        for kind in RULEBOOK_KINDS:
            part: Record | None = getattr(self, kind.value)
            if part is not None:
                yield kind, kind.value, part
        yield from ((RecordKind.CAPABILITY, slug, item) for slug, item in sorted(self.capabilities.items()))
        yield from ((RecordKind.PROVIDER, slug, item) for slug, item in sorted(self.providers.items()))
        yield from ((RecordKind.TOOL, slug, item) for slug, item in sorted(self.tools.items()))
        yield from ((RecordKind.CASE, slug, item) for slug, item in sorted(self.cases.items()))
        yield from ((RecordKind.THESAURUS, name, item) for name, item in sorted(self.thesaurus.items()))
        yield from ((RecordKind.WORDINGS, name, item) for name, item in sorted(self.wordings.items()))
        if self.fillers is not None:
            yield RecordKind.FILLERS, "fillers", self.fillers
        yield from ((RecordKind.INSTRUMENT, slug, item) for slug, item in sorted(self.instruments.items()))

    def has_tool(self, slug: str) -> bool:
        """Tell whether a record may name this tool: one that is published, or suspended for the time being."""
        return slug in self.tools or slug in self.suspended

    def vocabulary(self, name: str) -> Vocabulary:
        """Return a vocabulary that `catalog check` has made sure of.

        Raises:
            KeyError: the content was not checked and lacks it.
        """
        return self.vocabularies[name]


def joined_rulebook(parts: Mapping[RecordKind, Record | None]) -> Rulebook | None:
    """Return the rulebook of these records, or None while one is missing."""
    match [parts.get(kind) for kind in RULEBOOK_KINDS]:
        case [
            Questions() as questions,
            Rules() as rules,
            Duties() as duties,
            Levels() as levels,
            Uses() as uses,
            Frameworks() as frameworks,
        ]:
            return Rulebook(rules, questions, duties, levels, uses, frameworks)
    return None
