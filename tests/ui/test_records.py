"""Tool, capability, case, map and about as markup."""

import itertools
from collections.abc import Callable

import pytest

from catalog.domain.case_search import CaseRequest
from catalog.queries.count_views import CatalogueMap
from catalog.queries.shown_concern_views import ConcernPart
from catalog.ui.html import Html
from catalog.ui.parts.about_text import about_document
from catalog.ui.parts.capability_sections import capability_document
from catalog.ui.parts.case_register import register_document
from catalog.ui.parts.case_sections import case_document
from catalog.ui.parts.map_table import map_document
from catalog.ui.parts.tool_sections import tool_document
from tests.ui import sample_views as sample
from tests.ui.reading import Read

DOCUMENTS: dict[str, Callable[[], Html]] = {
    "tool": lambda: tool_document(sample.tool_page(), "age-tool"),
    "capability": lambda: capability_document(sample.capability_page()),
    "case": lambda: case_document(sample.case_page()),
    "cases": lambda: register_document(sample.case_register(CaseRequest())),
    "map": lambda: map_document(sample.catalogue_map()),
    "about": lambda: about_document(sample.about_page()),
}


def bare_tool() -> dict[str, object]:
    """Return the changes that leave a tool with nothing but what must be there."""
    lists = dict.fromkeys(("users", "claims", "limitations", "annotations"), ())
    words = dict.fromkeys(("homepage", "repository", "licence", "input", "output", "maturity"), "not-stated")
    return lists | words | {"listing": {"status": "listed"}, "aliases": ()}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_headings_are_in_order(name: str) -> None:
    """Each page has one first heading, none is empty, and none skips a level."""
    levels = [level for level, _ in Read(DOCUMENTS[name]()).headings]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_anchor_has_its_place_once(name: str) -> None:
    """Each anchor link leads to an id of the same page, and no id stands twice."""
    read = Read(DOCUMENTS[name]())
    ids = read.ids()

    assert len(ids) == len(set(ids))
    assert {link[1:] for link in read.links() if link.startswith("#")} <= set(ids)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_outside_links_are_closed_and_show_their_host(name: str) -> None:
    """A link that leaves the catalogue opens beside it, sends no referrer and shows its host."""
    read = Read(DOCUMENTS[name]())
    outside = [attributes for attributes in read.all("a") if attributes["href"].startswith("http")]

    assert all(link["target"] == "_blank" and link["rel"] == "noreferrer noopener" for link in outside)
    assert all(link["href"].split("/")[2].removeprefix("www.") in read.text for link in outside)


def test_tool_page_says_everything() -> None:
    """The tool page shows every statement of the record, and nothing that is for curators only."""
    page = sample.tool_page()
    text = Read(tool_document(page, "age-tool")).text
    tool = page.tool

    groups = (tool.users, tool.claims, tool.limitations, tool.annotations)
    said = [str(item.text) for group in groups for item in group]
    said += [
        tool.name,
        tool.summary,
        tool.description,
        page.provider_name,
        page.verification,
        *page.questions,
    ]
    said += [source.source.title for source in page.sources]
    assert [words for words in said if words not in text] == []
    assert "CURATORS ONLY" not in text


def test_facts_carry_the_numbers_of_their_sources() -> None:
    """Each number is a named link to the source, and the source has the place it points to."""
    read = Read(tool_document(sample.tool_page(), "age-tool"))
    cites = [attributes for attributes in read.all("a") if attributes.get("class") == "cite"]

    assert {link["href"] for link in cites} == {"#source-1", "#source-2", "#source-3"}
    assert all(link["aria-label"] == f"Source {link['href'].removeprefix('#source-')}" for link in cites)
    assert {"source-1", "source-2", "source-3"} <= set(read.ids())


def test_claims_stand_apart_by_who_measured_them() -> None:
    """A provider's figure stands under its own heading, and who reports another's figure is said."""
    read = Read(tool_document(sample.tool_page(), "age-tool"))
    text = read.text
    independent, provider = (
        text.index("Measured independently", text.index("Evidence", 900)),
        text.index("The provider's own figures"),
    )

    assert (
        independent
        < text.index("Mean absolute error 2.0 years.")
        < provider
        < text.index("Works for 99 of 100 images.")
    )
    assert "as the provider reports it" in text
    assert "Conditions not stated · date not stated" in text


