"""The first screen of a tool page: what one needs to decide whether to read on."""

from catalog.domain.values import NOT_STATED
from catalog.queries.views import ToolPage
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import filter_address
from catalog.ui.parts.badges import badge_list, caution_box, icon
from catalog.ui.parts.facts import fact_list
from catalog.ui.parts.shown_concerns import NAME, concern_banner, conditions_list
from catalog.ui.parts.sources import cite, outside_link
from catalog.ui.parts.text import word_for


def tool_head(page: ToolPage, asked: str) -> Html:
    """Return name, provider, kind, summary, the strongest caution and the first facts.

    `asked` is the slug of the address: a tool that took over another one says so.
    """
    tool = page.tool
    return tag(
        "header",
        _moved(asked) if asked != tool.slug else None,
        tag("h1", tool.name),
        tag("p", _byline(page), class_="byline"),
        tag("p", "Also called: ", ", ".join(tool.aliases), class_="aliases") if tool.aliases else None,
        tag("p", tool.summary, class_="summary"),
        badge_list(page.badges),
        _suspended(page) or concern_banner(page.concerns.banner),
        caution_box(page.caution, _caution_sources(page)) if page.caution else None,
        fact_list(page.first_facts, look="facts first-facts"),
        _own_pages(page),
        class_="head",
    )


def _byline(page: ToolPage) -> Html:
    maturity = word_for(page.words, "maturity", page.tool.maturity)
    shown = "maturity not stated" if page.tool.maturity == NOT_STATED else maturity
    return join(page.provider_name, page.kind, shown, between=" · ")


def _caution_sources(page: ToolPage) -> Html | None:
    listing = page.tool.listing
    return cite(listing.sources) if page.caution and page.caution.explanation == listing.reason else None


def _suspended(page: ToolPage) -> Html | None:
    """Return what an editor must know of a tool that readers do not see."""
    told = page.suspended
    if told is None:
        return None
    since = f" since {told.since}" if told.since else ""
    text = tag("p", tag("strong", f"Suspended{since}: not shown to investigators. "), told.reason)
    panel = (
        tag("p", tag("a", "Read what concerns say of it", href=f"#part-{NAME}"))
        if page.concerns.banner
        else None
    )
    body = tag("div", text, conditions_list(told.card.conditions), panel)
    return tag(
        "div", icon("stop"), body, class_="notice concern-banner tone-stop", role="note", id="suspended"
    )


def _moved(asked: str) -> Html:
    return tag(
        "p", "This tool took over the record “", asked, "”, whose address you followed.", class_="source-line"
    )


def _own_pages(page: ToolPage) -> Html | None:
    places = (("Provider's page", page.tool.homepage), ("Repository", page.tool.repository))
    links = [outside_link(url, label) for label, url in places if url != NOT_STATED]
    return tag("p", join(*links, between=" · "), class_="own-pages") if links else None


def stage_links(page: ToolPage) -> Html:
    """Return the steps of the investigation where the tool helps, each leading to the search."""
    links = [tag("li", tag("a", stage.label, href=filter_address(stage=stage.id))) for stage in page.stages]
    return tag("ul", links, class_="tags")
