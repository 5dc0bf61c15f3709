"""What the form of a case asks, section by section, and what a new case begins with.

A test holds that every field of a case has its place here.
"""

from typing import Any, Final

from catalog.domain.values import NOT_STATED
from catalog.ui.parts.field_spec import FieldSpec, Section, line, term, terms, text

CASE_SECTIONS: Final = (
    Section(
        "identity",
        "What the case is",
        (
            line(
                "title",
                "Title",
                "Who decided or found what, in one plain line; no name of a victim or suspect.",
                open_=False,
            ),
            term(
                "kind",
                "Kind of case",
                "Ruling, fine, ban, settlement, incident, audit or study.",
                "case-kinds",
                open_=False,
            ),
            line("date", "Date", "Of the decision or event: YYYY, YYYY-MM or YYYY-MM-DD.", 10, open_=False),
            line(
                "jurisdiction",
                "Jurisdiction",
                "Code of the country (NL), of a part of it (US-NJ), EU or INT; several with “ / ” between.",
                60,
                open_=False,
            ),
            line("body", "Body", "The court, authority, office or authors.", open_=False),
        ),
    ),
    Section(
        "events",
        "What happened",
        (
            text(
                "what_happened",
                "What happened",
                "Who alleged, found or decided what, and when; neutral, in our own words.",
                4000,
                open_=False,
            ),
            text("outcome", "Outcome", "As it stands on the date below: orders, appeals, settlements.", 4000),
            line(
                "as_of",
                "Known up to",
                "How far you looked for the outcome: YYYY-MM or YYYY-MM-DD.",
                10,
                open_=False,
            ),
            text(
                "editors_view",
                "The editors' view",
                "What we conclude from it, if anything; shown apart and as ours.",
                4000,
                open_=False,
                optional=True,
            ),
        ),
    ),
    Section(
        "links",
        "What it bears on",
        (
            FieldSpec(
                "systems",
                "Systems named by the sources",
                "lines",
                "One a line: the names that the sources use.",
            ),
            terms(
                "tools",
                "Tools",
                "Tools of the catalogue that a source names; none if none is.",
                "tools",
                open_=False,
            ),
            terms(
                "capabilities",
                "Capabilities",
                "The kinds of tool that it is about.",
                "capabilities",
                open_=False,
            ),
            terms("principles", "Principles", "Those that the sources bear out.", "principles", open_=False),
            terms("rights", "Rights", "Those that the sources bear out.", "rights", open_=False),
        ),
    ),
)
"""The fields of a case; its sources are a list."""

FRESH_CASE: Final[dict[str, Any]] = {
    "date": "",
    "jurisdiction": "",
    "body": "",
    "kind": "",
    "tools": [],
    "systems": [],
    "capabilities": [],
    "principles": [],
    "rights": [],
    "what_happened": "",
    "outcome": NOT_STATED,
    "editors_view": None,
    "as_of": "",
    "sources": {},
}
"""What a new case begins with."""
