"""The transparency page: every number agrees with the store, the files say the same, and nothing leaks."""

import csv
import io
import json
from collections.abc import Iterator

import pytest

from catalog.actions.records import propose, suspend
from catalog.actions.submissions import decide
from catalog.bootstrap import App, renewed
from catalog.domain.census import take_census
from catalog.domain.changes import LABELS
from catalog.domain.content import Content
from catalog.domain.errors import NotAllowed
from catalog.domain.figures import Figure, Measure
from catalog.domain.links import LinkState, LinkStatus
from catalog.domain.people import STRANGER, SYSTEM, VISITOR
from catalog.domain.workflow import Act, Outcome
from catalog.exchange.figures_out import figures_csv, figures_json
from catalog.queries.transparency import TransparencyPage, transparency_page
from catalog.ui.parts.figure_tables import shown
from tests.actions.workflow_world import ANNA, BORIS, CASE_YES, CLARA, TOOL, approved, first_case, submitted
from tests.figures import figure
from tests.queries.opening import small_app
from tests.samples import TODAY, case, raw_tool

SLUG = "photo-sorter"


@pytest.fixture
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Three tools and a case."""
    tools = [raw_tool(SLUG), raw_tool("voice-finder"), raw_tool("map-reader", languages=["pt-BR", "en"])]
    with small_app(tmp_path_factory.mktemp("open"), *tools, cases=[case()]) as opened:
        yield opened


def page_of(app: App) -> TransparencyPage:
    """Return the page as a visitor sees it now."""
    return transparency_page(renewed(app).read, VISITOR, TODAY)


def of(page: TransparencyPage, name: str) -> Figure:
    """Return a figure by its id."""
    return next(item for section in page.sections for item in section.figures if item.id == name)


def counts(page: TransparencyPage, name: str) -> dict[object, object]:
    """Return the rows of a figure: its first column to its second."""
    return {row[0]: row[1] for row in of(page, name).rows}


def test_the_figures_agree_with_the_census_of_the_real_catalogue(real_app: App) -> None:
    """Facts, sources behind them, claims and unknowns are the very numbers that the count table has."""
    read = real_app.read
    page = transparency_page(read, real_app.visitor, TODAY)
    tools = {tool.slug: tool for tool in read.all_tools()}
    census = take_census(Content(tools=tools, providers=dict(read.providers)))
    assert list(counts(page, "facts").values()) == [
        census.facts,
        census.facts_with_source,
        census.facts_with_independent_source,
    ]
    assert sum(row[1] for row in of(page, "facts-by-field").rows) == census.facts  # type: ignore[misc]  # counts
    assert sum(counts(page, "claims").values()) == sum(census.claims_by_measurer.values())  # type: ignore[arg-type]
    assert counts(page, "unknown") == {
        LABELS[name]: count for name, count in census.not_stated.items() if name != "provider country"
    }
    figure(f"transparency: {sum(len(part.figures) for part in page.sections)} figures of {len(tools)} tools")


def test_shares_and_counts_fit_together(real_app: App) -> None:
    """Where a figure is a division of one whole, its shares add up to one; every share is between 0 and 1."""
    page = transparency_page(real_app.read, real_app.visitor, TODAY)
    for name in ("claims", "age-of-checks", "age-of-sources", "vetting", "listing", "countries", "providers",
                 "provider-types", "cases", "source-kinds", "links"):  # fmt: skip
        assert sum(of(page, name).shares) == pytest.approx(1, abs=0.005), name
    for section in page.sections:
        for item in section.figures:
            assert item.how.endswith("."), item.id
            assert all(0 <= share <= 1 for share in item.shares), item.id
            assert all(len(row) == len(item.columns) for row in item.rows), item.id
    ids = [item.id for section in page.sections for item in section.figures]
    assert len(ids) == len(set(ids))


def test_the_files_have_the_numbers_of_the_page(real_app: App) -> None:
    """Each number of CSV and JSON, written as the page writes it, is what stands there."""
    page = transparency_page(real_app.read, real_app.visitor, TODAY)
    lines = list(csv.reader(io.StringIO(figures_csv(page.sections).decode("utf-8-sig"))))[1:]
    held = iter(lines)
    parsed = json.loads(figures_json({"day": TODAY}, page.sections))
    for section, told in zip(page.sections, parsed["sections"], strict=True):
        for item, same in zip(section.figures, told["figures"], strict=True):
            assert [list(row) for row in item.rows] == same["rows"]
            for row in item.rows:
                for column, value in zip(item.columns[1:], row[1:], strict=True):
                    line = next(held)
                    number = float(line[4]) if column.measure is Measure.SHARE else int(line[4])
                    assert (line[1], line[3]) == (item.id, column.label)
                    assert shown(column, number) == shown(column, value)
    assert next(held, None) is None
    figure(f"transparency: {len(lines)} numbers the same on the page, in CSV and in JSON")


def test_decisions_removals_and_ties_are_told(app: App) -> None:
    """A publication, a refusal, a suspension and a retirement stand there with reasons and roles, ties as a number."""
    made = submitted(app.store, ANNA, SLUG, hardware="a laptop")
    approved(app.store, BORIS, made)
    refused = first_case(app.store, ANNA)
    decide(
        app.store,
        CLARA,
        refused.id,
        refused.sha256,
        Outcome.REJECT,
        "not one event",
        "I advised the court.",
        CASE_YES,
    )
    suspend(app.store, CLARA, TOOL, "voice-finder", "a court forbade it")
    gone = propose(app.store, ANNA, Act.RETIRE, TOOL, "map-reader", "support has ended", SLUG)
    for actor in (BORIS, CLARA):
        approved(app.store, actor, gone)
    page = page_of(app)
    told = {(act.entry.slug, act.entry.verb): act for act in page.acts}
    assert told[SLUG, "published"].approved_by == "a curator"
    assert told["map-reader", "retired"].approved_by == "a curator and a reviewer"
    assert told["map-reader", "retired"].entry.reason == "support has ended"
    assert told["voice-finder", "suspended"].entry.reason == "a court forbade it"
    assert counts(page, "outcomes") == {"Approved": 3, "Changes requested": 0, "Rejected": 1}
    assert counts(page, "interests") == {"No ties": 3, "Ties declared": 1}
    assert of(page, "standing").rows[0] == ("Tools", 1, 1, 1)
    assert page.interests is None
    editors = transparency_page(renewed(app).read, CLARA, TODAY).interests
    assert editors is not None
    assert [(item.slug, item.role, item.text) for item in editors] == [
        ("new-case", "reviewer", "I advised the court.")
    ]


def test_the_page_is_computed_anew_when_the_store_has_changed(app: App) -> None:
    """The same state is computed once; after an act the figures follow."""
    before = transparency_page(app.read, VISITOR, TODAY)
    assert transparency_page(app.read, VISITOR, TODAY).sections is before.sections
    suspend(app.store, CLARA, TOOL, "voice-finder", "a court forbade it")
    assert of(page_of(app), "standing").rows[0] == ("Tools", 2, 1, 0)
    assert of(page_of(app), "vetting").rows[0][1] == 2


def test_links_languages_and_ages_are_counted(app: App) -> None:
    """Addresses by their last answer, languages by name, and the days since the last check."""
    with app.store.writing(SYSTEM) as work:
        at = "2026-11-20T10:00:00+00:00"
        work.checks.note_links([LinkStatus("https://example.org/review", LinkState.DEAD, 404, 2, at)])
    page = page_of(app)
    links = of(transparency_page(app.read, VISITOR, "2027-02-01"), "links")
    assert {row[0]: row[1] for row in links.rows} == {"Is gone": 1, "Not checked here yet": 1}
    assert "2026-11-20" in links.how
    assert counts(page, "languages") == {"Brazilian Portuguese": 1, "English": 1, "Not stated": 2}
    late = of(transparency_page(app.read, VISITOR, "2027-02-01"), "age-of-checks")
    assert {row[0]: row[1] for row in late.rows}["31 to 90 days"] == 3


def test_an_empty_catalogue_has_a_page(app: App) -> None:
    """With every tool out of sight nothing is divided by nothing."""
    for slug in (SLUG, "voice-finder", "map-reader"):
        suspend(app.store, CLARA, TOOL, slug, "a court forbade it")
    page = page_of(app)
    assert of(page, "facts").rows[0] == ("All facts", 0, 0.0)
    assert of(page, "countries").rows == ()


def test_strangers_read_nothing(app: App) -> None:
    """Where only members read, the figures are closed."""
    with pytest.raises(NotAllowed):
        transparency_page(app.read, STRANGER, TODAY)
