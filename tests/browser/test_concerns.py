"""Raising, answering, deciding and reporting, as reviewers, curators and investigators do it in a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.actions.concerns import appeal, ask_reply, decide, take_up
from catalog.actions.reports import report
from catalog.domain.concerns import Effect, Verdict
from catalog.domain.people import Role
from catalog.store import Store
from tests.actions.concern_world import REASONS, SEVERE, WITH_CONDITIONS, decided, raised
from tests.actions.workflow_world import ANNA, CLARA, DENIS, FRANK, TOOL
from tests.browser.conftest import serving
from tests.browser.looking import MOVES_MS, barriers, choose, overhang, settled
from tests.browser.test_curating import SLOW_MS, Site, window
from tests.people import add
from tests.samples import capability, raw_tool, write_content

expect.set_options(timeout=SLOW_MS)
SLUG, REPORTED, LISTED, HELD = "photo-sorter", "text-reader", "voice-finder", "map-reader"
CONDITION = "Only with a case number that a supervisor has confirmed."
TOLD = {"what": "it named the wrong man", "harm": "people who look alike", "seen": "in training"}
PEOPLE = (
    *(("anna", Role.CURATOR), ("clara", Role.REVIEWER), ("denis", Role.REVIEWER), ("gina", Role.REVIEWER)),
    ("frank", Role.INVESTIGATOR),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve four tools to a curator, three reviewers and an investigator; second factors are off."""
    home = tmp_path_factory.mktemp("concerns")
    data = write_content(
        home / "data", *map(raw_tool, (SLUG, REPORTED, LISTED, HELD)), capabilities=[capability()]
    )
    with serving(home, CATALOG_DATA=str(data), CATALOG_SECOND_FACTOR="off") as served:
        store = Store.open(f"sqlite:///{home}/catalog.sqlite3")
        for name, role in PEOPLE:
            add(store, name, role)
        yield Site(served, store)
        store.close()


def fill(page: Page, name: str, text: str) -> None:
    """Write into a field and leave it, so that the page has taken it."""
    field = page.get_by_role("textbox", name=name)
    field.fill(text)
    field.press("Tab")
    settled(page)


def choose_among(page: Page, name: str, option: str) -> None:
    """Choose one of several in a list."""
    choose(page, name, option)
    expect(page.get_by_test_id("stMultiSelect").filter(has_text=name)).to_contain_text(option)


def answer(page: Page, group: str, option: str) -> None:
    """Choose one answer to a question."""
    page.get_by_role("radiogroup", name=group).get_by_text(option, exact=True).click()
    settled(page)


def raise_on_page(page: Page, *, severe: bool) -> None:
    """Fill the guided form and raise; what it will do is read before."""
    expect(page.get_by_role("heading", level=1, name="Raise a concern")).to_be_visible()
    settled(page)
    choose_among(page, "Principles", "Fairness")
    choose_among(page, "Rights", "Privacy")
    fill(
        page,
        "The concern, in your own words",
        "Faces of passers-by are kept without a reason that anybody names.",
    )
    fill(page, "Who is affected", "People who were filmed by chance")
    fill(page, "Web addresses of the sources", "https://example.org/ruling")
    button = page.get_by_role("button", name="Raise the concern")
    expect(button).to_be_disabled()
    answer(page, "Scale", "unknown" if severe else "a limited interference with a right")
    answer(page, "Scope", "unknown" if severe else "a small group")
    answer(page, "Probability", "unknown" if severe else "possible")
    answer(page, "Reversibility", "unknown" if severe else "with some effort")
    if severe:
        expect(page.get_by_text("The tool leaves the search at once")).to_be_visible()
    else:
        expect(page.get_by_text("This is moderate.")).to_be_visible()
    button.click()
    expect(page.get_by_text("Another reviewer examines it")).to_be_visible()


def unfold(page: Page, title: str) -> None:
    """Open one of the things that can be done."""
    expect(page.get_by_test_id("stExpander").filter(has_text=title)).to_be_visible()
    settled(page)
    page.get_by_test_id("stExpander").get_by_text(title, exact=True).click()
    page.wait_for_timeout(MOVES_MS)  # a button that still slides loses the click


