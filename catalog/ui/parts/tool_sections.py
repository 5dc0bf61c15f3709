"""The parts of a tool page below the first screen, in reading order."""

from typing import Final

from catalog.domain.tool import Claim
from catalog.domain.values import NOT_STATED
from catalog.queries.dates import written_date
from catalog.queries.views import ClaimGroup, ToolPage
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import record_address
from catalog.ui.parts.cards import case_cards, register_link, tool_cards
from catalog.ui.parts.compliance import compliance_part
from catalog.ui.parts.ethics import ethics_part
from catalog.ui.parts.facts import choice_links, contents, empty, fact_list, plain_list, section, statements
from catalog.ui.parts.kinds import kinds_part
from catalog.ui.parts.shown_concerns import NAME, TITLE, concern_section
from catalog.ui.parts.sources import cite, source_list
from catalog.ui.parts.tool_head import stage_links, tool_head

_PARTS: Final = (
    ("what", "What it does"),
    ("users", "Who uses it"),
    ("evidence", "Evidence"),
    ("limits", "Limits"),
    (NAME, TITLE),
    ("ethics", "Ethics"),
    ("compliance", "Compliance"),
    ("cases", "Cases"),
    ("related", "Related tools"),
    ("questions", "Questions to ask the provider"),
    ("kind", "About this kind of tool"),
    ("sources", "Sources"),
    ("verification", "How this record was checked"),
)
_REPORTERS: Final = {
    "provider": "as the provider reports it",
    "authors": "as the authors report it",
    "independent": "as an independent source reports it",
}


def tool_document(page: ToolPage, asked: str) -> Html:
    """Return the whole tool page as one piece."""
    parts = (
        _what(page),
        section("users", "Who uses it", statements(page.tool.users, "No source read so far names a user.")),
        _evidence(page.claims),
        _limits(page),
        concern_section(page.concerns),
        ethics_part(page),
        compliance_part(page),
        section(
            "cases",
            "Cases",
            case_cards(page.cases, "No case of the catalogue is linked to this tool."),
            register_link(len(page.cases), tool=page.tool.slug),
        ),
        _related(page),
        section(
            "questions", "Questions to ask the provider", plain_list(page.questions, "No questions recorded.")
        ),
        kinds_part(page.kinds, page.kind_concerns),
        section("sources", "Sources", source_list(page.sources)),
        section("verification", "How this record was checked", tag("p", page.verification)),
    )
    body = tag("div", contents(_PARTS), tag("div", *parts, class_="parts"), class_="with-toc")
    return tag("div", tool_head(page, asked), body, class_="record")


def _what(page: ToolPage) -> Html:
    tool = page.tool
    return section(
        "what",
        "What it does",
        tag("p", tool.description, cite(tool.supporting("description"))),
        *(tag("h3", "Capabilities"), choice_links("capability", page.capabilities)),
        *(tag("h3", "Steps of the investigation"), stage_links(page)),
        *(tag("h3", "In detail"), fact_list(page.more_facts)) if page.more_facts else (),
    )


def _evidence(groups: tuple[ClaimGroup, ...]) -> Html:
    shown = [group for group in groups if group.claims]
    if not shown:
        return section(
            "evidence", "Evidence", empty("No figure on how well it works was found in the sources read.")
        )
    content = [
        join(tag("h3", group.label), tag("ul", map(_claim, group.claims), class_="claims")) for group in shown
    ]
    return section("evidence", "Evidence", content)


def _claim(claim: Claim) -> Html:
    notes = [] if claim.conditions == NOT_STATED else [f"Conditions: {claim.conditions}"]
    if claim.conditions == NOT_STATED:
        notes.append("Conditions not stated")
    notes.append("date not stated" if claim.date == NOT_STATED else written_date(claim.date))
    if claim.reported_by and claim.reported_by != claim.measured_by:
        notes.append(_REPORTERS[claim.reported_by])
    text = tag("p", claim.text, cite(claim.sources))
    return tag("li", text, tag("p", " · ".join(notes), class_="claim-notes"), class_="claim")


def _limits(page: ToolPage) -> Html:
    pointer = tag(
        "p",
        *(
            "What holds for every tool of this kind stands under ",
            tag("a", "About this kind of tool", href="#part-kind"),
        ),
        ".",
        class_="source-line",
    )
    nothing = "No limitation of this product was found in the sources read. That does not mean it has none."
    return section(
        "limits", "Limits", statements(page.tool.limitations, nothing), pointer if page.kinds else None
    )


def _related(page: ToolPage) -> Html:
    relations = [
        tag("li", relation, ": ", tag("a", tool.label, href=record_address("tool", tool.id)))
        for relation, tool in page.relations
    ]
    if not relations and not page.related:
        return section("related", "Related tools", empty("No related tool is recorded."))
    listed = tag("ul", relations, class_="statements") if relations else None
    return section("related", "Related tools", listed, tool_cards(page.related) if page.related else None)
