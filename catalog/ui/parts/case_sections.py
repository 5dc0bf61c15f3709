"""The case page and the list of cases."""

from catalog.domain.values import NOT_STATED
from catalog.queries.dates import written_date, written_jurisdiction
from catalog.queries.views import CaseCard, CasePage, FactRow
from catalog.ui.html import Html, tag
from catalog.ui.parts.cards import case_cards, tool_cards
from catalog.ui.parts.facts import choice_links, empty, fact_list, plain_list, section
from catalog.ui.parts.shown_concerns import concern_banner, concern_section
from catalog.ui.parts.sources import source_list
from catalog.ui.parts.text import UNSTATED, counted


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
        section("principles", "Principles concerned", plain_list(page.principles, "None recorded.")),
        section("rights", "Rights concerned", plain_list(page.rights, "None recorded.")),
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


def _tools(page: CasePage) -> Html:
    if not page.tools:
        return section(
            "tools", "Tools of the catalogue", empty("The case concerns no tool of the catalogue.")
        )
    return section("tools", "Tools of the catalogue", tool_cards(page.tools))


def cases_document(cards: tuple[CaseCard, ...]) -> Html:
    """Return the list of all cases."""
    return tag(
        "div",
        tag("h1", "Cases"),
        tag(
            "p",
            "Documented rulings, fines, incidents, audits and studies that show what can happen when tools like "
            "these are used. Each says who found or decided what, and when.",
            class_="summary",
        ),
        tag("p", counted(len(cards), "case", "cases"), class_="source-line"),
        case_cards(cards, "No case is recorded yet.", heading="h2"),
        class_="record narrow",
    )
