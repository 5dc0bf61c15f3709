"""What a search page shows, read once: the answer, what was undone in it and, where wanted, why each tool is here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from catalog.bootstrap import the_app
from catalog.domain.people import Actor
from catalog.domain.search import SearchRequest
from catalog.queries.search import search_page, why
from catalog.queries.undone import undone_parts
from catalog.queries.views import SearchPage, UnderstoodPart, WhyView


@dataclass(frozen=True)
class Found:
    """The answer to a search; `why` tells whether reasons are shown, `reasons` holds them by slug."""

    page: SearchPage
    undone: tuple[UnderstoodPart, ...]
    reasons: Mapping[str, WhyView]
    why: bool


def found_for(actor: Actor, request: SearchRequest, *, reasoned: bool) -> Found:
    """Return what the page of a search shows; a page beyond the last becomes the last.

    Raises:
        NotAllowed: the actor may not read the catalogue.
    """
    read = the_app().read
    page = search_page(read, actor, request)
    if request.page > page.pages:
        page = search_page(read, actor, replace(request, page=page.pages))
    wanted = page.cards if reasoned and request.text else ()
    reasons = {card.slug: why(read, actor, page.request, card.slug) for card in wanted}
    return Found(page, undone_parts(read, actor, page.request), reasons, reasoned)
