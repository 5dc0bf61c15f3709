from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.domain.search import SearchRequest
from catalog.search import build_index, open_index
from tests.search.factory import CORPUS, ask, built, document

VALUES = {"media": ("image", "video", "audio"), "access": ("open", "commercial"), "kind": ("tool",)}


def chosen(values, least=0):
    """Return a strategy of sorted choices of the values."""
    return st.sets(st.sampled_from(values), min_size=least).map(lambda found: tuple(sorted(found)))


TOOLS = st.lists(
    st.fixed_dictionaries(
        {
            "word": st.sampled_from(["red", "blue"]),
            **{facet: chosen(values, 1) for facet, values in VALUES.items()},
        }
    ),
    max_size=70,
)
FILTERS = st.dictionaries(
    st.sampled_from([*VALUES, "unheard-of"]),
    chosen(("image", "video", "open", "commercial", "tool", "nonsense")),
    max_size=3,
)


def matches(tool, filters, without=None):
    """Tell by brute force whether a tool passes the filters."""
    return all(
        facet == without or not values or set(tool.get(facet, ())) & set(values)
        for facet, values in filters.items()
    )


@given(TOOLS, FILTERS, st.sampled_from(["", "red", "-red"]))
@settings(max_examples=60, deadline=None)
def test_filters_and_counts_equal_brute_force(tmp_path_factory, tools, filters, text):
    """Filters are "or" within and "and" between facets; counts leave out the facet's own filter."""
    folder = tmp_path_factory.mktemp("index")
    documents = [
        document(f"t{i}", summary=tool["word"], facets={facet: tool[facet] for facet in VALUES})
        for i, tool in enumerate(tools)
    ]
    build_index(folder, documents, 1)
    result = open_index(folder).search(SearchRequest(text, filters, size=100))
    by_text = {
        f"t{i}": tool
        for i, tool in enumerate(tools)
        if text == "" or (tool["word"] == "red") == (text == "red")
    }
    expected = {slug for slug, tool in by_text.items() if matches(tool, filters)}
    assert {hit.slug for hit in result.hits} == expected
    assert result.total == len(expected)
    for facet in VALUES:
        left = [tool for tool in by_text.values() if matches(tool, filters, without=facet)]
        existing = {value for tool in tools for value in tool[facet]}
        assert result.facets[facet] == {
            value: sum(value in tool[facet] for tool in left) for value in existing
        }


def test_unknown_values_are_noted(tmp_path):
    """A value or facet that does not exist finds nothing, with a note that is safe to show."""
    build_index(tmp_path, [document("one", facets={"media": ("image",)})], 1)
    index = open_index(tmp_path)
    result = index.search(SearchRequest("", {"media": ("smell\ud800\x1b[0m",), "weather": ("rain",)}))
    assert result.total == 0
    assert len(result.notes) == 2
    assert all(note.isprintable() and note.encode() for note in result.notes)
    both = index.search(SearchRequest("", {"media": ("image", "smell")}))
    assert [hit.slug for hit in both.hits] == ["one"]


def test_typed_and_chosen_values_join(tmp_path):
    """A facet value in the text widens the choice in the same facet, as a second chosen value would."""
    build_index(tmp_path, [document(v, facets={"media": (v,)}) for v in ("image", "video", "audio")], 1)
    result = open_index(tmp_path).search(SearchRequest("media:video", {"media": ("image",)}))
    assert {hit.slug for hit in result.hits} == {"image", "video"}
    assert result.facets["media"] == {"image": 1, "video": 1, "audio": 1}


def test_empty_choices_do_not_filter(tmp_path):
    """A facet with no chosen value leaves all tools."""
    build_index(tmp_path, [document("one")], 1)
    assert open_index(tmp_path).search(SearchRequest("", {"media": ()})).total == 1


def test_only_the_facets_that_are_asked_for_are_counted(tmp_path):
    """Their counts are those of an answer that counts all; a facet that nobody knows is left out."""
    index, filters = built(tmp_path, CORPUS), {"media": ("image",)}
    every = ask(index, "", filters=filters).facets
    some = ask(index, "", filters=filters, facets=("access", "media", "zodiac")).facets
    assert some == {facet: every[facet] for facet in ("media", "access")}
    assert ask(index, "", facets=()).facets == {}
