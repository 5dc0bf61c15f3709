"""The coverage map: each cell is exactly the search that it leads to, and only help counts as help."""

from collections.abc import Iterator

import pandas as pd
import pytest

from catalog.bootstrap import App
from catalog.domain.errors import NotAllowed
from catalog.domain.people import STRANGER
from catalog.domain.search import SearchRequest
from catalog.queries.analysis import tool_frame
from catalog.queries.coverage import AXES, HELPING, CoverageMap, CoverageRequest, coverage_map, filters_of
from tests.figures import figure
from tests.queries.opening import small_app
from tests.samples import raw_tool

WARNED = {"status": "cautionary", "reason": "A court forbade it.", "sources": [1]}
OVER = {"status": "discontinued", "reason": "Support has ended.", "sources": [1]}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Tools that help with images and sound, one that is warned of, one that is over, one without a material."""
    tools = [
        raw_tool("one"),
        raw_tool("two", media=["image", "audio"], offline=False, languages=["ar", "pt-BR", "Klingon of old"]),
        raw_tool("warned", media=["video"], listing=WARNED),
        raw_tool("over", media=["video"], listing=OVER),
        raw_tool("silent", media="not-stated", offline="not-stated", stages=["governance"]),
    ]
    with small_app(tmp_path_factory.mktemp("coverage"), *tools) as opened:
        yield opened


def asked(app: App, rows: str = "stage", columns: str = "media", **limits: str) -> CoverageMap:
    """Return the map."""
    return coverage_map(app.read, app.visitor, CoverageRequest(rows, columns, limits))


def cells(view: CoverageMap) -> dict[tuple[str, str], int]:
    """Return the count of each pair."""
    return {
        (row.value.id, column.id): count
        for row in view.rows
        for column, count in zip(view.columns, row.counts, strict=True)
    }


def test_only_help_counts(app: App) -> None:
    """A warning and a discontinued tool are in no cell; what states no material has a column of its own."""
    view = asked(app)
    found = cells(view)
    assert found["sort-and-reduce-exposure", "image"] == 2
    assert found["sort-and-reduce-exposure", "audio"] == 1
    assert found["sort-and-reduce-exposure", "video"] == 0
    assert found["governance", "not-stated"] == 1
    assert (view.helping, view.whole) == (3, 5)


def test_limits_narrow_and_axes_of_nothing_are_left_out(app: App) -> None:
    """A limit on another axis narrows every cell; an axis cannot limit itself; unknown words are passed over."""
    assert cells(asked(app, offline="yes"))["sort-and-reduce-exposure", "image"] == 1
    odd = asked(app, "media", "media", offline="perhaps", language="<b>", stage="")
    assert (odd.request.rows, odd.request.columns, dict(odd.request.limits)) == ("media", "stage", {})
    assert asked(app, "x", "y").request == CoverageRequest()


def test_gaps_are_said_for_what_records_state(app: App) -> None:
    """A gap names the values without a tool; not stated and "does not work offline" are none."""
    gaps = {gap.row.id: {item.id for item in gap.columns} for gap in asked(app).gaps}
    assert "video" in gaps["sort-and-reduce-exposure"]
    assert "image" not in gaps["sort-and-reduce-exposure"]
    assert all("not-stated" not in values for values in gaps.values())
    offline = {gap.row.id: {item.id for item in gap.columns} for gap in asked(app, "media", "offline").gaps}
    assert offline["audio"] == {"yes"}
    assert "image" not in offline


def test_languages_have_names_and_the_six_of_the_united_nations(app: App) -> None:
    """A language that nobody states is shown too where the United Nations use it, rare ones are not."""
    names = {item.id: item.label for item in asked(app, "language", "offline").choices["language"]}
    assert {"ar", "en", "es", "fr", "ru", "zh"} <= set(names)
    assert names["zh"] == "Chinese"
    assert "pt-BR" not in names


@pytest.mark.parametrize(
    ("rows", "columns"),
    [("stage", "media"), ("media", "offline"), ("language", "stage"), ("offline", "language")],
)
def test_each_cell_is_the_search_that_it_leads_to(real_app: App, rows: str, columns: str) -> None:
    """For the real catalogue, the count of every cell is what the search with its filters finds."""
    view = coverage_map(real_app.read, real_app.visitor, CoverageRequest(rows, columns))
    looked = 0
    for (row, column), count in cells(view).items():
        request = SearchRequest(filters=filters_of(view.request, row, column), size=1)
        assert real_app.read.index.search(request).total == count, (row, column)
        looked += 1
    figure(f"coverage map: {rows} × {columns}, {looked} cells are what their search finds")


def test_the_map_agrees_with_pandas(real_app: App) -> None:
    """The same counts come from the table of tools, without the search."""
    frame = tool_frame(real_app.read.all_tools(), real_app.read.providers)
    helping = frame[frame["listing"].isin(HELPING)]
    long = helping[["slug", "stages", "media"]].explode("stages").explode("media").fillna("not-stated")
    counted = pd.crosstab(long["stages"], long["media"])
    for (stage, media), count in cells(
        coverage_map(real_app.read, real_app.visitor, CoverageRequest())
    ).items():
        known = stage in counted.index and media in counted.columns
        assert count == (int(counted.loc[stage, media]) if known else 0), (stage, media)


def test_strangers_read_nothing(app: App) -> None:
    """Where only members read, the map is closed."""
    assert len(AXES) == 4
    with pytest.raises(NotAllowed):
        coverage_map(app.read, STRANGER, CoverageRequest())
