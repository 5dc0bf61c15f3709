"""The answer of a search."""

from catalog.domain.search import SearchRequest
from catalog.queries.views import ActiveFilter
from catalog.ui.parts.cards import case_cards, tool_cards
from catalog.ui.parts.results import (
    count_heading,
    most_useful,
    note_list,
    nothing_found,
    page_line,
    result_list,
    said,
)
from tests.ui import sample_views as sample
from tests.ui.reading import Read


def test_a_card_says_what_is_needed_to_choose() -> None:
    """A card links the name, marks the match and shows provider, tags, access, cost and badges in words."""
    piece = tool_cards((sample.card(),), ("age",))
    read = Read(piece)

    assert read.links() == ["/tool?slug=age-tool", "/capability?slug=age-estimation"]
    assert len(read.all("mark")) == 2
    for words in ("Maker Ltd · Service", "Access: By contract", "Cost: not stated", "Biometric"):
        assert words in read.text


def test_many_capabilities_are_cut_short() -> None:
    """A card shows six tags at most and says how many more there are."""
    read = Read(tool_cards((sample.card(capabilities=(sample.AGE,) * 9),)))

    assert len(read.links()) == 1 + 5
    assert "and 4 more" in read.text


def test_status_is_word_and_icon() -> None:
    """Each badge has a word, a sentence and an icon that screen readers skip."""
    read = Read(tool_cards((sample.card(),)))
    icons = [attributes for attributes in read.all("span") if attributes.get("class", "").startswith("icon")]
    badges = [
        attributes for attributes in read.all("span") if attributes.get("class", "").startswith("badge")
    ]

    assert len(icons) == len(badges) == 3
    assert all(icon["aria-hidden"] == "true" for icon in icons)
    assert all(badge["title"] for badge in badges)


def test_the_count_says_how_many_of_how_many() -> None:
    """The heading names both numbers, can take the focus, and the same is read out with the notes."""
    page = sample.search_page(notes=("There is no field “foo”.",))
    piece = count_heading(page)

    assert Read(piece).headings == [(2, "57 of 312 tools")]
    assert Read(piece).all("h2")[0]["tabindex"] == "-1"
    assert Read(note_list(page)).text == "There is no field “foo”."
    assert said(page) == "57 of 312 tools. There is no field “foo”."


def test_the_line_under_results_counts_from_the_page() -> None:
    """Page 2 of twenty a page starts at 21."""
    assert (
        page_line(sample.search_page(SearchRequest(page=2))).text
        == '<p class="source-line">21 to 40 of 57</p>'
    )


def test_an_empty_answer_names_the_filter_to_drop() -> None:
    """The filter that hides most is named with what would be found without it."""
    active = tuple(
        ActiveFilter(name, name.title(), "x", name.upper(), total)
        for name, total in (("cost", 2), ("media", 8), ("kind", 0))
    )
    page = sample.search_page(SearchRequest("face"), total=0, cards=(), active=active)
    text = Read(nothing_found(page)).text

    assert "Without Media: MEDIA there would be 8 tools." in text
    assert [item.facet for item in most_useful(active)] == ["media", "cost"]
    assert "Use fewer words" in text


def test_an_empty_answer_without_filters_speaks_of_words() -> None:
    """With no filter chosen the advice is about the words; with no words it is about filters only."""
    words = sample.search_page(SearchRequest("zzz"), total=0, cards=())
    filters = sample.search_page(
        SearchRequest(filters={"cost": ("a",)}),
        total=0,
        cards=(),
        active=(ActiveFilter("cost", "Cost", "a", "A", 0),),
    )

    assert "No tool answers this." in Read(nothing_found(words)).text
    assert "No single filter is the reason" in Read(nothing_found(filters)).text
    assert "Use fewer words" not in Read(nothing_found(filters)).text


def test_lists_are_lists() -> None:
    """Cards stand in a list, and an empty list of cases says so."""
    assert result_list(sample.search_page()).text.count("<article") == 20
    assert Read(case_cards((), "None.")).text == "None."
