"""The search page as plain HTML, before Streamlit has loaded."""

import re
from urllib.parse import parse_qs, urlencode

from catalog.domain.search import SearchRequest, Sort
from catalog.ui.html import join, tag
from catalog.ui.parts.address import request_of
from catalog.ui.parts.first_view import first_view
from catalog.ui.parts.found import Found
from tests.ui import sample_views as sample
from tests.ui.reading import Read

REQUEST = SearchRequest(
    "face", {"stage": ("stage-a", "stage-b"), "cost": ("cost-a",)}, Sort.NAME, undone=("topic:x", "word:y")
)


def _read(request: SearchRequest = REQUEST, *, why: bool = False) -> Read:
    found = Found(sample.search_page(request), (), {}, why)
    return Read(first_view(found, (("Search", "/"), ("Finder", "/finder")), tag("p", "Sign in")))


def test_sending_the_form_asks_for_the_same_search() -> None:
    """What a browser sends of the form without a change is the search that is shown, from its first page."""
    sent = [
        (box["name"], box.get("value", ""))
        for box in _read(why=True).all("input")
        if box["type"] != "checkbox" or "checked" in box
    ]
    params = parse_qs(urlencode(sent))

    assert request_of(params) == REQUEST
    assert params["why"] == ["1"]


def test_every_box_belongs_to_the_form() -> None:
    """Boxes stand beside the form and name it; each has a label with its count."""
    read = _read()
    boxes = [box for box in read.all("input") if box["type"] == "checkbox"]

    assert {box["form"] for box in boxes} == {read.all("form")[0]["id"]}
    assert len(read.all("label")) == len(boxes) + 1
    assert len(re.findall(r"\(\d+\)", read.text)) >= len(boxes)


def test_it_has_what_the_page_has() -> None:
    """Menu, corner, heading, answer and the other pages are there, and the field has the cursor."""
    read = _read(SearchRequest())

    assert [level for level, _ in read.headings][:2] == [1, 2]
    assert {"/finder", "/tool?slug=tool-1", "/?page=2"} <= set(read.links())
    assert "Sign in" in read.text
    assert "autofocus" in next(box for box in read.all("input") if box["name"] == "q")


def test_ids_are_its_own() -> None:
    """No id is given twice, and none is that of the search field that follows."""
    ids = _read().ids()
    assert len(ids) == len(set(ids))
    assert "q" not in ids


def test_an_empty_page_of_facets_is_no_fault() -> None:
    """A search that leaves nothing to choose has a column without folds."""
    page = sample.search_page(SearchRequest("x"), facets=(), cards=(), total=0)
    assert Read(first_view(Found(page, (), {}, why=False), (), join())).all("fieldset") == []
