"""Cards: a tool and a case in a list, everywhere the same."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from catalog.queries.dates import written_date
from catalog.queries.views import CaseCard, ToolCard, WhyView
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import record_address
from catalog.ui.parts.badges import badge_list
from catalog.ui.parts.case_address import cases_address
from catalog.ui.parts.facts import choice_links, empty
from catalog.ui.parts.reasons import reason
from catalog.ui.parts.shown_concerns import conditions_list
from catalog.ui.parts.text import marked, stated

_MOST_TAGS: Final = 6
_KEPT_CARDS: Final = 1_000
_NO_REASONS: Final[Mapping[str, WhyView]] = {}
_NO_NOTES: Final[Mapping[str, str]] = {}


def tool_cards(
    cards: Sequence[ToolCard],
    terms: Sequence[str] = (),
    heading: str = "h3",
    reasons: Mapping[str, WhyView] = _NO_REASONS,
    notes: Mapping[str, str] = _NO_NOTES,
) -> Html:
    """Return tools as one list of cards, with the words of the search marked.

    Where given, each says why it is here (`reasons`) and what else must be known of it (`notes`).
    """
    listed = [
        tag("li", _tool_card(card, terms, heading, reasons.get(card.slug), notes.get(card.slug, "")))
        for card in cards
    ]
    return tag("ul", listed, class_="cards")


def _tool_card(card: ToolCard, terms: Sequence[str], heading: str, why: WhyView | None, note: str) -> Html:
    name = tag("a", marked(card.name, terms), href=record_address("tool", card.slug))
    return tag(
        "article",
        tag(heading, name, class_="card-name"),
        tag("p", card.provider, " · ", card.kind, class_="card-by"),
        tag("p", marked(card.summary, terms), class_="card-summary"),
        _card_facts(card),
        tag("p", note, class_="source-line") if note else None,
        reason(why) if why else None,
        class_="card",
    )


@lru_cache(maxsize=_KEPT_CARDS)
def _card_facts(card: ToolCard) -> Html:
    """Return what a card says in every search alike; kept, because it is half of the work of drawing an answer."""
    return join(
        choice_links("capability", card.capabilities, _MOST_TAGS) if card.capabilities else None,
        tag(
            "p",
            *("Access: ", stated(card.access), " · Cost: ", stated(card.cost)),
            class_="card-terms",
        ),
        badge_list(card.badges),
        conditions_list(card.conditions),
    )


def case_cards(cards: Sequence[CaseCard], nothing: str, heading: str = "h3") -> Html:
    """Return cases as one list, or the sentence that says that there are none."""
    if not cards:
        return empty(nothing)
    return tag("ul", [tag("li", _case_card(card, heading)) for card in cards], class_="cards")


def _case_card(card: CaseCard, heading: str) -> Html:
    facts = (card.kind, written_date(card.date), card.jurisdiction)
    return tag(
        "article",
        tag(heading, tag("a", card.title, href=record_address("case", card.slug)), class_="card-name"),
        tag("p", " · ".join(facts), class_="card-by"),
        choice_links("tool", card.tools) if card.tools else None,
        class_="card",
    )


def register_link(cases: int, **values: str) -> Html | None:
    """Return the way to the register of cases, narrowed to these values; nothing where there is no case."""
    if not cases:
        return None
    return tag(
        "p", tag("a", "The same in the register of cases", href=cases_address(**values)), class_="source-line"
    )
