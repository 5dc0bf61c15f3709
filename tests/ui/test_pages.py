"""Each page run as Streamlit runs it, with views made by hand."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from catalog.domain.errors import NotFound, Unavailable
from catalog.domain.finder import Answers
from catalog.domain.search import SearchRequest
from catalog.queries.views import FacetValue, UnderstoodPart
from tests.ui import sample_views as sample

PAGES = ("search", "tool", "capability", "case", "browse", "about", "finder")
Answer = Callable[..., Any]


def _raise(error: Exception) -> Answer:
    def answer(*_: object) -> None:
        raise error

    return answer


def _one_page() -> None:
    import importlib  # noqa: PLC0415  # the body of a page script: nothing outside it exists there

    import streamlit as st  # noqa: PLC0415

    importlib.import_module(f"catalog.ui.pages.{st.session_state['page-under-test']}").render()


@pytest.fixture
def asked() -> list[SearchRequest]:
    """The searches that the search page asked for."""
    return []


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch, asked: list[SearchRequest]) -> pytest.MonkeyPatch:
    """Queries that answer with sample views, and no catalogue behind them."""

    def search(_read: object, _actor: object, request: SearchRequest) -> Any:
        asked.append(request)
        return sample.search_page(request)

    def undone(_read: object, _actor: object, request: SearchRequest) -> Any:
        return tuple(UnderstoodPart(name, name.title(), ()) for name in request.undone)

    queries: dict[str, Answer] = {
        "search.search_page": search,
        "search.why": lambda _read, _actor, _request, slug: sample.why(slug),
        "search.undone_parts": undone,
        "finder.finder_view": lambda _read, _actor, answers: sample.finder(answers),
        "tool.tool_page": lambda *_: sample.tool_page(),
        "capability.capability_page": lambda *_: sample.capability_page(),
        "case.case_page": lambda *_: sample.case_page(),
        "case.case_list": lambda *_: (sample.case_card(),),
        "browse.catalogue_map": lambda *_: sample.catalogue_map(),
        "about.about_page": lambda *_: sample.about_page(),
    }
    for name, answer in queries.items():
        monkeypatch.setattr(f"catalog.ui.pages.{name}", answer)
    for page in PAGES:
        monkeypatch.setattr(
            f"catalog.ui.pages.{page}.the_app", lambda: SimpleNamespace(read=None, visitor=None)
        )
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
        ("tool", "tool_page"),
        ("capability", "capability_page"),
        ("case", "case_page"),
        ("browse", "catalogue_map"),
        ("about", "about_page"),
        ("finder", "finder_view"),
    ],
)
def test_an_error_is_a_sentence(answers: pytest.MonkeyPatch, page: str, query: str) -> None:
    """An error of the catalogue is shown as its sentence with the way to the search, and nothing else is."""
    answers.setattr(
        f"catalog.ui.pages.{page}.{query}", _raise(Unavailable("The index is being built; try again."))
    )
    markup = shown(opened(page, slug="any"))

    assert "Not available at the moment" in markup
    assert "The index is being built; try again." in markup
    assert 'href="/"' in markup
    assert "Traceback" not in markup


@pytest.mark.parametrize(
    ("page", "query"), [("tool", "tool_page"), ("capability", "capability_page"), ("case", "case_page")]
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


def test_a_search_is_read_from_the_address(asked: list[SearchRequest]) -> None:
    """An address opened cold gives its words, filters, order and page, and the widgets show them."""
    at = opened(
        "search", q="face", cost="cost-a", stage=["stage-a", "stage-b"], sort="name", page="2", other="x"
    )

    assert asked[-1].text == "face"
    assert asked[-1].filters == {"stage": ("stage-a", "stage-b"), "cost": ("cost-a",)}
    assert (asked[-1].sort.value, asked[-1].page) == ("name", 2)
    assert at.text_input(key="q").value == "face"
    assert at.checkbox(key="stage.stage-b").value
    assert at.checkbox(key="cost.cost-a").value
    assert not at.checkbox(key="media.media-a").value
    assert at.selectbox(key="order").value == "name"


def test_a_page_beyond_the_last_shows_the_last(asked: list[SearchRequest]) -> None:
    """An address that asks for page 99 of three shows page 3."""
    at = opened("search", page="99")

    assert [request.page for request in asked] == [99, 3]
    assert "41 to 60 of 57" in shown(at)


def test_words_and_filters_go_into_the_address(asked: list[SearchRequest]) -> None:
    """What is typed and chosen stands in the address, by id, and starts at page 1."""
    at = opened("search", page="3")
    at.text_input(key="q").set_value("face").run()
    at.checkbox(key="stage.stage-a").check().run()
    at.selectbox(key="order").select("evidence").run()

    assert shown(at)
    assert dict(at.query_params) == {"q": "face", "stage": "stage-a", "sort": "evidence"}
    assert asked[-1] == SearchRequest("face", {"stage": ("stage-a",)}, asked[-1].sort)


def test_chips_remove_one_or_all(asked: list[SearchRequest]) -> None:
    """A chip drops its own value; "clear all" drops every filter and keeps the words."""
    at = opened("search", q="face", stage=["stage-a", "stage-b"], cost="cost-a")
    at.button(key="chip-stage.stage-a").click().run()
    assert asked[-1].filters == {"stage": ("stage-b",), "cost": ("cost-a",)}
    assert not at.checkbox(key="stage.stage-a").value

    at.button(key="clear-all").click().run()
    assert asked[-1] == SearchRequest("face")
    assert shown(at)


def test_an_empty_answer_offers_ways_out(answers: pytest.MonkeyPatch, asked: list[SearchRequest]) -> None:
    """With nothing found the page offers to drop a filter or the words."""

    def empty(_read: object, _actor: object, request: SearchRequest) -> Any:
        asked.append(request)
        return sample.search_page(request, total=0, pages=1, cards=())

    answers.setattr("catalog.ui.pages.search.search_page", empty)
    at = opened("search", q="face", cost="cost-a")
    assert "No tool matches all of this." in shown(at)

    at.button(key="out-cost.cost-a").click().run()
    assert asked[-1] == SearchRequest("face")
    at.button(key="out-words").click().run()
    assert asked[-1] == SearchRequest()


def test_hostile_labels_stay_labels(answers: pytest.MonkeyPatch) -> None:
    """Markdown and directives in a facet's label do not reach the widget unescaped."""

    def hostile(_read: object, _actor: object, request: SearchRequest) -> Any:
        page = sample.search_page(request)
        stage = next(facet for facet in page.facets if facet.id == "stage")
        bad = FacetValue("stage-a", "**x** :red[y] [z](https://e.example)", 3, False)
        changed = replace(stage, values=(bad,))
        return replace(page, facets=tuple(changed if facet.id == "stage" else facet for facet in page.facets))

    answers.setattr("catalog.ui.pages.search.search_page", hostile)
    label = opened("search").checkbox(key="stage.stage-a").label

    assert label.startswith("\\*\\*x\\*\\* \\:red\\[y\\] \\[z\\]\\(https\\:")


