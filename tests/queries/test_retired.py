"""A question with the very name of a retired tool is told what became of it, beside the results."""

from collections.abc import Iterator

import pytest

from catalog.actions.records import propose, suspend
from catalog.bootstrap import App, renewed
from catalog.domain.people import VISITOR
from catalog.domain.search import SearchRequest
from catalog.domain.workflow import Act
from catalog.queries.search import search_page
from catalog.queries.views import SearchPage
from catalog.ui.parts.results import retired_lines, said
from tests.actions.workflow_world import ANNA, BORIS, CLARA, TOOL, approved
from tests.queries.opening import small_app
from tests.samples import raw_tool


@pytest.fixture
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A retired tool with a successor, one without, and a suspended one."""
    tools = [
        raw_tool("photo-sorter", aliases=["Fotosortér <b>"]),
        raw_tool("voice-finder"),
        raw_tool("map-reader"),
    ]
    with small_app(tmp_path_factory.mktemp("retired"), *tools, raw_tool("new-sorter")) as opened:
        for slug, successor in (("photo-sorter", "new-sorter"), ("voice-finder", "")):
            asked = propose(opened.store, ANNA, Act.RETIRE, TOOL, slug, "support has ended <i>", successor)
            for actor in (BORIS, CLARA):
                approved(opened.store, actor, asked)
        suspend(opened.store, CLARA, TOOL, "map-reader", "a court forbade it")
        yield opened


def found(app: App, text: str) -> SearchPage:
    """Return the answer that a visitor gets."""
    return search_page(renewed(app).read, VISITOR, SearchRequest(text))


@pytest.mark.parametrize("text", ["Photo Sorter", "  photo   SORTER ", '"photo sorter"', "fotosorter <b>"])
def test_an_exact_name_is_answered_with_reason_and_successor(app: App, text: str) -> None:
    """Whatever case, spaces, quotes or accents: name, day, reason, successor; and it is no result."""
    page = found(app, text)
    assert [(one.slug, one.reason, one.successor) for one in page.retired] == [
        ("photo-sorter", "support has ended <i>", "new-sorter")
    ]
    assert page.retired[0].date
    assert "photo-sorter" not in {card.slug for card in page.cards}
    markup = retired_lines(page).text
    assert "was retired on" in markup
    assert "support has ended &lt;i&gt;" in markup
    assert "/tool?slug=new-sorter" in markup
    assert said(page).startswith("Photo Sorter was retired.")


def test_without_a_successor_it_says_so(app: App) -> None:
    """A tool whose place nothing took says that none is named."""
    page = found(app, "voice finder")
    assert page.retired[0].successor == ""
    assert "No successor is named." in retired_lines(page).text


@pytest.mark.parametrize("text", ["", "photo", "photo sorter for police", "map reader", "new sorter"])
def test_anything_else_says_nothing(app: App, text: str) -> None:
    """Parts of a name, longer questions, published tools and suspended ones are not told of."""
    page = found(app, text)
    assert page.retired == ()
    assert retired_lines(page).text == ""


def test_the_answer_itself_is_the_same(app: App) -> None:
    """The line weighs nothing: results, order and scores are those of the index."""
    page = found(app, "photo sorter")
    result = renewed(app).read.index.search(SearchRequest("photo sorter"))
    assert [(card.slug, page.scores[card.slug]) for card in page.cards] == [
        (hit.slug, hit.score) for hit in result.hits
    ]
