"""Each page run as Streamlit runs it, with views made by hand."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from catalog.domain.errors import NotFound, Unavailable
from catalog.domain.finder import Answers
from catalog.domain.people import VISITOR
from catalog.domain.search import SearchRequest
from catalog.queries.views import UnderstoodPart
from catalog.ui.parts.controls import draw_controls
from catalog.ui.parts.facets import MORE
from tests.ui import sample_views as sample
from tests.ui.reading import Read

Drawn = dict[str, dict[str, Any]]
PAGES = ("search", "tool", "capability", "case", "browse", "about", "finder")
Answer = Callable[..., Any]


def _raise(error: Exception) -> Answer:
    def answer(*_: object) -> None:
        raise error

    return answer


def _one_page() -> None:
    import importlib  # noqa: PLC0415  # the body of a page script: nothing outside it exists there

    import streamlit as st  # noqa: PLC0415

    if st.session_state.pop("asks", None):
        importlib.import_module("catalog.ui.parts.state").take_wanted("controls")
    importlib.import_module(f"catalog.ui.pages.{st.session_state['page-under-test']}").render()


@pytest.fixture
def asked() -> list[SearchRequest]:
    """The searches that the search page asked for."""
    return []


@pytest.fixture
def drawn() -> Drawn:
    """The data of the controls that were drawn last."""
    return {}


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch, asked: list[SearchRequest], drawn: Drawn) -> pytest.MonkeyPatch:
    """Queries that answer with sample views, and no catalogue behind them."""

    def search(_read: object, _actor: object, request: SearchRequest) -> Any:
        asked.append(request)
        return sample.search_page(request)

    def undone(_read: object, _actor: object, request: SearchRequest) -> Any:
        return tuple(UnderstoodPart(name, name.title(), ()) for name in request.undone)

    queries: dict[str, Answer] = {
        "parts.found.search_page": search,
        "parts.found.why": lambda _read, _actor, _request, slug: sample.why(slug),
        "parts.found.undone_parts": undone,
        "pages.finder.finder_view": lambda _read, _actor, answers: sample.finder(answers),
        "pages.tool.page_at": lambda *_: sample.tool_page(),
        "pages.capability.capability_page": lambda *_: sample.capability_page(),
        "pages.case.case_page": lambda *_: sample.case_page(),
        "pages.case.case_register": lambda _read, _actor, request: sample.case_register(request),
        "pages.browse.catalogue_map": lambda *_: sample.catalogue_map(),
        "pages.about.about_page": lambda *_: sample.about_page(),
    }
    for name, answer in queries.items():
        monkeypatch.setattr(f"catalog.ui.{name}", answer)
    monkeypatch.setattr("catalog.ui.pages.search.draw_controls", lambda data, _on_go: drawn.update(data))
    for page in PAGES:
        room = "parts.found" if page == "search" else f"pages.{page}"
        monkeypatch.setattr(f"catalog.ui.{room}.the_app", lambda: SimpleNamespace(read=None))
        monkeypatch.setattr(f"catalog.ui.pages.{page}.current_actor", lambda: VISITOR)
    monkeypatch.setattr("catalog.ui.main.current_actor", lambda: VISITOR)
    return monkeypatch


def opened(page: str, /, **params: str | list[str]) -> AppTest:
    """Return a page opened at an address."""
    at = AppTest.from_function(_one_page, default_timeout=20)
    at.session_state["page-under-test"] = page
    for name, value in params.items():
        at.query_params[name] = value
    return at.run()


def shown(at: AppTest) -> str:
    """Return all markup of the page."""
    assert not at.exception
    return "".join(item.value for item in at.html)


@pytest.mark.parametrize(
    ("page", "heading"),
    [
        ("tool", "<h1>Age Tool</h1>"),
        ("capability", "<h1>Age estimation</h1>"),
        ("case", "<h1>Court stops use of Age Tool</h1>"),
        ("browse", "<h1>Browse the catalogue</h1>"),
        ("about", "<h1>About the catalogue</h1>"),
        ("search", "<h1>Find a tool</h1>"),
        ("finder", "<h1>Find a tool in three questions</h1>"),
    ],
)
def test_each_page_is_drawn(page: str, heading: str) -> None:
    """A page opened at its address draws its record under its heading."""
    assert heading in shown(opened(page, slug="any"))


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("search", "search_page"),
        ("tool", "page_at"),
        ("capability", "capability_page"),
        ("case", "case_page"),
        ("browse", "catalogue_map"),
        ("about", "about_page"),
        ("finder", "finder_view"),
    ],
)
def test_an_error_is_a_sentence(answers: pytest.MonkeyPatch, page: str, query: str) -> None:
    """An error of the catalogue is shown as its sentence with the way to the search, and nothing else is."""
    room = "parts.found" if page == "search" else f"pages.{page}"
    answers.setattr(f"catalog.ui.{room}.{query}", _raise(Unavailable("The index is being built; try again.")))
    markup = shown(opened(page, slug="any"))

    assert "Not available at the moment" in markup
    assert "The index is being built; try again." in markup
    assert 'href="/"' in markup
    assert "Traceback" not in markup


@pytest.mark.parametrize(
    ("page", "query"), [("tool", "page_at"), ("capability", "capability_page"), ("case", "case_page")]
)
def test_an_unknown_slug_is_said(answers: pytest.MonkeyPatch, page: str, query: str) -> None:
    """A slug that names nothing gives one clear sentence."""
    answers.setattr(f"catalog.ui.pages.{page}.{query}", _raise(NotFound("There is nothing at this address.")))
    markup = shown(opened(page, slug="<b>nothing</b>"))

    assert "<h1>Not found</h1>" in markup
    assert "There is nothing at this address." in markup
    assert "<b>nothing" not in markup


def test_addresses_without_a_slug() -> None:
    """Without a slug the tool and capability pages say so, and the case page lists all cases."""
    assert "This address names no tool." in shown(opened("tool"))
    assert "This address names no capability." in shown(opened("capability"))
    assert "<h1>Cases</h1>" in shown(opened("case"))


def wanted(at: AppTest, query: str, turn: int = 1) -> AppTest:
    """Run the page after the search field asked for a search, as its script does."""
    at.session_state["controls"] = SimpleNamespace(go={"query": query, "turn": turn})
    at.session_state["asks"] = True
    return at.run()


def boxes(drawn: Drawn) -> dict[str, bool]:
    """Return every value that the facets offer, by facet and id, and whether it is chosen."""
    return {
        f"{group['facet']}.{value['id']}": value["on"]
        for fold in drawn["facets"]["folds"]
        for group in fold.get("groups", ())
        for value in group["values"]
    }


def test_a_search_is_read_from_the_address(asked: list[SearchRequest], drawn: Drawn) -> None:
    """An address opened cold gives its words, filters, order and page, and the controls show them."""
    at = opened(
        "search", q="face", cost="cost-a", stage=["stage-a", "stage-b"], sort="name", page="2", other="x"
    )

    assert asked[-1].text == "face"
    assert asked[-1].filters == {"stage": ("stage-a", "stage-b"), "cost": ("cost-a",)}
    assert (asked[-1].sort.value, asked[-1].page) == ("name", 2)
    assert drawn["field"]["text"] == "face"
    assert drawn["field"]["query"] == "q=face&stage=stage-a&stage=stage-b&cost=cost-a&sort=name&page=2"
    assert [name for name, on in boxes(drawn).items() if on] == [
        "stage.stage-a",
        "stage.stage-b",
        "cost.cost-a",
    ]
    assert 'id="sort-name" aria-current="true"' in shown(at)


def test_a_page_beyond_the_last_shows_the_last(asked: list[SearchRequest]) -> None:
    """An address that asks for page 99 of three shows page 3."""
    at = opened("search", page="99")

    assert [request.page for request in asked] == [99, 3]
    assert "41 to 60 of 57" in shown(at)


def test_what_a_control_asks_for_goes_into_the_address(asked: list[SearchRequest], drawn: Drawn) -> None:
    """The wanted search stands in the address, and the answer says to which click it belongs."""
    at = wanted(opened("search", page="3"), "q=face&stage=stage-a&sort=evidence&why=1", turn=4)

    assert shown(at)
    assert dict(at.query_params) == {"q": "face", "stage": "stage-a", "sort": "evidence", "why": "1"}
    assert asked[-1] == SearchRequest("face", {"stage": ("stage-a",)}, asked[-1].sort)
    assert drawn["field"]["turn"] == 4


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "q=face",
        7,
        {},
        {"query": None, "turn": "x"},
        {"query": "cost=<b>&sort=odd&page=-1&x=1", "turn": []},
    ],
)
def test_a_strange_message_of_a_control_does_no_harm(asked: list[SearchRequest], sent: object) -> None:
    """What is no search leaves out what is not understood, as an address does."""
    at = opened("search")
    at.session_state["controls"] = SimpleNamespace(go=sent)
    at.session_state["asks"] = True
    assert shown(at.run())
    assert asked[-1].filters == {}


def test_facets_are_folded_by_family_and_need(drawn: Drawn) -> None:
    """Families are folds, folds with a choice and the first facets are open, rare facets stand under one fold."""
    opened("search", capability="age-estimation", kind="kind-a")
    folds = {fold["id"]: fold for fold in drawn["facets"]["folds"]}

    assert drawn["facets"]["title"] == "Filters (2 chosen)"
    assert folds["families"]["heading"]
    family = next(fold for name, fold in folds.items() if name.startswith("family-") and fold["chosen"])
    assert (family["chosen"], family["open"]) == (1, True)
    assert folds["stage"]["open"]
    assert not folds["cost"]["open"]
    assert (folds["more"]["label"], folds["more"]["chosen"], folds["more"]["open"]) == (
        "More filters",
        1,
        True,
    )
    assert {group["facet"] for group in folds["more"]["groups"]} == set(MORE)


def test_chips_remove_one_or_all() -> None:
    """A chip leads to the search without its value; "clear all" to the one with the words only."""
    at = opened("search", q="face", stage=["stage-a", "stage-b"], cost="cost-a", page="2")
    links = Read(shown(at)).links()

    assert "/?q=face&stage=stage-b&cost=cost-a" in links
    assert "/?q=face" in links


def test_an_empty_answer_offers_ways_out(answers: pytest.MonkeyPatch) -> None:
    """With nothing found the page offers to drop a filter or the words."""
    empty = sample.search_page(SearchRequest("face", {"cost": ("cost-a",)}), total=0, pages=1, cards=())
    answers.setattr("catalog.ui.parts.found.search_page", lambda *_: empty)
    markup = shown(opened("search", q="face", cost="cost-a"))

    assert "No tool matches all of this." in markup
    assert "Sort by" not in markup
    assert {"/?q=face", "/?cost=cost-a"} <= set(Read(markup).links())


def _read_so(asked: list[SearchRequest]) -> Answer:
    def search(_read: object, _actor: object, request: SearchRequest) -> Any:
        asked.append(request)
        return sample.search_page(request, understood=sample.understood(), did_you_mean="face mask")

    return search


def test_a_reading_is_shown_and_undone(answers: pytest.MonkeyPatch, asked: list[SearchRequest]) -> None:
    """Each part of the reading leads to the search without it; what was undone can be read so again."""
    answers.setattr("catalog.ui.parts.found.search_page", _read_so(asked))
    at = opened("search", q="fase", cost="cost-a", page="2", undone="topic:face-recognition")

    assert asked[-1].undone == ("topic:face-recognition",)
    links = Read(shown(at)).links()
    assert "/?q=fase&cost=cost-a&undone=topic%3Aface-recognition&undone=word%3Afase" in links
    assert "/?q=fase&cost=cost-a" in links


def test_another_text_is_offered_as_a_link(answers: pytest.MonkeyPatch, asked: list[SearchRequest]) -> None:
    """The question "did you mean" links the search for the other text with the same filters."""
    answers.setattr("catalog.ui.parts.found.search_page", _read_so(asked))
    assert '<a href="/?q=face+mask&amp;cost=cost-a">face mask</a>' in shown(
        opened("search", q="fase", cost="cost-a", undone="topic:x")
    )


def test_reasons_are_shown_on_demand(answers: pytest.MonkeyPatch) -> None:
    """Reasons are asked for only when wanted, once a card, and the wish stays in every link."""
    slugs: list[str] = []

    def why(_read: object, _actor: object, _request: object, slug: str) -> Any:
        slugs.append(slug)
        return sample.why(slug)

    answers.setattr("catalog.ui.parts.found.why", why)
    markup = shown(opened("search", q="face"))
    assert (slugs, "Why here" in markup) == ([], False)
    assert "/?q=face&why=1" in Read(markup).links()

    markup = shown(opened("search", q="face", stage="stage-a", why="1"))
    assert len(slugs) == len(set(slugs)) == markup.count("Why here") == 20
    assert {"/?q=face&why=1", "/?q=face&stage=stage-a&page=2&why=1", "/?q=face&stage=stage-a"} <= set(
        Read(markup).links()
    )


def test_without_words_there_are_no_reasons() -> None:
    """A list that no words asked for offers no reasons, even where the address asks for them."""
    markup = shown(opened("search", why="1"))
    assert "Why here" not in markup
    assert "each is here" not in markup


def test_the_controls_are_mounted_with_their_data(answers: pytest.MonkeyPatch) -> None:
    """Streamlit gets the controls as one component, with text as plain data and its script as a file of ours."""
    answers.setattr("catalog.ui.pages.search.draw_controls", draw_controls)
    (part,) = (element.proto for element in opened("search", q="**x** <b> 人").get("bidi_component"))

    data = json.loads(part.bytes)
    assert set(data) == {"field", "finder", "facets"}
    assert data["field"]["text"] == "**x** <b> 人"
    assert (part.js_source_path, part.js_content, part.html_content) == ("search.js", "", "")


def test_a_search_is_two_elements(answers: pytest.MonkeyPatch) -> None:
    """The part that a search draws anew is the controls and the answer: each further element is paid at each search."""
    answers.setattr("catalog.ui.pages.search.draw_controls", draw_controls)
    (fragment,) = (block for block in opened("search").main.children.values() if hasattr(block, "children"))

    assert [element.type for element in fragment.children.values()] == ["bidi_component", "html"]


def test_the_finder_asks_step_by_step(answers: pytest.MonkeyPatch) -> None:
    """Each answer goes into the address and opens the next question; another thing to start from forgets the rest."""
    at = opened("finder")
    assert (len(at.radio), len(at.checkbox)) == (0, 0)
    at.button_group(key="finder-have").set_value("images").run()
    assert dict(at.query_params) == {"have": "images"}
    at.radio(key="finder-need-images").set_value("where").run()
    assert "Show the 11 tools" in shown(at)
    at.checkbox(key="finder-under-offline").check().run()
    assert dict(at.query_params) == {"have": "images", "need": "where", "under": "offline"}
    assert 'href="/?capability=geolocation&amp;media=image"' in shown(at)
    assert at.checkbox(key="finder-under-no-cost").disabled

    at.button_group(key="finder-have").set_value("video").run()
    assert dict(at.query_params) == {"have": "video"}
    at.button(key="finder-again").click().run()
    assert dict(at.query_params) == {}


def test_the_finder_opens_at_its_answers(answers: pytest.MonkeyPatch) -> None:
    """An address of the finder opened cold shows its answers; one that leaves no tool says so without a link."""
    at = opened("finder", have="images", need="where", under=["offline"])
    assert at.button_group(key="finder-have").value == "images"
    assert at.radio(key="finder-need-images").value == "where"
    assert at.checkbox(key="finder-under-offline").value

    answers.setattr(
        "catalog.ui.pages.finder.finder_view", lambda *_: sample.finder(Answers("images", "where"), total=0)
    )
    markup = shown(opened("finder", have="images", need="where"))
    assert "No tool meets all of these conditions." in markup
    assert "Show the" not in markup


def test_the_whole_application_starts() -> None:
    """The script that Streamlit runs opens the search page with navigation, window and style."""
    at = AppTest.from_file("../../catalog/ui/entry/script.py", default_timeout=20).run()

    assert "<h1>Find a tool</h1>" in shown(at)
    assert any(item.value.startswith("<style>") for item in at.html)