def test_the_kind_of_tool_stands_apart_from_the_product() -> None:
    """What a capability holds is under its own heading, and each principle says when nothing is recorded."""
    read = Read(tool_document(sample.tool_page(), "age-tool"))
    headings = [words for _, words in read.headings]

    assert headings.count("About this product") == 5
    assert headings.count("About this kind of tool") == 2
    assert read.text.count("Nothing recorded.") == 3


def test_the_strongest_caution_comes_before_the_facts() -> None:
    """The caution stands on the first screen with its reason and the sources of the reason."""
    markup = tool_document(sample.tool_page(concerns=ConcernPart()), "age-tool").text
    box = markup[markup.index('role="note"') :]

    assert markup.index('role="note"') < markup.index("first-facts")
    assert box.index("A court stopped its use in 2024.") < box.index("#source-2") < box.index("</div>")


def test_a_bare_tool_has_no_gap() -> None:
    """A tool with nothing recorded says so in every part and shows no empty list."""
    page = sample.tool_page(
        tool=sample.tool(**bare_tool()),
        **dict.fromkeys(("badges", "claims", "compliance", "legal", "kinds", "cases"), ()),
        **dict.fromkeys(("related", "relations", "questions", "more_facts"), ()),
        caution=None,
        principles=sample.principles(()),
    )
    read = Read(tool_document(page, "age-tool"))

    assert "<ul></ul>" not in tool_document(page, "age-tool").text.replace(' class="tags"', "")
    for sentence in (
        "No source read so far names a user.",
        "No figure on how well it works was found in the sources read.",
        "That does not mean it has none.",
        "No case of the catalogue is linked to this tool.",
        "No related tool is recorded.",
        "maturity not stated",
        "No legal fact of the catalogue is linked to this kind of use.",
    ):
        assert sentence in read.text
    assert read.text.count("Nothing recorded.") == 5


def test_compliance_is_not_advice() -> None:
    """Legal facts show article, date and confidence under the sentence that this is not legal advice."""
    text = Read(tool_document(sample.tool_page(), "age-tool")).text

    assert "decision support, not legal advice" in text
    assert "EU AI Act, Art 5" in text
    assert "As of 13 September 2026 · confidence high · AIA-10" in text


def test_a_tool_that_took_over_says_so() -> None:
    """Somebody who follows an old address is told whose record this is; others are not."""
    assert "took over the record “old-name”" in Read(tool_document(sample.tool_page(), "old-name")).text
    assert "took over" not in Read(tool_document(sample.tool_page(), "age-tool")).text


def test_cells_of_the_map_lead_to_the_search() -> None:
    """A count is a named link to the search with both filters; no tools is no link."""
    read = Read(map_document(sample.catalogue_map()))
    cells = {link["href"]: link["aria-label"] for link in read.all("a") if "aria-label" in link}

    assert (
        cells["/?capability=age-estimation&stage=analyse-content"]
        == "21 tools: Age estimation, Analyse content"
    )
    assert cells["/?capability=age-estimation"] == "12 tools: Age estimation"
    assert not any("gait" in address for address in cells)
    assert "No capability is recorded yet." in Read(map_document(CatalogueMap((), (), 0))).text


def test_tables_name_their_columns_and_rows() -> None:
    """Every heading cell of a table has its scope and every table its caption."""
    for name in ("map", "about"):
        read = Read(DOCUMENTS[name]())
        assert all("scope" in attributes for attributes in read.all("th"))
        assert len(read.all("caption")) == len(read.all("table"))


def test_empty_capability_and_case_say_so() -> None:
    """A capability and a case with nothing recorded say it in every part."""
    bare = sample.capability(
        **dict.fromkeys(
            ("can_tell", "cannot_tell", "questions", "limitations", "annotations", "evaluations"), ()
        )
    )
    capability = sample.capability_page(
        capability=bare, **dict.fromkeys(("neighbours", "tools", "cases", "legal", "sources"), ())
    )
    text = Read(capability_document(capability)).text
    assert text.count("Nothing recorded.") == 3
    assert "No tool of the catalogue has this capability." in text

    case = sample.case_page(case=sample.case(outcome="not-stated", editors_view=None, systems=()), tools=())
    text = Read(case_document(case)).text
    assert "No outcome is recorded in the sources read." in text
    assert "editors' view" not in text
    assert "not stated" in text
