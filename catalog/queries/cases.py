"""Reads cases."""

from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound
from catalog.domain.people import Actor, Permission
from catalog.queries.cards import case_card, newest_first, tool_cards
from catalog.queries.reading import ReadSide
from catalog.queries.shown_concerns import concern_part
from catalog.queries.sources import source_rows
from catalog.queries.views import CaseCard, CasePage


def case_list(read: ReadSide, actor: Actor) -> tuple[CaseCard, ...]:
    """Return every case, the newest first."""
    actor.require(Permission.CATALOGUE_READ)
    return tuple(case_card(read, case) for case in newest_first(read.cases.values()))


def case_page(read: ReadSide, actor: Actor, slug: str) -> CasePage:
    """Return everything the case page shows.

    Raises:
        NotFound: there is no such case.
    """
    actor.require(Permission.CATALOGUE_READ)
    case = read.cases.get(slug)
    if case is None:
        raise NotFound("There is no case at this address. Look for it in the list of cases.")
    words = read.words
    return CasePage(
        case=case,
        kind=words.label("case-kinds", case.kind),
        tools=tool_cards(read, case.tools),
        capabilities=words.choices("capabilities", case.capabilities),
        principles=tuple(words.label("principles", principle) for principle in case.principles),
        rights=tuple(words.label("rights", right) for right in case.rights),
        sources=source_rows(read.words, case.sources),
        concerns=concern_part(read, actor, RecordKind.CASE, slug),
    )
