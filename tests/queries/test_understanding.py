from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.bootstrap import App, open_app
from catalog.domain.search import SearchRequest
from catalog.queries.search import search_page, suggestions, why
from catalog.settings import Settings
from tests.samples import TODAY, concept, raw_tool, write_content, write_thesaurus


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """A small catalogue with a thesaurus."""
    tools = [
        raw_tool("one"),
        raw_tool("two", offline=False),
        raw_tool("three"),
        raw_tool("four"),
        raw_tool("five"),
    ]
    offline = concept(
        "offline", kind="constraint", labels={"en": ["without network"]}, maps_to={"offline": ["yes"]}
    )
    folder = write_thesaurus(write_content(tmp_path / "data", *tools), concept(), offline)
    opened = open_app(Settings(home=tmp_path / "home", data=folder), TODAY)
    yield opened
    opened.store.close()


def test_the_page_says_how_the_text_was_read(app: App) -> None:
    """Topics and limits come with labels, words and ids; an undone id makes the words plain."""
    request = SearchRequest("voice cloning without network")
    page = search_page(app.read, app.visitor, request)
    (topic,), (limit,) = page.understood.topics, page.understood.filters
    assert (topic.id, topic.label, topic.words) == (
        "topic:voice-cloning",
        "voice cloning",
        ("voice", "cloning"),
    )
    assert (limit.facet_label, limit.values, limit.relaxed) == ("Works offline", ("Yes",), True)
    assert [card.slug for card in page.cards] == ["five", "four", "one", "three", "two"]
    undone = SearchRequest(request.text, undone=(limit.id,))
    assert search_page(app.read, app.visitor, undone).understood.filters == ()


def test_corrections_are_told(app: App) -> None:
    """A misspelt word is shown as typed and as read."""
    (part,) = search_page(app.read, app.visitor, SearchRequest("voice clonning")).understood.corrections
    assert (part.words, part.label) == (("clonning",), "cloning")


def test_why_is_told_in_words(app: App) -> None:
    """Fields and concepts of an explanation have labels; shares add up to the whole."""
    told = why(app.read, app.visitor, SearchRequest("voice cloning pictures"), "one")
    assert "voice cloning" in dict(told.concepts)
    assert {"summary", "description"} <= {label for label, _ in told.fields}
    assert sum(share for _, share in (*told.concepts, *told.fields)) == pytest.approx(1.0, abs=0.06)


def test_suggestions_are_told_with_labels(app: App) -> None:
    """What may be meant is shown by its label."""
    assert [one.label for one in suggestions(app.read, app.visitor, "voice")] == ["voice cloning"]