def examine(page: Page, site: Site, name: str) -> None:
    """Find the concern in the list, take it up and ask the curators for a reply."""
    page.goto(site.pages.at("/concerns"))
    page.get_by_role("tab", name="Open").click()
    page.get_by_role("link", name=name, exact=True).first.click()
    unfold(page, "Take it up")
    page.get_by_role("button", name="Take up").click()
    expect(page.get_by_text("You examine it now.")).to_be_visible()
    settled(page)
    unfold(page, "Ask for a reply")
    fill(page, "What the curators", "Who keeps the faces, and for how long?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("Curators see it in their list.")).to_be_visible()


def test_a_concern_goes_from_raise_to_what_investigators_see(browser: Browser, site: Site) -> None:
    """Three people: one raises, one replies, one decides with conditions; an investigator then reads them."""
    with window(browser, site, "clara") as clara:
        clara.goto(site.pages.at(f"/raise?kind=tool&slug={SLUG}"))
        raise_on_page(clara, severe=False)
        expect(clara.get_by_text("You raised or reported this concern")).to_be_visible()
    with site.store.reading() as reader:
        number = reader.concerns.about(TOOL, SLUG)[0].id
    name, address = f"Concern {number}", site.pages.at(f"/concern?id={number}")
    with window(browser, site, "denis") as denis:
        examine(denis, site, name)
    with window(browser, site, "anna") as anna:
        anna.goto(site.pages.at("/concerns"))
        anna.get_by_role("tab", name="Replies and appeals").click()
        expect(anna.get_by_text("Who keeps the faces, and for how long?")).to_be_visible()
        anna.get_by_role("tabpanel").get_by_role("link", name=name, exact=True).locator(
            "visible=true"
        ).click()
        unfold(anna, "Reply for the record")
        fill(anna, "Your reply", "The record names thirty days now.")
        anna.get_by_role("button", name="Reply", exact=True).click()
        expect(anna.get_by_text("The reply stands beside the concern.")).to_be_visible()
    with window(browser, site, "denis") as denis:
        denis.goto(address)
        expect(denis.get_by_text("The record names thirty days now.")).to_be_visible()
        unfold(denis, "Give the verdict")
        answer(denis, "Verdict", "Upheld with conditions of use")
        fill(denis, "Conditions of use", CONDITION)
        fill(denis, "Reasons", "Thirty days are longer than most cases need.")
        fill(denis, "Your interests", "none")
        denis.get_by_role("button", name="Give the verdict").click()
        expect(denis.get_by_text("Verdict given: upheld with conditions.")).to_be_visible()
    investigator_reads(browser, site, address)
    with site.store.reading() as reader:
        concern = reader.concerns.one(number)
        assert reader.verify(()).found is None
    assert concern is not None
    assert (concern.effect, concern.conditions) == (Effect.CONDITIONS, (CONDITION,))


def investigator_reads(browser: Browser, site: Site, address: str) -> None:
    """Expect an investigator to see the conditions on the tool's page, and the history without names or acts."""
    with window(browser, site, "frank") as frank:
        frank.goto(site.pages.at(f"/tool?slug={SLUG}"))
        expect(frank.get_by_text(CONDITION).first).to_be_visible()
        frank.goto(address)
        expect(frank.get_by_text("The record names thirty days now.")).to_be_visible()
        expect(frank.get_by_text(CONDITION).first).to_be_visible()
        expect(frank.get_by_text("denis")).to_have_count(0)
        expect(frank.get_by_test_id("stExpander")).to_have_count(0)


def test_a_report_becomes_a_severe_concern_and_its_author_hears(browser: Browser, site: Site) -> None:
    """Three fields, an inbox, a concern that takes the tool away, a verdict, and the outcome for the author."""
    with window(browser, site, "frank") as frank:
        frank.goto(site.pages.at(f"/report?kind=tool&slug={REPORTED}"))
        for name, text in (
            ("What happened", "It named"),
            ("Whom can it harm", "people"),
            ("Where and when", "in"),
        ):
            frank.get_by_role("textbox", name=name).fill(f"{text} in a training case")
        frank.get_by_role("button", name="Send to the reviewers").click()
        mine = frank.get_by_role("article").filter(has_text="Text Reader")
        expect(mine.get_by_text("It waits for a reviewer.")).to_be_visible()
    with window(browser, site, "gina") as gina:
        gina.goto(site.pages.at("/concerns"))
        sent = gina.get_by_role("article").filter(has_text="Text Reader")
        sent.get_by_role("link", name="Make a concern of it").click()
        raise_on_page(gina, severe=True)
    with site.store.reading() as reader:
        (concern,) = reader.concerns.about(TOOL, REPORTED)
        assert reader.document(TOOL, REPORTED) is None
    with window(browser, site, "frank") as frank:
        frank.goto(site.pages.at(f"/tool?slug={REPORTED}"))
        expect(frank.get_by_role("heading", name="Not found")).to_be_visible()
    with window(browser, site, "denis") as denis:
        denis.goto(site.pages.at(f"/concern?id={concern.id}"))
        unfold(denis, "Take it up")
        denis.get_by_role("button", name="Take up").click()
        expect(denis.get_by_text("You examine it now.")).to_be_visible()
        settled(denis)
        unfold(denis, "Give the verdict")
        answer(denis, "Verdict", "Not upheld")
        fill(denis, "Reasons", "The training case used a picture of another tool.")
        fill(denis, "Your interests", "none")
        denis.get_by_role("button", name="Give the verdict").click()
        expect(denis.get_by_text("Verdict given: not upheld.")).to_be_visible()
    with window(browser, site, "frank") as frank:
        expect(frank.get_by_text("report of yours was answered lately")).to_be_visible()
        frank.get_by_role("link", name="Read what came of it").click()
        expect(frank.get_by_text(f"It became concern {concern.id}: not upheld.")).to_be_visible()
        frank.goto(site.pages.at(f"/tool?slug={REPORTED}"))
        expect(frank.get_by_role("heading", level=1, name="Text Reader")).to_be_visible()
        frank.goto(site.pages.at(f"/concern?id={concern.id}"))
        unfold(frank, "Appeal against the verdict")
        fill(frank, "Your reasons", "The picture was of this tool; see page 4.")
        frank.get_by_role("button", name="Appeal", exact=True).click()
        expect(frank.get_by_text("Your appeal is with the reviewers.")).to_be_visible()


def test_what_is_missing_is_said_and_nothing_typed_is_lost(browser: Browser, site: Site) -> None:
    """A verdict without reasons names each field; what was typed is still there."""
    concern = raised(site.store, slug=LISTED)
    take_up(site.store, DENIS, concern.id)
    with window(browser, site, "denis") as denis:
        denis.goto(site.pages.at(f"/concern?id={concern.id}"))
        unfold(denis, "Give the verdict")
        answer(denis, "Verdict", "Upheld with conditions of use")
        fill(denis, "Conditions of use", CONDITION)
        denis.get_by_role("button", name="Give the verdict").click()
        expect(denis.get_by_text("2 of the fields need another look")).to_be_visible()
        expect(denis.get_by_role("textbox", name="Conditions of use")).to_have_value(CONDITION)
    decide(site.store, DENIS, concern.id, WITH_CONDITIONS, 1)


@pytest.fixture(scope="module")
def busy(site: Site) -> Site:
    """The same catalogue with something in every list."""
    store = site.store
    report(store, FRANK, TOOL, LISTED, **TOLD)
    decided(store, raised(store, slug=LISTED), WITH_CONDITIONS)
    asked = raised(store, SEVERE, slug=HELD)
    take_up(store, DENIS, asked.id)
    ask_reply(store, DENIS, asked.id, "Who keeps the faces?")
    appealed = decided(store, raised(store, slug=LISTED))
    assert appealed.verdict is not None
    assert appealed.verdict.verdict is Verdict.UPHELD
    appeal(store, ANNA, appealed.id, REASONS)
    assert raised(store, by=CLARA, slug=LISTED).id > appealed.id
    return site


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (640, "dark")])
def test_the_pages_of_concerns_have_no_barriers(
    browser: Browser, busy: Site, width: int, scheme: str
) -> None:
    """Lists, figures, forms and histories: no serious or critical fault, and nothing sticks out."""
    with busy.store.reading() as reader:
        waiting = reader.concerns.reports()[-1].id
        newest = reader.concerns.all()[-1].id
    walks = {
        "denis": (
            *((f"/raise?kind=tool&slug={LISTED}", ""), (f"/raise?report={waiting}", "")),
            *((f"/concern?id={number}", "") for number in range(1, newest + 1)),
            *(
                ("/concerns", tab)
                for tab in ("Reports", "Open", "Replies and appeals", "Reviews and changes", "Figures")
            ),
        ),
        "frank": (
            ("/my-reports", ""),
            (f"/report?kind=tool&slug={LISTED}", ""),
            (f"/concern?id={newest - 2}", ""),
        ),
    }
    for name, walk in walks.items():
        with window(browser, busy, name, width) as page:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for path, tab in walk:
                page.goto(busy.pages.at(path))
                expect(page.get_by_role("heading", level=1)).to_be_visible()
                settled(page)
                if tab:
                    page.get_by_role("tab", name=tab).click()
                assert barriers(page) == [], (path, tab)
                assert overhang(page) == 0, (path, tab)
