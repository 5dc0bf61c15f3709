"""The case page."""

from catalog.domain.values import NOT_STATED
from catalog.queries.dates import written_date, written_jurisdiction
from catalog.queries.views import CasePage, Choice, FactRow
from catalog.ui.html import Html, tag
from catalog.ui.parts.address import term_address
from catalog.ui.parts.cards import tool_cards
from catalog.ui.parts.case_address import cases_address
from catalog.ui.parts.facts import choice_links, empty, fact_list, section
from catalog.ui.parts.shown_concerns import concern_banner, concern_section
from catalog.ui.parts.sources import source_list
from catalog.ui.parts.text import UNSTATED


def case_document(page: CasePage) -> Html:
    """Return the whole case page."""
    case = page.case
    nothing = "No outcome is recorded in the sources read."
    outcome = empty(nothing) if case.outcome == NOT_STATED else tag("p", case.outcome)
    known = tag("p", f"Known up to {written_date(case.as_of)}.", class_="source-line")
    return tag(
        "div",
        _head(page),
        section("happened", "What happened", tag("p", case.what_happened)),
        section("outcome", "Outcome", outcome, known),
        concern_section(page.concerns),
        section("view", "The editors' view", tag("p", case.editors_view)) if case.editors_view else None,
        section("principles", "Principles concerned", _terms("principle", page.principles)),
        section("rights", "Rights concerned", _terms("right", page.rights)),
        _rules(page),
        section("capabilities", "Capabilities concerned", choice_links("capability", page.capabilities)),
        _tools(page),
        section("sources", "Sources", source_list(page.sources)),
        class_="record narrow",
    )


def _head(page: CasePage) -> Html:
    case = page.case
    systems = ", ".join(case.systems) or UNSTATED
    rows = (
        *(
            FactRow("Date", written_date(case.date)),
            FactRow("Jurisdiction", written_jurisdiction(case.jurisdiction)),
        ),
        *(
            FactRow("Body", case.body),
            FactRow("Systems named by the sources", systems, stated=bool(case.systems)),
        ),
    )
    return tag(
        "header",
        tag("h1", case.title),
        tag("p", "Case · ", page.kind, class_="byline"),
        concern_banner(page.concerns.banner),
        fact_list(rows, look="facts first-facts"),
        class_="head",
    )


def _rules(page: CasePage) -> Html | None:
    """Return the rules of the compliance profiles that rest on the case, or nothing."""
    if not page.rules:
        return None
    lead = tag(
        "p",
        "Rules that the compliance profiles of tools apply, with the places in texts that they cite beside this case. "
        "They are the catalogue's reading, and no legal advice.",
        class_="lead",
    )
    lines = [
        tag(
            "li",
            tag("strong", rule.id),
            f": {rule.title} ",
            tag("span", "; ".join(rule.places), class_="inline-source"),
        )
        for rule in page.rules
    ]
    return section("rules", "Compliance rules that rest on it", lead, tag("ul", lines, class_="statements"))


def _terms(facet: str, terms: tuple[Choice, ...]) -> Html:
    """Return principles or rights, each with the way to what it means and to the other cases that bear on it."""
    if not terms:
        return empty("None recorded.")
    lines = [
        tag(
            "li",
            tag("a", term.label, href=term_address(facet, term.id)),
            " · ",
            tag(
                "a",
                "other cases",
                tag("span", f" on {term.label}", class_="unseen"),
                href=cases_address(**{facet: term.id}),
            ),
        )
        for term in terms
    ]
    return tag("ul", lines, class_="statements")


def _tools(page: CasePage) -> Html:
    if not page.tools:
        return section(
            "tools", "Tools of the catalogue", empty("The case concerns no tool of the catalogue.")
        )
    return section("tools", "Tools of the catalogue", tool_cards(page.tools))
