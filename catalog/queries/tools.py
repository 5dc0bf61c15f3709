"""Reads tools."""

from dataclasses import replace
from typing import Final

from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound
from catalog.domain.people import Actor, Permission
from catalog.domain.questions import questions_for
from catalog.domain.tool import Tool
from catalog.domain.visibility import without_links_to
from catalog.queries.badges import badges, strongest_caution
from catalog.queries.cards import case_card, newest_first, tool_cards
from catalog.queries.concern_badges import concern_badges
from catalog.queries.dates import written_date
from catalog.queries.profiles import use_table
from catalog.queries.reading import ReadSide
from catalog.queries.related import related_slugs
from catalog.queries.shown_concerns import concern_part, concerns_about
from catalog.queries.sources import legal_rows, source_rows
from catalog.queries.suspended import suspended_tool
from catalog.queries.tool_parts import (
    claim_groups,
    compliance_facts,
    first_facts,
    more_facts,
    principle_sections,
)
from catalog.queries.views import Choice, ToolPage

_RELATIONS: Final = {
    "part-of": "Part of",
    "uses": "Uses",
    "successor-of": "Successor of",
    "variant-of": "Variant of",
    "evaluated-by": "Evaluated by",
    "same-provider": "Same provider",
    "see-also": "See also",
}


def find_tool(read: ReadSide, slug: str) -> Tool:
    """Return the published tool of a slug, or of the slug that took it over.

    Raises:
        NotFound: there is no such tool.
    """
    tool = read.tool(slug) or read.tool(read.redirect(slug) or "")
    if tool is None:
        raise NotFound("There is no tool at this address. Search for it by name.")
    return tool


def tool_page(read: ReadSide, actor: Actor, slug: str) -> ToolPage:
    """Return everything the tool page shows; a suspended tool is shown to those who edit, marked as such.

    Raises:
        NotFound: there is no such tool.
    """
    actor.require(Permission.CATALOGUE_READ)
    if hidden := suspended_tool(read, actor, slug):
        return replace(page_of(read, hidden[0], actor), suspended=hidden[1])
    return page_of(read, without_links_to(find_tool(read, slug), read.suspended), actor)


def page_of(read: ReadSide, tool: Tool, actor: Actor | None = None) -> ToolPage:
    """Return the page of a tool as this document describes it, published or not."""
    if actor is not None:
        actor.require(Permission.CATALOGUE_READ)
    words = read.words
    kinds = tuple(read.capabilities[item] for item in tool.capabilities if item in read.capabilities)
    cases = newest_first(case for case in read.cases.values() if tool.slug in case.tools)
    concerns = concerns_about(read, RecordKind.TOOL, tool.slug)
    return ToolPage(
        tool=tool,
        provider=read.providers.get(tool.provider),
        provider_name=read.provider_name(tool),
        kind=words.label("tool-kinds", tool.kind),
        badges=(*concern_badges(concerns), *badges(tool)),
        caution=strongest_caution(tool),
        first_facts=first_facts(words, tool),
        more_facts=more_facts(words, tool, read.providers.get(tool.provider)),
        capabilities=words.choices("capabilities", tool.capabilities),
        stages=words.choices("stages", tool.stages),
        relations=_relations(read, tool),
        claims=claim_groups(tool),
        principles=principle_sections(read, tool, kinds),
        compliance=compliance_facts(tool),
        legal=legal_rows(words, read.law, kinds),
        legal_note=read.law.note if read.law else "",
        kinds=kinds,
        cases=tuple(case_card(read, case) for case in cases),
        related=tool_cards(read, related_slugs(read, tool)),
        questions=questions_for(tool),
        sources=source_rows(words, tool.sources),
        verification=_verification(words.label("vetting-levels", tool.verification.level), tool),
        words=words.dump(),
        uses=use_table(read, tool),
        concerns=concern_part(read, actor, RecordKind.TOOL, tool.slug),
        kind_concerns=tuple(
            (words.choice("capabilities", kind.slug), part)
            for kind in kinds
            if (part := concern_part(read, actor, RecordKind.CAPABILITY, kind.slug)).concerns
        ),
    )


def _relations(read: ReadSide, tool: Tool) -> tuple[tuple[str, Choice], ...]:
    found = ((item.kind, read.tool(item.tool)) for item in tool.relations)
    return tuple(
        (_RELATIONS[kind], Choice(other.slug, other.name)) for kind, other in found if other is not None
    )


def _verification(level: str, tool: Tool) -> str:
    return (
        f"{level}, checked on {written_date(tool.verification.checked)}; next check due "
        f"{written_date(tool.verification.next_check)}. "
        "The catalogue has not tried the tool out; what stands here comes from the sources below."
    )
