from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog.bootstrap import App, open_app
from catalog.domain.errors import NotFound
from catalog.domain.search import SearchRequest, Sort
from catalog.queries.about import about_page
from catalog.queries.browse import catalogue_map
from catalog.queries.capabilities import capability_page
from catalog.queries.cases import case_page
from catalog.queries.search import search_page
from catalog.queries.tools import tool_page
from catalog.settings import Settings
from tests.samples import TODAY, capability, case, raw_tool, source, write_content

Opener = Callable[..., App]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Opens a catalogue on a small folder of its own."""
    apps: list[App] = []

    def open_small(*tools: dict[str, Any], **more: Any) -> App:
        folder = write_content(tmp_path / "data", *tools, **more)
        apps.append(open_app(Settings(home=tmp_path / "home", data=folder), TODAY))
        return apps[-1]

    yield open_small
    for app in apps:
        app.store.close()


def annotation(kind: str, date: str = "2024", principle: str = "human-autonomy/privacy") -> dict[str, Any]:
    """Return the raw form of an annotation."""
    return {
        "principle": principle,
        "kind": kind,
        "text": f"A {kind} of {date}.",
        "date": date,
        "sources": [1],
    }


def test_an_empty_question_gives_everything_with_counts(opened: Opener) -> None:
    """Without words all tools are found, and each facet counts them."""
    app = opened(raw_tool("one"), raw_tool("two", cost="paid"))
    page = search_page(app.read, app.visitor, SearchRequest())
    assert (page.total, page.pages, page.catalogue_size) == (2, 1, 2)
    cost = next(facet for facet in page.facets if facet.id == "cost")
    assert {value.id: value.count for value in cost.values} == {"free": 1, "paid": 1}


def test_a_filter_keeps_the_other_values_of_its_facet_in_sight(opened: Opener) -> None:
    """Counts of a facet say what another choice in it would find."""
    app = opened(raw_tool("one"), raw_tool("two", cost="paid", offline=False))
    page = search_page(app.read, app.visitor, SearchRequest(filters={"cost": ("free",)}))
    counts = {facet.id: {value.id: value.count for value in facet.values} for facet in page.facets}
    assert [card.slug for card in page.cards] == ["one"]
    assert counts["cost"] == {"free": 1, "paid": 1}
    assert counts["offline"] == {"yes": 1}


def test_an_empty_answer_says_which_filter_to_drop(opened: Opener) -> None:
    """Each active filter knows how many tools there would be without it."""
    app = opened(raw_tool("one"), raw_tool("two", cost="paid"))
    request = SearchRequest(filters={"cost": ("paid",), "offline": ("no",)})
    page = search_page(app.read, app.visitor, request)
    assert page.total == 0
    assert {item.facet: item.total_without for item in page.active} == {"cost": 0, "offline": 1}


def test_the_cost_of_a_filter_from_an_address_nobody_wrote(opened: Opener) -> None:
    """An unknown facet or value does no harm and finds nothing."""
    app = opened(raw_tool("one"))
    page = search_page(app.read, app.visitor, SearchRequest(filters={"cost": ("<script>",)}))
    assert page.total == 0
    assert page.active[0].label == "<script>"


def test_sorting_by_evidence_puts_independent_figures_first(opened: Opener) -> None:
    """A tool with an independent measurement comes before one with the provider's own."""
    claim = {"text": "It found 9 of 10.", "sources": [1]}
    app = opened(
        raw_tool("alpha", claims=[claim | {"measured_by": "provider"}]),
        raw_tool("beta", claims=[claim | {"measured_by": "independent"}]),
    )
    page = search_page(app.read, app.visitor, SearchRequest(sort=Sort.EVIDENCE))
    assert [card.slug for card in page.cards] == ["beta", "alpha"]
    assert any(badge.text == "Independent evidence" for badge in page.cards[0].badges)


def test_a_tool_page_numbers_its_facts(opened: Opener) -> None:
    """Every fact names the source that backs it, and what no source says is "not stated"."""
    app = opened(raw_tool(cost="not-stated", sources={1: source(supports=["description", "access"])}))
    page = tool_page(app.read, app.visitor, "photo-sorter")
    facts = {row.label: row for row in page.first_facts}
    assert facts["Who can get it"].sources == (1,)
    assert (facts["Cost"].value, facts["Cost"].stated) == ("not stated", False)
    assert [row.host for row in page.sources] == ["example.org"]
    assert any("cost" in question for question in page.questions)


