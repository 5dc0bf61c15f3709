"""Growth's tables and plots, and the page that shows them: what stands there comes from the report code."""

import json
import re

import pytest

from benchmarks import published, search
from benchmarks.growth import Measured
from benchmarks.growth_engines import MIXED, OURS, SQL, TANTIVY
from benchmarks.growth_figures import COSTS, SEARCHES, TARGETS, Figure, Figures, tables
from benchmarks.relevance import QUERIES, read_queries
from benchmarks.relevance import tables as relevance_tables
from benchmarks.report import Table
from benchmarks.turns import best

REAL = 405


def figures(*more: Figure) -> Figures:
    """Return figures in which ours takes 1 ms, FTS5 4 ms and tantivy 1 ms for a full search over 10,000."""
    full = [
        Figure("full", OURS, 10_000, 1.0, 5.0),
        Figure("full", MIXED, 10_000, 4.0, 9.0),
        Figure("full", TANTIVY, 10_000, 1.0, 2.0),
    ]
    return Figures([*full, *more], REAL)


def row(table: Table, name: str) -> tuple:
    """Return the cells of a row after its name."""
    return next(cells[1:] for cells in table.rows if cells[0] == name)


def test_targets_are_judged_where_the_task_sets_one_and_told_elsewhere():
    """A ratio under its target says yes, one over it no; without a target for the size it stands alone."""
    got = figures(Figure("full", OURS, 1_000, 1.0, 2.0), Figure("full", MIXED, 1_000, 0.5, 1.0))
    targets = tables(got, ())[0]
    assert row(targets, f"full search, of {MIXED}") == ("2.00 ×", "0.250 ×, at most 0.5: yes")
    assert row(targets, f"full search, of {TANTIVY}") == (None, "1.00 ×, at most 1.2: yes")
    assert row(targets, "full search, p95 of the median")[1] == "5.00 ×, at most 4: **no**"
    assert row(targets, "cold open") == (None, None)


def test_the_real_catalogue_has_targets_of_its_own():
    """What is asked at the real size holds for that size, whatever it is, and its heading says which it is."""
    got = figures(Figure("full", OURS, REAL, 1.0, 2.0), Figure("full", MIXED, REAL, 1.0, 1.0))
    targets = tables(got, ())[0]
    assert targets.columns == ("ours", "405 (real)", "10,000")
    assert row(targets, f"full search, of {MIXED}")[0] == "1.00 ×, at most 1.2: yes"


def test_tables_name_the_engines_measured_and_leave_the_others_out():
    """A peer that was not there has no row; one that was, but not at every size, has a dash."""
    got = figures(Figure("full", SQL, REAL, 2.0, 3.0), Figure("build", OURS, REAL, 7.0))
    _, full, touch, broad, costs = tables(got, ("A note.",))
    assert [cells[0] for cells in full.rows] == [OURS, SQL, MIXED, TANTIVY]
    assert row(full, SQL) == ("2.00 / 3.00", None)
    assert touch.rows == broad.rows == ()
    assert costs.rows[0][:3] == (COSTS["build"], OURS, 7.0)
    assert costs.rows[0][3] is None
    assert costs.notes == ("A note.",)


def test_figures_come_back_from_json_as_they_were():
    """What is kept is what was measured."""
    measured = Measured(figures(Figure("build", OURS, REAL, 7.0)), {10_000: "all equal."}, 3)
    again = Measured.of(json.loads(json.dumps(measured.data())))
    assert again.figures.all == measured.figures.all
    assert (again.figures.real, again.notes) == (REAL, measured.notes)
    assert measured.notes[-1] == "10,000 tools: all equal."


def test_figures_of_other_sizes_stay_beside_new_ones():
    """A size that is measured again loses all its earlier figures, one that is not keeps them."""
    earlier = Measured(figures(Figure("build", OURS, REAL, 7.0)), {REAL: "old.", 10_000: "old."}, 3)
    again = Measured(Figures([Figure("full", OURS, 10_000, 2.0, 3.0)], REAL), {10_000: "new."}, 4)
    got = again.beside(earlier)
    assert got.figures.all == [Figure("build", OURS, REAL, 7.0), Figure("full", OURS, 10_000, 2.0, 3.0)]
    assert got.compared == {REAL: "old.", 10_000: "new."}


