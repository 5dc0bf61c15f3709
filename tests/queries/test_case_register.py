"""The register of cases: what its filters find, and that each count is what choosing would find."""

from collections.abc import Iterator

import pytest

from catalog.bootstrap import App
from catalog.domain.case_search import CaseRequest, case_values, jurisdictions
from catalog.domain.errors import NotAllowed, NotFound
from catalog.domain.people import STRANGER
from catalog.queries.case_register import MONTHLESS, CaseRegister, case_register
from catalog.queries.principles import principles_page, term_page
from catalog.ui.parts.case_address import with_case_value
from tests.figures import figure
from tests.queries.opening import small_app
from tests.samples import capability, case, raw_tool


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Four cases of three years, two countries and two kinds."""
    cases = [
        case("a", date="2022-01-07", jurisdiction="NO"),
        case("b", date="2022-01", jurisdiction="US-NJ / EU", kind="fine", tools=["voice-finder"]),
        case(
            "c", date="2024", jurisdiction="Council of Europe", rights=["liberty"], title="A door was opened"
        ),
        case(
            "d",
            date="2024-05-02",
            tools=[],
            capabilities=["second-kind"],
            principles=["fairness/accountability-x", "lawfulness/legitimacy"],
        ),
    ]
    cases[3]["principles"] = ["lawfulness/legitimacy"]
    home = tmp_path_factory.mktemp("register")
    kinds = [capability(), capability("second-kind", label="Second kind")]
    with small_app(home, raw_tool(), raw_tool("voice-finder"), cases=cases, capabilities=kinds) as opened:
        yield opened


def asked(app: App, **question: object) -> CaseRegister:
    """Return the answer to a question."""
    return case_register(app.read, app.visitor, CaseRequest(**question))  # type: ignore[arg-type]  # made by hand


def slugs(view: CaseRegister) -> list[str]:
    """Return the cases of an answer in their order."""
    return [card.slug for year in view.years for month in year.months for card in month.cases]


def test_cases_stand_by_year_and_month_the_newest_first(app: App) -> None:
    """A case without a month stands at the end of its year; years without a case are in the timeline."""
    view = asked(app)
    assert [(group.year, group.total) for group in view.years] == [(2024, 2), (2022, 2)]
    assert [month.label for month in view.years[0].months] == ["May 2024", MONTHLESS]
    assert [(item.year, item.count) for item in view.timeline] == [(2022, 2), (2023, 0), (2024, 2)]
    assert slugs(view) == ["d", "c", "a", "b"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"kind": ("fine",)}, {"b"}),
        ({"kind": ("fine", "ruling")}, {"a", "b", "c", "d"}),
        ({"jurisdiction": ("US",)}, {"b"}),
        ({"jurisdiction": ("EU", "NO")}, {"a", "b", "d"}),
        ({"jurisdiction": ("council-of-europe",)}, {"c"}),
        ({"principle": ("lawfulness",)}, {"d"}),
        ({"principle": ("human-autonomy/privacy",), "tool": ("voice-finder",)}, {"b"}),
        ({"right": ("liberty",)}, {"c"}),
        ({"capability": ("second-kind",)}, {"d"}),
        ({"tool": ("no-such-tool",)}, {"a", "b", "c", "d"}),
    ],
)
def test_filters_narrow(app: App, filters: dict[str, tuple[str, ...]], found: set[str]) -> None:
    """Values of one facet widen, facets narrow each other, a value that no case has is left out."""
    assert set(slugs(asked(app, filters=filters))) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({"first": 2023}, {"c", "d"}),
        ({"last": 2022}, {"a", "b"}),
        ({"first": 2023, "last": 2023}, set()),
        ({"text": "DOOR opened"}, {"c"}),
        ({"text": "second kind"}, {"d"}),
        ({"text": "door closed"}, set()),
        ({"text": "examined", "last": 2022, "filters": {"kind": ("ruling",)}}, {"a"}),
    ],
)
def test_words_and_years_narrow(app: App, question: dict[str, object], found: set[str]) -> None:
    """Every word must occur somewhere, whatever its case; years are both within."""
    assert set(slugs(asked(app, **question))) == found


def test_each_count_is_what_choosing_finds(real_app: App) -> None:
    """For every value and every year of the real register, with and without another filter: count and result agree."""
    looked = 0
    for start in (CaseRequest(), CaseRequest(filters={"kind": ("ruling",)}, first=2021)):
        view = case_register(real_app.read, real_app.visitor, start)
        for facet in view.facets:
            for value in facet.values:
                alone = with_case_value(start.without(facet.id), facet.id, value.id, chosen=True)
                assert case_register(real_app.read, real_app.visitor, alone).total == value.count
                looked += 1
        for year in view.timeline:
            one = CaseRequest(start.text, start.filters, year.year, year.year)
            assert case_register(real_app.read, real_app.visitor, one).total == year.count
            looked += 1
    assert view.whole == len(real_app.read.cases) > 60
    figure(f"register of cases: {looked} counts are what choosing finds")


def test_what_is_chosen_says_what_there_would_be_without_it(app: App) -> None:
    """Each chip knows how many cases dropping it would leave."""
    view = asked(app, text="door", filters={"kind": ("fine",)}, first=2024)
    assert {item.facet: item.total_without for item in view.active} == {"kind": 1, "year": 0, "q": 0}
    assert view.total == 0


def test_jurisdictions_are_countries_and_bodies() -> None:
    """A part of a country counts for the country; words become an address."""
    assert jurisdictions("GB-ENG / GB-WLS") == {"GB": "GB"}
    assert jurisdictions("RU / Council of Europe") == {"RU": "RU", "council-of-europe": "Council of Europe"}
    assert jurisdictions("<b>") == {"b": "<b>"}
    assert jurisdictions("!") == {"other": "!"}


def test_every_real_case_is_found_by_each_of_its_values(real_app: App) -> None:
    """Both ways: what a case names leads to a register that holds it."""
    links = 0
    for case_ in real_app.read.cases.values():
        for facet, values in case_values(case_).items():
            for value in values:
                view = case_register(real_app.read, real_app.visitor, CaseRequest(filters={facet: (value,)}))
                assert case_.slug in slugs(view), (facet, value)
                links += 1
    figure(f"register of cases: {links} links from cases lead to a list that holds them")


def test_principles_and_rights_lead_to_their_cases(app: App) -> None:
    """A principle counts what its parts count; a part and a right list their cases; an unknown one is a sentence."""
    page = principles_page(app.read, app.visitor)
    counted = {row.id: row.cases for row in page.principles}
    assert (counted["human-autonomy"], counted["lawfulness"], counted["fairness"]) == (3, 1, 0)
    part = term_page(app.read, app.visitor, "principle", "lawfulness/legitimacy")
    assert [card.slug for card in part.cases] == ["d"]
    assert part.core is not None
    assert part.core.id == "lawfulness"
    assert [card.slug for card in term_page(app.read, app.visitor, "right", "liberty").cases] == ["c"]
    with pytest.raises(NotFound):
        term_page(app.read, app.visitor, "right", "lawfulness")


def test_strangers_read_nothing(app: App) -> None:
    """Where only members read, register and principles are closed."""
    with pytest.raises(NotAllowed):
        case_register(app.read, STRANGER, CaseRequest())
    with pytest.raises(NotAllowed):
        principles_page(app.read, STRANGER)
    with pytest.raises(NotAllowed):
        term_page(app.read, STRANGER, "right", "liberty")