def _read_so(asked: list[SearchRequest]) -> Answer:
    def search(_read: object, _actor: object, request: SearchRequest) -> Any:
        asked.append(request)
        return sample.search_page(request, understood=sample.understood(), did_you_mean="face mask")

    return search


def test_a_reading_is_shown_and_undone(answers: pytest.MonkeyPatch, asked: list[SearchRequest]) -> None:
    """Each part of the reading is a button; undone ones add up in the address and each can be read so again."""
    answers.setattr("catalog.ui.pages.search.search_page", _read_so(asked))
    at = opened("search", q="fase", cost="cost-a", page="2")
    assert at.button(key="undo-limit:offline:offline").label == "works offline"

    at.button(key="undo-topic:face-recognition").click().run()
    at.button(key="undo-word:fase").click().run()
    assert asked[-1] == SearchRequest(
        "fase", {"cost": ("cost-a",)}, undone=("topic:face-recognition", "word:fase")
    )
    assert at.query_params["undone"] == ["topic:face-recognition", "word:fase"]

    at.button(key="redo-topic:face-recognition").click().run()
    assert asked[-1].undone == ("word:fase",)
    at.text_input(key="q").set_value("voice").run()
    assert asked[-1] == SearchRequest("voice", {"cost": ("cost-a",)})
    assert shown(at)


def test_an_undone_part_survives_filters_and_order(asked: list[SearchRequest]) -> None:
    """Choosing a filter, an order or a page keeps what was undone; clearing the words forgets it."""
    at = opened("search", q="face", undone="topic:x")
    at.checkbox(key="stage.stage-a").check().run()
    at.selectbox(key="order").select("name").run()
    at.button(key="clear-all").click().run()
    assert asked[-1] == SearchRequest("face", sort=asked[-1].sort, undone=("topic:x",))
    assert dict(at.query_params) == {"q": "face", "undone": "topic:x", "sort": "name"}


def test_another_text_is_offered_as_a_link(answers: pytest.MonkeyPatch, asked: list[SearchRequest]) -> None:
    """The question "did you mean" links the search for the other text with the same filters."""
    answers.setattr("catalog.ui.pages.search.search_page", _read_so(asked))
    assert '<a href="/?q=face+mask&amp;cost=cost-a">face mask</a>' in shown(
        opened("search", q="fase", cost="cost-a", undone="topic:x")
    )


def test_reasons_are_shown_on_demand(answers: pytest.MonkeyPatch, asked: list[SearchRequest]) -> None:
    """Reasons are asked for only when wanted, once a card, and the wish stays in the address."""
    slugs: list[str] = []

    def why(_read: object, _actor: object, _request: object, slug: str) -> Any:
        slugs.append(slug)
        return sample.why(slug)

    answers.setattr("catalog.ui.pages.search.why", why)
    at = opened("search", q="face")
    assert (slugs, "Why here" in shown(at)) == ([], False)

    at.checkbox(key="why").check().run()
    assert len(slugs) == len(set(slugs)) == shown(at).count("Why here") == 20
    at.checkbox(key="stage.stage-a").check().run()
    assert dict(at.query_params) == {"q": "face", "stage": "stage-a", "why": "1"}
    at.checkbox(key="why").uncheck().run()
    assert "why" not in at.query_params
    assert "Why here" not in shown(at)


def test_without_words_there_are_no_reasons() -> None:
    """A list that no words asked for offers no reasons, even where the address asks for them."""
    at = opened("search", why="1")
    assert "Why here" not in shown(at)
    assert not [box for box in at.checkbox if box.key == "why"]


def test_hostile_parts_of_a_reading_stay_labels(
    answers: pytest.MonkeyPatch, asked: list[SearchRequest]
) -> None:
    """Markdown in the parts of a reading reaches neither their buttons nor their explanations unescaped."""
    bad = UnderstoodPart("topic:x", "**x** :red[y]", ("[z](https://e.example)",))

    def search(_read: object, _actor: object, request: SearchRequest) -> Any:
        return sample.search_page(request, understood=sample.understood(topics=(bad,)))

    answers.setattr("catalog.ui.pages.search.search_page", search)
    button = opened("search", q="x").button(key="undo-topic:x")
    assert button.label == "\\*\\*x\\*\\* \\:red\\[y\\]"
    assert "\\[z\\]\\(https\\:" in button.help


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