def test_a_tool_page_shows_all_five_principles(opened: Opener) -> None:
    """A principle with nothing recorded is there too; class-level facts stand apart from the product's."""
    kind = capability(
        annotations=[annotation("concern", principle="fairness/equality-and-non-discrimination")],
        sources={1: source(supports=[])},
    )
    app = opened(raw_tool(annotations=[annotation("safeguard")]), capabilities=[kind])
    page = tool_page(app.read, app.visitor, "photo-sorter")
    sections = {section.id: section for section in page.principles}
    assert len(sections) == 5
    assert [item.kind for item in sections["human-autonomy"].own] == ["safeguard"]
    assert sections["fairness"].own == ()
    assert [note.annotation.kind for note in sections["fairness"].about_kind] == ["concern"]
    assert sections["lawfulness"].own == sections["lawfulness"].about_kind == ()


def test_the_strongest_caution_is_the_gravest_and_newest(opened: Opener) -> None:
    """The listing comes before a ruling, a ruling before a concern, the newer before the older."""
    noted = [annotation("concern", "2026"), annotation("ruling", "2020"), annotation("ruling", "2023")]
    app = opened(
        raw_tool("ruled", annotations=noted),
        raw_tool(
            "warned", annotations=noted, listing={"status": "cautionary", "reason": "Withdrawn in 2023."}
        ),
        raw_tool("quiet"),
    )
    cautions = {slug: tool_page(app.read, app.visitor, slug).caution for slug in ("ruled", "warned", "quiet")}
    assert cautions["quiet"] is None
    assert cautions["ruled"] is not None
    assert cautions["ruled"].explanation == "A ruling of 2023."
    assert cautions["warned"] is not None
    assert cautions["warned"].explanation == "Withdrawn in 2023."


def test_an_old_slug_leads_to_the_tool_that_took_it_over(opened: Opener) -> None:
    """A merged tool's slug opens the kept one; an unknown slug is a sentence."""
    app = opened(raw_tool(redirects=["old-sorter"]))
    assert tool_page(app.read, app.visitor, "old-sorter").tool.slug == "photo-sorter"
    with pytest.raises(NotFound, match="no tool at this address"):
        tool_page(app.read, app.visitor, "nothing")


def test_warnings_are_never_related_suggestions(opened: Opener) -> None:
    """Related tools leave out cautionary and discontinued ones and the tool itself."""
    warned = raw_tool("warned", listing={"status": "cautionary", "reason": "Ruled unlawful in 2020."})
    app = opened(raw_tool("one"), raw_tool("two"), warned)
    assert [card.slug for card in tool_page(app.read, app.visitor, "one").related] == ["two"]


def test_cases_link_both_ways(opened: Opener) -> None:
    """A case stands on its tool's and its capability's page, and leads back to them."""
    app = opened(raw_tool(), cases=[case()])
    assert [item.slug for item in tool_page(app.read, app.visitor, "photo-sorter").cases] == [
        "xx-example-2024"
    ]
    kind = capability_page(app.read, app.visitor, "near-duplicate-clustering")
    assert [item.slug for item in kind.cases] == ["xx-example-2024"]
    assert [card.slug for card in kind.tools] == ["photo-sorter"]
    page = case_page(app.read, app.visitor, "xx-example-2024")
    assert [card.slug for card in page.tools] == ["photo-sorter"]


@pytest.mark.parametrize("read_page", [capability_page, case_page])
def test_unknown_addresses_are_sentences(opened: Opener, read_page: Callable[..., object]) -> None:
    """A capability or case that does not exist is a sentence, not an accident."""
    app = opened(raw_tool())
    with pytest.raises(NotFound, match="at this address"):
        read_page(app.read, app.visitor, "nothing")


def test_the_map_counts_each_capability_by_stage(opened: Opener) -> None:
    """The map has every family, and counts what a filtered search would find."""
    app = opened(raw_tool("one"), raw_tool("two", stages=["analyse-content"]))
    catalogue = catalogue_map(app.read, app.visitor)
    rows = [row for family in catalogue.families for row in family.rows]
    assert [(row.total, dict(row.by_stage)) for row in rows] == [
        (2, {"sort-and-reduce-exposure": 1, "analyse-content": 1})
    ]
    assert len(catalogue.families) <= 9


def test_the_about_page_counts_what_is_published(opened: Opener) -> None:
    """Statistics come from the store, with shares of the whole."""
    app = opened(raw_tool("one"), raw_tool("two"))
    page = about_page(app.read, app.visitor)
    tables = {table.title: {row[0]: row[1:] for row in table.rows} for table in page.counts}
    assert page.records == 2
    assert tables["Records"]["tools"] == ("2",)
    assert tables["Sourcing"]["Tools with an independent source"] == ("2 of 2", "100%")
