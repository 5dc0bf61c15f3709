"""Addresses hold the whole state of a search."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.facets import FACET_IDS
from catalog.domain.finder import Answers
from catalog.domain.search import SearchRequest, Sort
from catalog.ui.parts.address import (
    MAX_TEXT,
    answers_of,
    filter_address,
    params_of_answers,
    record_address,
    request_of,
    search_address,
    with_text,
    with_undone,
    with_value,
    without_filters,
)

_VALUES = st.lists(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True), max_size=3, unique=True)


@given(
    text=st.text(alphabet=st.characters(codec="utf-8"), max_size=40).map(str.strip),
    filters=st.dictionaries(st.sampled_from(FACET_IDS), _VALUES.filter(bool).map(tuple), max_size=4),
    sort=st.sampled_from(list(Sort)),
    page=st.integers(1, 400),
)
def test_address_and_search_are_one(
    text: str, filters: dict[str, tuple[str, ...]], sort: Sort, page: int
) -> None:
    """Reading the address of a search gives the same search."""
    request = SearchRequest(text=text, filters=filters, sort=sort, page=page)

    assert request_of(parse_qs(urlsplit(search_address(request)).query, keep_blank_values=True)) == request


@given(
    st.dictionaries(
        st.sampled_from((*FACET_IDS, "q", "page", "sort", "other")), st.lists(st.text(max_size=20))
    )
)
def test_any_address_is_understood_as_far_as_it_goes(params: dict[str, list[str]]) -> None:
    """Whatever the address holds, a search comes out whose values have the form of ids."""
    request = request_of(params)

    assert request.page >= 1
    assert len(request.text) <= MAX_TEXT
    assert set(request.filters) <= set(FACET_IDS)
    assert all(value.replace("-", "").isalnum() for item in request.filters.values() for value in item)


@pytest.mark.parametrize(
    ("params", "page", "sort"),
    [
        ({"page": ["0"]}, 1, Sort.RELEVANCE),
        ({"page": ["-3"], "sort": ["upside-down"]}, 1, Sort.RELEVANCE),
        ({"page": ["²"]}, 1, Sort.RELEVANCE),
        ({"page": ["9" * 50]}, 1, Sort.RELEVANCE),
        ({"page": ["3"], "sort": ["name"]}, 3, Sort.NAME),
    ],
)
def test_unknown_pages_and_orders_do_no_harm(params: dict[str, list[str]], page: int, sort: Sort) -> None:
    """What is no page or order is replaced by the usual one."""
    request = request_of(params)

    assert (request.page, request.sort) == (page, sort)


def test_choosing_starts_at_the_first_page() -> None:
    """A changed filter keeps words and order and goes back to page 1."""
    request = SearchRequest("face", {"cost": ("free",)}, Sort.NAME, page=3)

    assert with_value(request, "cost", "paid", chosen=True) == SearchRequest(
        "face", {"cost": ("free", "paid")}, Sort.NAME
    )
    assert with_value(request, "cost", "free", chosen=False) == SearchRequest("face", {}, Sort.NAME)
    assert without_filters(request) == SearchRequest("face", {}, Sort.NAME)


def test_addresses_of_pages() -> None:
    """Links lead to a filtered search or to a record, with anything unusual encoded."""
    assert (
        filter_address(stage="prevention", capability="geolocation")
        == "/?capability=geolocation&stage=prevention"
    )
    assert record_address("tool", 'a"><b') == "/tool?slug=a%22%3E%3Cb"
    assert search_address(SearchRequest()) == "/"
    assert search_address(SearchRequest(), why=True) == "/?why=1"


def test_undone_parts_stand_in_the_address() -> None:
    """What was taken back is repeated like other values; an id of another form is left out, and so is one without words."""
    request = SearchRequest("face", undone=("topic:face-recognition", "word:кино", "limit:free:cost"))
    assert request_of(parse_qs(urlsplit(search_address(request)).query)) == request

    odd = ["<script>", "topic:", "other:x", "word:a b", "topic:x", "topic:x", "limit:" + "x" * 200]
    assert request_of({"q": ["face"], "undone": odd}).undone == ("topic:x",)
    assert request_of({"undone": ["topic:x"]}).undone == ()
    assert len(request_of({"q": ["face"], "undone": [f"word:w{n}" for n in range(99)]}).undone) == 20


def test_undoing_keeps_everything_else() -> None:
    """A part is undone and brought back with filters and order kept, from page 1; other words are read anew."""
    request = SearchRequest("face", {"cost": ("free",)}, Sort.NAME, page=3)
    undone = with_undone(request, "topic:x", undone=True)

    assert undone == SearchRequest("face", {"cost": ("free",)}, Sort.NAME, undone=("topic:x",))
    assert with_undone(undone, "topic:x", undone=True) == undone
    assert with_undone(undone, "topic:x", undone=False) == SearchRequest(
        "face", {"cost": ("free",)}, Sort.NAME
    )
    assert with_value(undone, "cost", "free", chosen=False).undone == ("topic:x",)
    assert with_text(undone, "voice") == SearchRequest("voice", {"cost": ("free",)}, Sort.NAME)


def test_answers_of_the_finder_stand_in_the_address() -> None:
    """The address of the finder holds its answers; the last of several counts, and nothing answered is nothing."""
    answers = Answers("images", "where", ("offline", "no-cost"))

    assert answers_of(params_of_answers(answers)) == answers
    assert params_of_answers(Answers("images")) == {"have": ["images"]}
    assert answers_of({"have": ["a", "b"], "under": ["x", "x"], "other": ["y"]}) == Answers("b", "", ("x",))
