from catalog.domain.provider import Provider
from catalog.domain.vocabulary import Term, Vocabulary
from catalog.queries.analysis import by_country, coverage, tool_frame
from catalog.queries.words import Words
from tests.samples import provider, source, tool

WORDS = Words(
    {
        "stages": Vocabulary(
            vocabulary="stages",
            label="Step",
            terms=(
                Term(id="first", label="First", definition="1"),
                Term(id="second", label="Second", definition="2"),
            ),
        ),
        "media": Vocabulary(
            vocabulary="media", label="Material", terms=(Term(id="image", label="Images", definition="i"),)
        ),
    },
    {},
)
TOOLS = (
    tool("one", stages=["first"], media=["image"]),
    tool(
        "two",
        stages=["first", "second"],
        media=["image", "audio"],
        sources={1: source(independent=False, kind="provider")},
    ),
    tool("three", stages=["second"], media="not-stated", provider="unknown"),
)
FRAME = tool_frame(TOOLS, {"example-lab": Provider.model_validate(provider())})


def test_a_tool_is_one_row_and_what_is_not_stated_is_an_empty_list() -> None:
    """The frame has one row a tool, with lists for fields of several values."""
    assert list(FRAME["slug"]) == ["one", "two", "three"]
    assert FRAME.set_index("slug").loc["three", "media"] == []
    assert list(FRAME["independent_sources"]) == [1, 0, 1]


def test_coverage_counts_each_tool_once_in_each_cell() -> None:
    """A tool with two steps and two materials counts once in each of its cells; a gap is a zero."""
    table = coverage(FRAME, WORDS, ("first", "second"), ("image", "video"))
    assert table.columns == ("Step", "Images", "video")
    assert table.rows == (("First", "2", "0"), ("Second", "1", "0"))


def test_countries_are_named_and_the_unknown_is_said() -> None:
    """Countries are words, most tools first, and a provider without a country is "Not stated"."""
    assert by_country(FRAME, WORDS).rows == (("Norway", "2", "0"), ("Not stated", "1", "0"))
