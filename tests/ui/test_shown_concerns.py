"""Concerns on cards and pages: by word and icon, whole and in order, and what each person can do."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from catalog import bootstrap
from catalog.bootstrap import App
from catalog.domain.people import VISITOR, Actor
from catalog.queries.shown_concern_views import ConcernPart
from catalog.ui.parts.capability_sections import capability_document
from catalog.ui.parts.cards import tool_cards
from catalog.ui.parts.case_sections import case_document
from catalog.ui.parts.results import suspended_block
from catalog.ui.parts.shown_concerns import concern_banner, concern_section
from catalog.ui.parts.tool_sections import tool_document
from tests.actions.concern_world import SEVERE, raised
from tests.actions.workflow_world import ANNA, CLARA, FRANK
from tests.queries.effects_world import SUBJECT, now, opened
from tests.ui import sample_views as sample
from tests.ui.reading import Read
from tests.ui.sample_concerns import CONDITIONS, concern_part


def test_a_card_lists_the_conditions_of_use_under_their_name() -> None:
    """Badge, name and every condition are words; the icons are hidden from screen readers."""
    card = sample.card(badges=(CONDITIONS,), conditions=("Only with a warrant.", "Only with a log."))
    read = Read(tool_cards((card,)))
    assert "Conditions of use:" in read.text
    assert all(words in read.text for words in card.conditions)
    icons = [attributes for attributes in read.all("span") if "icon" in attributes.get("class", "")]
    assert icons
    assert all(attributes["aria-hidden"] == "true" for attributes in icons)


def test_the_banner_says_what_it_means_and_leads_to_the_panel() -> None:
    """The strongest effect in a sentence, the conditions, and a link to the part that the page really has."""
    read = Read(tool_document(sample.tool_page(), "age-tool"))
    assert "#part-concerns" in read.links()
    assert {"part-concerns", "part-kind"} <= set(read.ids())
    assert len(read.ids()) == len(set(read.ids()))
    assert concern_banner(None) is None


@pytest.mark.parametrize(
    "text",
    [
        tool_document(sample.tool_page(), "age-tool").text,
        capability_document(sample.capability_page()).text,
        case_document(sample.case_page()).text,
    ],
    ids=["tool", "capability", "case"],
)
def test_the_panel_has_everything_in_order(text: str) -> None:
    """Concern, who is affected, the four variables, reply and statement with source and interest, verdict and review."""
    said = Read(text).text
    order = (
        "Concern 7: Privacy",
        "Faces of passers-by are kept.",
        "people in the street",
        "unknown, so it counts as the worst",
        "The record names it.",
        "We delete on request.",
        "sells the product",
        "What happened",
        "Taken up for examination",
        "upheld with conditions",
        "The ruling says so.",
        "To be reviewed by 6 March 2027",
        "Concern 8: Fairness",
        "Nobody has replied yet.",
    )
    said = said[said.index("Concern 7: Privacy") :]
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_no_concern_is_said_in_a_sentence() -> None:
    """An empty panel does not sound like an all-clear, and offers nothing to a visitor."""
    read = Read(concern_section(ConcernPart()))
    assert "That does not mean that there is none." in read.text
    assert read.links() == []


def test_suspended_tools_stand_on_the_first_page_only_and_apart() -> None:
    """The block says that they are not counted; the following pages do not repeat it."""
    page = sample.search_page(suspended=(sample.suspended_tool(),))
    block = Read(suspended_block(page))
    assert "1 suspended tool fits this search" in block.text
    assert "Suspended since 3 March 2026. Concern 9: out of sight." in block.text
    assert not suspended_block(replace(page, request=replace(page.request, page=2))).text
    assert not suspended_block(sample.search_page()).text


def test_a_capability_says_how_many_tools_are_in_which_state() -> None:
    """Counts in words at the head of the page."""
    text = Read(capability_document(sample.capability_page())).text
    assert "conditions of use: 1 tool; warning: 2 tools" in text


def test_the_concerns_of_a_part_can_be_shown_twice_with_their_own_places() -> None:
    """Two parts on one page have no place in common."""
    first, second = (Read(concern_section(concern_part(number))).ids() for number in (1, 11))
    assert set(first) & set(second) == {"part-concerns", "part-concerns-title"}


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """A small catalogue with a concern; pages take it for theirs."""
    made = opened(tmp_path)
    raised(made.store, slug=SUBJECT)
    serve(monkeypatch, now(made))
    yield made
    made.store.close()


def serve(monkeypatch: pytest.MonkeyPatch, app: App) -> None:
    """Let pages read this catalogue."""
    shared = SimpleNamespace(app=lambda _: app, refresh=lambda: app)
    monkeypatch.setattr(bootstrap, "_shared", shared)


def _tool_page() -> None:
    from catalog.ui.pages.tool import render  # noqa: PLC0415  # the body of a page script

    render()


def drawn(monkeypatch: pytest.MonkeyPatch, actor: Actor) -> str:
    """Return the markup of the tool page as Streamlit draws it for somebody."""
    monkeypatch.setattr("catalog.ui.parts.actor.actor_of", lambda *_: actor)
    page = AppTest.from_function(_tool_page, default_timeout=30)
    page.query_params["slug"] = SUBJECT
    page.run()
    assert not page.exception
    return "".join(item.value for item in page.html)


@pytest.mark.parametrize(
    ("actor", "ways"),
    [(VISITOR, ()), (FRANK, ("/report",)), (ANNA, ("/report",)), (CLARA, ("/raise", "/report"))],
    ids=["visitor", "investigator", "curator", "reviewer"],
)
def test_each_person_is_offered_what_they_may_do(
    app: App, monkeypatch: pytest.MonkeyPatch, actor: Actor, ways: tuple[str, ...]
) -> None:
    """Reviewers raise, everybody with an account reports, visitors read."""
    text = drawn(monkeypatch, actor)
    assert "Concern under examination" in text
    for page in ("/raise", "/report"):
        assert (f"{page}?kind=tool&amp;slug={SUBJECT}" in text) is (page in ways)
    assert ("clara" in text) is (actor in (ANNA, CLARA))


@pytest.mark.parametrize("actor", [VISITOR, FRANK, ANNA, CLARA], ids=lambda actor: actor.role)
def test_a_suspended_tool_has_a_page_for_editors_only(
    app: App, monkeypatch: pytest.MonkeyPatch, actor: Actor
) -> None:
    """Editors see it marked, with its history to restore it from; others get the sentence for no tool."""
    raised(app.store, SEVERE, slug=SUBJECT)
    serve(monkeypatch, now(app))
    text = drawn(monkeypatch, actor)
    editor = actor in (ANNA, CLARA)
    assert ("not shown to investigators" in text) is editor
    assert ("Zebra Finder" in text) is editor
    assert ("There is no tool at this address" in text) is not editor
