"""Reads cases."""

from catalog.domain.case import Case
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound
from catalog.domain.people import Actor, Permission
from catalog.queries.cards import tool_cards
from catalog.queries.citations import rules_citing
from catalog.queries.reading import ReadSide
from catalog.queries.shown_concerns import concern_part
from catalog.queries.sources import source_rows
from catalog.queries.views import CasePage


def case_page(read: ReadSide, actor: Actor, slug: str) -> CasePage:
    """Return everything the case page shows.

    Raises:
        NotFound: there is no such case.
    """
    actor.require(Permission.CATALOGUE_READ)
    case = read.cases.get(slug)
    if case is None:
        raise NotFound("There is no case at this address. Look for it in the list of cases.")
    return page_of_case(read, case, actor)


def page_of_case(read: ReadSide, case: Case, actor: Actor | None = None) -> CasePage:
    """Return the page of a case as this document describes it, published or not; `actor` may see more of concerns."""
    if actor is not None:
        actor.require(Permission.CATALOGUE_READ)
    words = read.words
    return CasePage(
        case=case,
        kind=words.label("case-kinds", case.kind),
        tools=tool_cards(read, case.tools),
        capabilities=words.choices("capabilities", case.capabilities),
        principles=words.choices("principles", case.principles),
        rights=words.choices("rights", case.rights),
        sources=source_rows(read.words, case.sources),
        rules=rules_citing(read.rulebook, case.slug),
        concerns=concern_part(read, actor, RecordKind.CASE, case.slug),
    )
