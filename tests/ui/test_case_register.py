"""The register of cases on its page: the address says everything, and links and the form lead to addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.case_search import CASE_FACET_IDS, CaseRequest
from catalog.queries.views import ActiveFilter
from catalog.ui.parts.case_address import (
    case_request_of,
    params_of_register,
    register_address,
    with_case_value,
)
from catalog.ui.parts.case_register import register_document
from tests.ui import sample_views as sample
from tests.ui.reading import Read

texts = st.text(max_size=40).map(lambda text: " ".join(text.split()))
values = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9/-]{0,20}", fullmatch=True)
years = st.sampled_from((0, 1999, 2017, 2026))


@given(
    texts,
    st.dictionaries(st.sampled_from(CASE_FACET_IDS), st.sets(values, min_size=1, max_size=3)),
    years,
    years,
)
def test_an_address_holds_the_whole_question(
    text: str, filters: dict[str, set[str]], first: int, last: int
) -> None:
    """What an address says is what it was made from; years in the wrong order are turned."""
    chosen = {name: tuple(sorted(items)) for name, items in filters.items()}
    if first and last:
        first, last = min(first, last), max(first, last)
    request = CaseRequest(text, chosen, first, last)
    assert case_request_of(params_of_register(request)) == request


@pytest.mark.parametrize(
    "params",
    [
        {"kind": ["<b>", "a b", "", "x" * 200]},
        {"from": ["20x0"], "to": ["99"]},
        {"from": ["١٩٩٩"]},
        {"other": ["x"], "slug": ["y"]},
        {"q": ["   "]},
    ],
)
def test_what_is_malformed_is_left_out(params: dict[str, list[str]]) -> None:
    """A strange address asks for everything."""
    assert case_request_of(params) == CaseRequest()


def test_a_value_is_chosen_and_dropped_by_its_link() -> None:
    """Each value of each facet leads to the question with it; a chosen one to the question without it."""
    request = CaseRequest("door", {"kind": ("kind-a",)}, 2024, 2024)
    links = Read(register_document(sample.case_register(request)).text).links()
    for facet in CASE_FACET_IDS:
        if facet != "kind":
            assert register_address(with_case_value(request, facet, f"{facet}-a", chosen=True)) in links
    assert "/case?q=door&kind=kind-a" in links  # the year that is chosen alone opens all years
    assert "/case?slug=us-nj-age-tool" in links or any(link.startswith("/case?slug=") for link in links)


def test_an_empty_answer_says_what_to_drop() -> None:
    """With nothing found the page names the filter whose removal helps most, and leads there."""
    request = CaseRequest("zebra", {"kind": ("kind-a",)})
    active = (
        ActiveFilter("kind", "Kind of case", "kind-a", "Kind A", 0),
        ActiveFilter("q", "Words", "", "zebra", 7),
    )
    markup = register_document(sample.case_register(request, total=0, years=(), active=active)).text
    assert "No case matches all of this." in markup
    assert "Without “Words: zebra” there would be 7 cases." in markup
    assert "/case?kind=kind-a" in Read(markup).links()


def test_an_empty_register_says_so() -> None:
    """Without any case there is neither a timeline nor a filter."""
    empty = sample.case_register(CaseRequest(), total=0, whole=0, years=(), timeline=(), facets=())
    markup = register_document(empty).text
    assert "No case is recorded yet." in markup
    assert "Cases by year" not in markup


def test_what_was_typed_stays_text() -> None:
    """Words of the address come out escaped, in the field and in the chip."""
    hostile = '"><script>window.__hit=1</script>'
    active = (ActiveFilter("q", "Words", "", hostile, 1),)
    markup = register_document(sample.case_register(CaseRequest(hostile), active=active)).text
    assert "<script>" not in markup
    assert "&lt;script&gt;" in markup
