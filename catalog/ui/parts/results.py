"""The answer of a search: how many tools of how many, the cards, and what to do when there are none."""

from collections.abc import Mapping
from typing import Final

from catalog.queries.dates import written_date
from catalog.queries.search_views import RetiredTool
from catalog.queries.views import ActiveFilter, SearchPage, SuspendedTool, WhyView
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import history_address, record_address
from catalog.ui.parts.badges import icon
from catalog.ui.parts.cards import tool_cards
from catalog.ui.parts.reading import reading_sentence
from catalog.ui.parts.text import counted

_NO_REASONS: Final[Mapping[str, WhyView]] = {}


def count_line(page: SearchPage) -> str:
    """Return how many of how many tools were found."""
    return f"{page.total} of {counted(page.catalogue_size, 'tool', 'tools')}"


def said(page: SearchPage) -> str:
    """Return what is read out when an answer arrives: how many tools, how the words were read, the notes."""
    gone = (f"{one.name} was retired." for one in page.retired)
    return " ".join(
        filter(None, (*gone, f"{count_line(page)}.", reading_sentence(page.understood), *page.notes))
    )


def count_heading(page: SearchPage) -> Html:
    """Return how many of how many tools were found, as the head of the answer."""
    return tag("h2", count_line(page), class_="count", id="answer-head", tabindex="-1")


def note_list(page: SearchPage) -> Html:
    """Return the notes on an answer, or nothing."""
    return tag("ul", [tag("li", note) for note in page.notes], class_="notes") if page.notes else join()


def retired_lines(page: SearchPage) -> Html:
    """Return what became of retired tools that bear the name that was typed: above the results, not among them."""
    return join(
        *(
            tag("div", icon("archive"), tag("p", _retired(one)), class_="notice tone-caution", role="note")
            for one in page.retired
        )
    )


def _retired(one: RetiredTool) -> Html:
    when = f" on {written_date(one.date)}" if one.date else ""
    why = f": {one.reason.rstrip('.')}." if one.reason else "."
    after = (
        (
            " Its place was taken by ",
            tag("a", one.successor_name, href=record_address("tool", one.successor)),
            ".",
        )
        if one.successor
        else ("No successor is named.",)
    )
    past = tag("a", "Its history", href=history_address("tool", one.slug))
    return join(tag("strong", one.name), f" was retired{when}{why} ", *after, " ", past)


def result_list(page: SearchPage, reasons: Mapping[str, WhyView] = _NO_REASONS) -> Html:
    """Return one page of results as one piece, each with why it is here when that is given."""
    return tool_cards(page.cards, page.terms, reasons=reasons)


def suspended_block(page: SearchPage) -> Html:
    """Return the suspended tools that fit, apart from the results and on the first page only; for editors."""
    if not page.suspended or page.request.page > 1:
        return join()
    cards = [item.card for item in page.suspended]
    told = {item.card.slug: _suspension(item) for item in page.suspended}
    number = counted(len(cards), "suspended tool fits", "suspended tools fit")
    return tag(
        "section",
        tag("h2", f"{number} this search", id="suspended-head"),
        tag("p", "Not shown to investigators and not counted above.", class_="source-line"),
        tool_cards(cards, page.terms, notes=told),
        aria_labelledby="suspended-head",
        class_="suspended-tools",
    )


def _suspension(item: SuspendedTool) -> str:
    since = f"Suspended since {item.since}" if item.since else "Suspended"
    return f"{since}. {item.reason}"


def page_line(page: SearchPage) -> Html:
    """Return which results are shown, such as "21 to 40 of 57"."""
    first = (page.request.page - 1) * page.request.size + 1
    return tag("p", f"{first} to {first + len(page.cards) - 1} of {page.total}", class_="source-line")


def filter_name(item: ActiveFilter) -> str:
    """Return a chosen filter as words: "Cost: Free"."""
    return f"{item.facet_label}: {item.label}"


def most_useful(active: tuple[ActiveFilter, ...]) -> tuple[ActiveFilter, ...]:
    """Return the filters whose removal would find tools, the one that finds most first."""
    return tuple(
        sorted((item for item in active if item.total_without), key=lambda item: -item.total_without)
    )


def nothing_found(page: SearchPage) -> Html:
    """Return what an empty answer says: which filter to drop, and how to search otherwise."""
    useful = most_useful(page.active)
    said = "No tool matches all of this. " if page.active else "No tool answers this."
    advice: Html | str = ""
    if useful:
        best = useful[0]
        advice = join(
            *("Without ", tag("strong", filter_name(best)), " there would be "),
            counted(best.total_without, "tool", "tools"),
            ".",
        )
    elif page.active:
        advice = "No single filter is the reason: several together, or the words, leave nothing."
    return tag(
        "div",
        tag("p", tag("strong", said), advice),
        tag("p", "Other ways to search:", class_="list-label"),
        tag("ul", map(_way, _ways(page)), class_="statements"),
        class_="notice tone-neutral",
    )


def _ways(page: SearchPage) -> tuple[Html | str, ...]:
    words: tuple[Html | str, ...] = (
        "Use fewer words, or the words of the task: what goes in, what should come out.",
        join("Search the beginning of a word with a star: ", tag("strong", "geoloc*"), "."),
        "Take quotation marks and minus signs away; they narrow the search.",
    )
    finder = join(
        tag("a", "Answer three questions", href="/finder"), " about what you have and what you need."
    )
    browse = join("Look through the ", tag("a", "map of the catalogue", href="/browse"), ".")
    near = tuple(
        join(
            "Look at the nearest capability: ",
            tag("a", item.label, href=record_address("capability", item.id)),
            ".",
        )
        for item in page.nearest
    )
    return (*near, *(words if page.request.text else ()), finder, browse)


def _way(sentence: Html | str) -> Html:
    return tag("li", sentence)