def test_the_best_time_of_a_question_is_its_own():
    """Of several rounds each question keeps its least time, in the order in which they were asked."""
    rounds = [{("ours", "full"): [1.0, 9.0]}, {("ours", "full"): [4.0, 2.0]}]
    assert best(rounds) == {("ours", "full"): [1.0, 2.0]}


def test_plots_are_the_same_for_the_same_figures_and_follow_the_reader_s_theme():
    """No date and no random id is in them, the colour of text is the theme's, and each engine is named."""
    growth_plots = pytest.importorskip("benchmarks.growth_plots", exc_type=ImportError)
    got = figures(Figure("full", OURS, REAL, 1.0, 2.0), Figure("full", MIXED, REAL, 1.0, 1.0))
    made = growth_plots.plots(got)
    assert made == growth_plots.plots(got)
    assert list(made) == ["growth-full.svg"]
    text = made["growth-full.svg"]
    assert "prefers-color-scheme:dark" in text
    assert "#010203" not in text
    assert all(f">{name}<" in text for name in (OURS, MIXED, TANTIVY))


def test_a_section_is_replaced_between_its_markers_and_nowhere_else():
    """What stands around stays; a page without the two markers is refused."""
    start, end = published.markers("page")
    page = f"# Title\n{start}\n\nold\n\n{end}\nafter\n"
    made = published.replaced(page, "page", "new\n")
    assert made == f"# Title\n{start}\n\nnew\n\n{end}\nafter\n"
    assert published.replaced(made, "page", "new\n") == made
    for broken in ("# Title\n", f"{end}\n{start}\n", f"{start}\n{start}\n{end}\n"):
        with pytest.raises(published.MarkersMissingError):
            published.replaced(broken, "page", "new\n")


@pytest.mark.parametrize("section", published.PAGES)
def test_a_page_shows_what_was_measured_and_nothing_else(section: str):
    """Between the markers of a page stands what the report code makes of the figures that are kept."""
    page = published.PAGES[section].read_text("utf-8")
    told = published.figures_of(section)
    assert published.replaced(page, section, published.rendered(told)) == page


def test_the_tables_of_growth_are_made_from_its_figures():
    """No cell of a table was written by hand: the figures that are kept give the very tables that are kept."""
    told = published.figures_of("growth")
    measured = Measured.of(told)
    made = [json.loads(json.dumps(table.data())) for table in tables(measured.figures, measured.notes)]
    assert json.dumps(made) == json.dumps(told["tables"])
    assert [cells[0] for cells in made[0]["rows"]] == [target.text for target in TARGETS]
    assert [table["title"].partition(": ")[2] for table in made[1:4]] == list(SEARCHES.values())


def test_the_tables_of_search_and_relevance_have_the_rows_and_columns_of_their_code():
    """A table of an older form, or of other engines, is measured again and not left standing."""
    told = published.figures_of("search")
    assert {cells[0] for table in told["tables"] for cells in table["rows"]} <= set(search.ENGINES)
    kept = published.figures_of("relevance")["tables"]
    engines = kept[0]["columns"][1:-1]
    made = relevance_tables(read_queries(QUERIES), {name: {} for name in engines})
    titles = [*(table.title for table in made), "unanswerable"]
    assert titles == [table["title"] for table in kept]
    assert [cells[0] for cells in made[0].rows] == [cells[0] for cells in kept[0]["rows"]]


def test_every_plot_on_the_page_is_there_and_shows_the_engines():
    """The links of docs/search.md lead to plots, made from text that can be read and selected."""
    links = re.findall(
        r"!\[[^]]+\]\((images/growth-[a-z-]+\.svg)\)", published.SEARCH_PAGE.read_text("utf-8")
    )
    assert len(links) == 4
    for link in links:
        assert f">{OURS}<" in (published.DOCS / link).read_text("utf-8")
