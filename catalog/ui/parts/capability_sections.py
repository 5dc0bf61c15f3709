"""The capability page as one piece: definition, borders, what it can tell, limits, ethics, law, cases, tools."""

from typing import Final

from catalog.queries.views import CapabilityPage
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import filter_address, record_address
from catalog.ui.parts.cards import case_cards, register_link, tool_cards
from catalog.ui.parts.compliance import legal_facts
from catalog.ui.parts.ethics import annotation_list
from catalog.ui.parts.facts import contents, empty, plain_list, section, statements
from catalog.ui.parts.shown_concerns import NAME, TITLE, concern_banner, concern_section
from catalog.ui.parts.sources import source_list
from catalog.ui.parts.text import counted

_PARTS: Final = (
    ("borders", "Not to be confused with"),
    ("tells", "What it can and cannot tell"),
    ("questions", "Questions to ask the provider"),
    ("limits", "Limits"),
    (NAME, TITLE),
    ("ethics", "Ethics"),
    ("evaluations", "Independent evaluations"),
    ("law", "Legal facts"),
    ("cases", "Cases"),
    ("tools", "Tools"),
    ("sources", "Sources"),
)


def capability_document(page: CapabilityPage) -> Html:
    """Return the whole capability page."""
    item = page.capability
    parts = (
        section("borders", "Not to be confused with", _borders(page)),
        _tells(page),
        section(
            "questions", "Questions to ask the provider", plain_list(item.questions, "No questions recorded.")
        ),
        section("limits", "Limits", statements(item.limitations, "No limitation recorded.")),
        concern_section(page.concerns),
        section("ethics", "Ethics", annotation_list(item.annotations, page.words)),
        section(
            "evaluations", "Independent evaluations", statements(item.evaluations, "No evaluation recorded.")
        ),
        section("law", "Legal facts", legal_facts(page.legal, page.legal_note)),
        section(
            "cases",
            "Cases",
            case_cards(page.cases, "No case of the catalogue concerns this capability."),
            register_link(len(page.cases), capability=page.capability.slug),
        ),
        _tools(page),
        section(
            "sources", "Sources", source_list(page.sources) if page.sources else empty("No source recorded.")
        ),
    )
    body = tag("div", contents(_PARTS), tag("div", *parts, class_="parts"), class_="with-toc")
    return tag("div", _head(page), body, class_="record")


def _head(page: CapabilityPage) -> Html:
    search = tag(
        "a", counted(len(page.tools), "tool", "tools"), href=filter_address(capability=page.capability.slug)
    )
    stages = [tag("li", tag("a", item.label, href=filter_address(stage=item.id))) for item in page.stages]
    return tag(
        "header",
        tag("h1", page.capability.label),
        tag("p", join("Capability", page.family, search, between=" · "), class_="byline"),
        tag("p", page.capability.definition, class_="summary"),
        concern_banner(page.concerns.banner),
        tag("p", "Helps in these steps of the investigation:", class_="list-label"),
        tag("ul", stages, class_="tags"),
        _states(page),
        class_="head",
    )


def _states(page: CapabilityPage) -> Html | None:
    """Return how many of the tools reviewers' concerns are in force about."""
    told = [f"{label.lower()}: {counted(count, 'tool', 'tools')}" for label, count in page.states]
    return tag("p", f"{TITLE} – ", "; ".join(told), class_="source-line") if told else None


def _borders(page: CapabilityPage) -> Html:
    if not page.neighbours:
        return empty("No border to a neighbouring capability is recorded.")
    rows = [
        tag(
            "div",
            tag("dt", tag("a", choice.label, href=record_address("capability", choice.id))),
            tag("dd", border),
        )
        for choice, border in page.neighbours
    ]
    return tag("dl", rows, class_="facts")


def _tells(page: CapabilityPage) -> Html:
    item = page.capability
    return section(
        "tells",
        "What it can and cannot tell",
        *(tag("h3", "Can tell"), plain_list(item.can_tell, "Nothing recorded.")),
        *(tag("h3", "Cannot tell"), plain_list(item.cannot_tell, "Nothing recorded.")),
    )


def _tools(page: CapabilityPage) -> Html:
    if not page.tools:
        return section("tools", "Tools", empty("No tool of the catalogue has this capability."))
    return section("tools", "Tools", tool_cards(page.tools))
