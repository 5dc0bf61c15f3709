"""The page of principles and rights: what each means here, and what of the catalogue bears on it."""

from catalog.queries.principles import PrinciplesPage, TermPage, TermRow
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import term_address
from catalog.ui.parts.cards import case_cards
from catalog.ui.parts.case_address import cases_address
from catalog.ui.parts.facts import choice_links, contents, empty, section
from catalog.ui.parts.text import counted

_PARTS = (("principles", "The five principles"), ("rights", "Rights"))


def principles_document(page: PrinciplesPage) -> Html:
    """Return the whole page of principles and rights."""
    parts = tag(
        "div",
        section(
            "principles",
            "The five principles",
            tag("p", page.note, class_="lead"),
            [_principle(row) for row in page.principles],
        ),
        section(
            "rights",
            "Rights",
            tag("p", page.rights_note, class_="lead"),
            tag("dl", [_line("right", row) for row in page.rights], class_="facts"),
        ),
        class_="parts",
    )
    head = tag(
        "header",
        tag("h1", "Principles and rights"),
        tag(
            "p",
            "What ethics notes of tools and cases are put under, and where to find the cases that bear on each.",
            class_="summary",
        ),
        class_="head",
    )
    return tag("div", head, tag("div", contents(_PARTS), parts, class_="with-toc"), class_="record")


def _principle(row: TermRow) -> Html:
    lines = tag("dl", [_line("principle", part) for part in row.parts], class_="facts")
    title = tag("h3", tag("a", row.label, href=term_address("principle", row.id)))
    return tag("div", title, tag("p", row.definition), _counts("principle", row), lines, class_="principle")


def _line(facet: str, row: TermRow) -> Html:
    name = tag("dt", tag("a", row.label, href=term_address(facet, row.id)))
    return tag("div", name, tag("dd", tag("p", row.definition), _counts(facet, row)))


def _counts(facet: str, row: TermRow) -> Html:
    cases: Html | str = (
        tag("a", counted(row.cases, "case", "cases"), href=cases_address(**{facet: row.id}))
        if row.cases
        else "no case"
    )
    tools = f"a note on {counted(row.tools, 'tool', 'tools')}" if facet == "principle" else None
    return tag("p", join(cases, tools, between=" · "), class_="source-line")


def term_document(page: TermPage) -> Html:
    """Return the page of one principle, part or right."""
    row = page.row
    kind = "Right" if page.facet == "right" else "Principle"
    core = tag("a", page.core.label, href=term_address("principle", page.core.id)) if page.core else None
    every = tag("a", "All principles and rights", href="/principles")
    head = tag(
        "header",
        tag("h1", row.label),
        tag("p", join(kind, core, every, between=" · "), class_="byline"),
        tag("p", row.definition, class_="summary"),
        _counts(page.facet, row),
        class_="head",
    )
    parts = tag("dl", [_line("principle", part) for part in row.parts], class_="facts") if row.parts else None
    kinds = (
        choice_links("capability", page.capabilities)
        if page.capabilities
        else empty("Nothing is recorded about a whole kind of tool.")
    )
    about_kinds = section("kinds", "Kinds of tool with a note under it", kinds)
    return tag(
        "div",
        head,
        section("parts", "Its parts", parts) if parts else None,
        about_kinds if page.facet == "principle" else None,
        section("cases", "Cases", case_cards(page.cases, "No case of the register bears on it.")),
        class_="record narrow",
    )
