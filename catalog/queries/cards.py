"""Cards: a tool or a case as it stands in a list, the same everywhere."""

from collections.abc import Iterable
from functools import partial

from catalog.domain.case import Case
from catalog.domain.concern_states import conditions_of
from catalog.domain.content import RecordKind
from catalog.domain.tool import Tool
from catalog.queries.badges import badges
from catalog.queries.concern_badges import concern_badges
from catalog.queries.dates import written_jurisdiction
from catalog.queries.reading import ReadSide
from catalog.queries.shown_concerns import concerns_about
from catalog.queries.views import CaseCard, Choice, ToolCard


def tool_card(read: ReadSide, tool: Tool) -> ToolCard:
    """Return the card of a tool, with what reviewers' concerns about it set in force."""
    words = read.words
    concerns = concerns_about(read, RecordKind.TOOL, tool.slug)
    return ToolCard(
        slug=tool.slug,
        name=tool.name,
        provider=read.provider_name(tool),
        kind=words.label("tool-kinds", tool.kind),
        summary=tool.summary,
        capabilities=words.choices("capabilities", tool.capabilities),
        access=words.label("access", tool.access),
        cost=words.label("cost", tool.cost),
        badges=(*concern_badges(concerns), *badges(tool)) if concerns else badges(tool),
        conditions=conditions_of(concerns),
    )


def tool_cards(read: ReadSide, slugs: Iterable[str]) -> tuple[ToolCard, ...]:
    """Return the cards of tools in the given order; a tool that is no longer published is left out."""
    return tuple(read.once(f"card {tool.slug}", partial(tool_card, read, tool)) for tool in read.tools(slugs))


def case_card(read: ReadSide, case: Case) -> CaseCard:
    """Return the card of a case."""
    tools = ((slug, read.tool(slug)) for slug in case.tools)
    return CaseCard(
        slug=case.slug,
        title=case.title,
        date=case.date,
        jurisdiction=written_jurisdiction(case.jurisdiction),
        kind=read.words.label("case-kinds", case.kind),
        tools=tuple(Choice(slug, tool.name) for slug, tool in tools if tool is not None),
    )


def newest_first(cases: Iterable[Case]) -> list[Case]:
    """Return cases by date, the newest first."""
    return sorted(cases, key=lambda case: (case.date, case.slug), reverse=True)
