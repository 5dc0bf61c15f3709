"""The parts of the tool page: facts in words, claims by measurer, ethics by principle."""

from typing import Final

from catalog.domain.capability import Capability
from catalog.domain.evidence import evidence_of, independent_sources
from catalog.domain.facets import FIXED_LABELS
from catalog.domain.provider import Provider
from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED
from catalog.queries.countries import country_name
from catalog.queries.reading import ReadSide
from catalog.queries.sources import source_rows
from catalog.queries.views import Choice, ClaimGroup, FactRow, KindNote, PrincipleSection
from catalog.queries.words import UNSTATED, Words

_MEASURED: Final = (
    ("independent", "Measured independently"),
    ("authors", "Measured by the authors of the method"),
    ("provider", "The provider's own figures"),
)


def _row(label: str, value: str, sources: tuple[int, ...] = ()) -> FactRow:
    stated = value not in (NOT_STATED, UNSTATED)
    return FactRow(label, value if stated else UNSTATED, sources if stated else (), stated)


def _yes_no(value: bool | str, yes: str = "yes", no: str = "no") -> str:
    return (yes if value else no) if isinstance(value, bool) else UNSTATED


def first_facts(words: Words, tool: Tool) -> tuple[FactRow, ...]:
    """Return the facts for deciding at a glance."""
    number = independent_sources(tool)
    behind = f"{number} independent source{'' if number == 1 else 's'}"
    evidence = f"{FIXED_LABELS['evidence'][evidence_of(tool)]}; {behind}"
    return (
        _row("Goes in", tool.input, tool.supporting("input")),
        _row("Comes out", tool.output, tool.supporting("output")),
        _row("Who can get it", words.label("access", tool.access), tool.supporting("access")),
        _row("Cost", words.label("cost", tool.cost), tool.supporting("cost")),
        _row("Runs where", words.listed("deployment", tool.deployment), tool.supporting("deployment")),
        _row("Works offline", _yes_no(tool.offline), tool.supporting("offline")),
        _row("Maturity", words.label("maturity", tool.maturity), tool.supporting("maturity")),
        _row("Evidence", evidence),
    )


def more_facts(words: Words, tool: Tool, provider: Provider | None) -> tuple[FactRow, ...]:
    """Return the remaining single facts."""
    languages = UNSTATED if isinstance(tool.languages, str) else ", ".join(tool.languages)
    return (
        _row("AI family", words.label("ai-families", tool.ai.family), tool.supporting("ai")),
        _row("What the AI does", tool.ai.use, tool.supporting("ai")),
        _row("Material", words.listed("media", tool.media)),
        _row("Interfaces", words.listed("interfaces", tool.interfaces), tool.supporting("interfaces")),
        _row("Languages", languages, tool.supporting("languages")),
        _row("Hardware", tool.hardware, tool.supporting("hardware")),
        _row("Licence", tool.licence, tool.supporting("licence")),
        _row("Last release", tool.last_release, tool.supporting("last_release")),
        _row("Provider's country", country_name(provider.country) if provider else UNSTATED),
        _row("Kind of provider", words.label("provider-types", provider.type) if provider else UNSTATED),
    )


def compliance_facts(tool: Tool) -> tuple[FactRow, ...]:
    """Return what a data-protection officer asks first."""
    return (
        _row("Biometric data", _yes_no(tool.biometric), tool.supporting("biometric")),
        _row("Personal data", _yes_no(tool.personal_data), tool.supporting("personal_data")),
        _row("Children's data", _yes_no(tool.children_data), tool.supporting("children_data")),
    )


def claim_groups(tool: Tool) -> tuple[ClaimGroup, ...]:
    """Return the claims by who measured them, independent figures first; empty groups are left out."""
    groups = (
        ClaimGroup(label, tuple(claim for claim in tool.claims if claim.measured_by == measurer))
        for measurer, label in _MEASURED
    )
    return tuple(group for group in groups if group.claims)


def principle_sections(
    read: ReadSide, tool: Tool, kinds: tuple[Capability, ...]
) -> tuple[PrincipleSection, ...]:
    """Return all five core principles, also those with nothing recorded."""
    sections = []
    for term in read.vocabularies["principles"].terms:
        if term.parent is not None:
            continue
        prefix = f"{term.id}/"
        notes = tuple(
            KindNote(
                Choice(kind.slug, kind.label),
                annotation,
                source_rows(read.words, kind.sources, annotation.sources),
            )
            for kind in kinds
            for annotation in kind.annotations
            if annotation.principle.startswith(prefix)
        )
        own = tuple(item for item in tool.annotations if item.principle.startswith(prefix))
        searched = next((item.searched for item in tool.nothing_found if item.principle == term.id), "")
        sections.append(PrincipleSection(term.id, term.label, term.definition, own, notes, searched))
    return tuple(sections)
