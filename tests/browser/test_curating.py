"""Writing, reviewing and deciding, as curators, reviewers and readers do it in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.actions.drafts import open_draft, save_draft
from catalog.actions.submissions import submit_draft
from catalog.domain.checklist import CHECKLIST
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor, Role
from catalog.domain.workflow import DraftState
from catalog.store import Store
from tests.browser.conftest import Served, serving, watched
from tests.browser.looking import barriers, overhang, settled
from tests.people import PASSWORD, add
from tests.samples import raw_tool, write_content

SLOW_MS = 30_000
expect.set_options(timeout=SLOW_MS)
SLUG, NAME = "photo-sorter", "Photo Sorter"
OLD, OLD_NAME = "text-reader", "Text Reader"
"""Each journey has a tool of its own: they run in any order, and what one leaves behind must not meet another."""


@dataclass(frozen=True)
class Site:
    """A served catalogue of five tools with two curators and a reviewer, and its store."""

    pages: Served
    store: Store


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve it; second factors are off, they have journeys of their own."""
    home = tmp_path_factory.mktemp("curating")
    slugs = (SLUG, OLD, "voice-finder", "map-reader", "word-counter")
    data = write_content(home / "data", *map(raw_tool, slugs))
    with serving(home, CATALOG_DATA=str(data), CATALOG_SECOND_FACTOR="off") as served:
        store = Store.open(f"sqlite:///{home}/catalog.sqlite3")
        for name, role in (("anna", Role.CURATOR), ("boris", Role.CURATOR), ("clara", Role.REVIEWER)):
            add(store, name, role)
        yield Site(served, store)
        store.close()


@contextmanager
def window(browser: Browser, site: Site, name: str = "", width: int = 1280) -> Iterator[Page]:
    """Give a window, signed in where a name is given; afterwards nothing went wrong on it."""
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme="light")
    page, wrong = watched(context, site.pages)
    page.set_default_timeout(SLOW_MS)
    if name:
        page.goto(site.pages.at("/sign-in"))
        page.fill("input[name=name]", name)
        page.fill("input[name=password]", PASSWORD)
        page.locator("button[type=submit]").first.click()
        page.wait_for_url(site.pages.at("/**"))
    yield page
    context.close()
    assert wrong == []


def edit(page: Page, site: Site, text: str, slug: str = SLUG) -> None:
    """Open the tool for editing and change what it says of hardware; the field is saved when it is left."""
    page.goto(site.pages.at(f"/tool?slug={slug}"))
    page.get_by_text("Curate this record").click()
    page.get_by_role("button", name="Edit this tool").click()
    expect(page.get_by_role("tab", name="Write")).to_be_visible()
    page.get_by_text("Access and running").click()
    field = page.get_by_role("textbox", name="Hardware")
    field.fill(text)
    field.press("Tab")
    for _ in range(SLOW_MS // 100):
        with site.store.reading() as reader:
            draft = reader.workflow.live_draft(RecordKind.TOOL, slug)
        if draft is not None and draft.content.get("hardware") == text:
            break
        page.wait_for_timeout(100)
    settled(page)
    expect(page.get_by_role("tab", name="Check and submit")).to_have_count(1)


def changed_fields(site: Site, slug: str = SLUG) -> set[str]:
    """Return the fields in which the draft differs from what is published."""
    with site.store.reading() as reader:
        draft = reader.workflow.live_draft(RecordKind.TOOL, slug)
        published = reader.document(RecordKind.TOOL, slug).model_dump(mode="json")
    assert draft is not None
    return {name for name in published if draft.content.get(name) != published[name]}


def submit(page: Page) -> None:
    """Put the draft up for review."""
    settled(page)
    expect(page.get_by_role("tab", name="Check and submit")).to_have_count(1)
    page.get_by_role("tab", name="Check and submit").click()
    reason = page.get_by_role("textbox", name="What did you change, and why?")
    reason.fill("The provider's page says so.")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_text("Somebody else decides on it now")).to_be_visible()


def approve(page: Page, said: str = "Approved, and") -> None:
    """Answer the checklist and approve what the page shows."""
    expect(page.get_by_role("button", name="Decide")).to_be_visible()
    groups = page.get_by_role("radiogroup")
    expect(groups).to_have_count(len(CHECKLIST) + 1)
    for number in range(groups.count() - 1):
        groups.nth(number).get_by_text("Yes", exact=True).click()
    page.get_by_role("textbox", name="Your interests").fill("none")
    page.get_by_role("textbox", name="Comment", exact=True).fill("Read against its sources.")
    groups.last.get_by_text("Approve", exact=True).click()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text(said)).to_be_visible()


def test_a_change_is_submitted_refused_to_its_author_approved_by_another_and_seen(
    browser: Browser, site: Site
) -> None:
    """Anna writes and cannot approve; Boris approves; a visitor sees the new text and who changed it."""
    with window(browser, site, "anna") as anna:
        edit(anna, site, "a laptop with eight gigabytes")
        assert changed_fields(site) == {"hardware"}
        submit(anna)
        anna.goto(site.pages.at("/queue"))
        anna.get_by_role("link", name=f"Publish {NAME}").click()
        expect(anna.get_by_text("You wrote part of this revision")).to_be_visible()
        expect(anna.get_by_role("button", name="Decide")).to_have_count(0)
    with window(browser, site) as reader:
        reader.goto(site.pages.at(f"/tool?slug={SLUG}"))
        expect(reader.get_by_role("heading", level=1, name=NAME)).to_be_visible()
        expect(reader.get_by_text("a laptop with eight gigabytes")).to_have_count(0)
        reader.goto(site.pages.at("/queue"))
        expect(reader.get_by_role("link", name=f"Publish {NAME}")).to_have_count(0)
    with window(browser, site, "boris") as boris:
        boris.goto(site.pages.at("/queue"))
        boris.get_by_role("link", name=f"Publish {NAME}").click()
        expect(boris.locator("ins").first).to_contain_text("a laptop with eight gigabytes")
        approve(boris)
    with window(browser, site) as reader:
        reader.goto(site.pages.at(f"/tool?slug={SLUG}"))
        expect(reader.get_by_text("a laptop with eight gigabytes")).to_be_visible()
        reader.goto(site.pages.at("/changes"))
        expect(reader.get_by_text(f"{NAME} published by boris")).to_be_visible()


def test_an_old_revision_becomes_a_draft_again(browser: Browser, site: Site) -> None:
    """From the history, a curator starts a draft that says what an old revision said, and sees the difference."""
    with window(browser, site, "anna") as anna:
        edit(anna, site, "a workstation", OLD)
        assert changed_fields(site, OLD) == {"hardware"}
        submit(anna)
    with window(browser, site, "boris") as boris:
        boris.goto(site.pages.at("/queue"))
        boris.get_by_role("link", name=f"Publish {OLD_NAME}").click()
        approve(boris)
    with window(browser, site, "anna") as anna:
        anna.goto(site.pages.at(f"/history?slug={OLD}"))
        anna.get_by_role("button", name="Start a draft from revision").click()
        expect(anna.get_by_text("This draft says what revision")).to_be_visible()
        settled(anna)
        anna.get_by_role("tab", name="Check and submit").click()
        expect(anna.locator("del").first).to_contain_text("workstation")
    with site.store.reading() as reader:
        draft = reader.workflow.live_draft(RecordKind.TOOL, OLD)
    assert draft is not None
    assert draft.content["hardware"] != "a workstation"


def test_two_people_who_write_the_same_field_both_see_both(browser: Browser, site: Site) -> None:
    """The second saving of a field is not lost and overwrites nothing: both versions are shown, one is taken."""
    with window(browser, site, "anna") as anna, window(browser, site, "boris") as boris:
        for page in (anna, boris):
            page.goto(site.pages.at("/tool?slug=voice-finder"))
            page.get_by_text("Curate this record").click()
            page.get_by_role("button", name="Edit this tool").click()
            expect(page.get_by_role("tab", name="Write")).to_be_visible()
            page.get_by_text("Access and running").click()
            settled(page)
        for page, text in ((anna, "by Anna: a laptop"), (boris, "by Boris: a server")):
            field = page.get_by_role("textbox", name="Hardware")
            field.fill(text)
            field.press("Tab")
            settled(page)
            page.wait_for_timeout(1_000)
        expect(boris.get_by_text("Nothing was overwritten")).to_be_visible()
        expect(boris.get_by_text("by Anna: a laptop").first).to_be_visible()
        boris.get_by_role("button", name="Take yours").click()
        expect(boris.get_by_text("Nothing was overwritten")).to_have_count(0)
        settled(boris)
    with site.store.reading() as reader:
        draft = reader.workflow.live_draft(RecordKind.TOOL, "voice-finder")
    assert draft is not None
    assert draft.content["hardware"] == "by Boris: a server"
    assert set(draft.contributors) == {"anna", "boris"}


def test_a_submission_is_withdrawn(browser: Browser, site: Site) -> None:
    """Who wrote it takes it back with a reason, and the draft is open again."""
    anna = Actor("anna", Role.CURATOR)
    draft = open_draft(site.store, anna, RecordKind.TOOL, "word-counter")
    draft = save_draft(site.store, anna, draft.id, draft.version, draft.content | {"hardware": "a laptop"})
    made = submit_draft(site.store, anna, draft.id, draft.version, "The provider's page says so.")
    with window(browser, site, "anna") as page:
        page.goto(site.pages.at(f"/review?id={made.id}"))
        page.get_by_text("Withdraw this submission").click()
        page.get_by_role("textbox", name="Reason").fill("A source is missing.")
        page.get_by_role("button", name="Withdraw", exact=True).click()
        expect(page.get_by_text("The draft can be edited again")).to_be_visible()
        expect(page.get_by_role("button", name="Withdraw", exact=True)).to_have_count(0)
    with site.store.reading() as reader:
        live = reader.workflow.live_draft(RecordKind.TOOL, "word-counter")
    assert live is not None
    assert live.state is DraftState.OPEN


def test_a_suspended_tool_comes_back_by_two(browser: Browser, site: Site) -> None:
    """One takes it out of sight at once; its history is where somebody asks for it back, and two others decide."""
    address = site.pages.at("/tool?slug=map-reader")
    with window(browser, site, "boris") as boris:
        boris.goto(address)
        boris.get_by_text("Curate this record").click()
        boris.get_by_role("textbox", name="Reason").fill("A court forbade it for now.")
        boris.get_by_role("button", name="Suspend at once").click()
        expect(boris.get_by_text("Map Reader is suspended")).to_be_visible()
        boris.goto(address)
        expect(boris.get_by_text("not shown to investigators").first).to_be_visible()
        boris.goto(site.pages.at("/changes"))
        boris.get_by_role("link", name="Map Reader").first.click()
        expect(boris.get_by_text("Why: A court forbade it for now.")).to_be_visible()
    with window(browser, site) as reader:
        reader.goto(address)
        expect(reader.get_by_role("heading", name="Not found")).to_be_visible()
    with window(browser, site, "anna") as anna:
        anna.goto(site.pages.at("/history?slug=map-reader"))
        anna.get_by_text("Curate this record").click()
        anna.get_by_role("textbox", name="Reason").fill("The court lifted its order.")
        anna.get_by_role("button", name="Ask to restore").click()
        expect(anna.get_by_text("Two other people decide on it")).to_be_visible()
    for name, said in (("boris", "It needs another person's as well"), ("clara", "Approved, and restored")):
        with window(browser, site, name) as page:
            page.goto(site.pages.at("/queue"))
            page.get_by_role("link", name="Restore Map Reader").click()
            approve(page, said)
    with window(browser, site) as reader:
        reader.goto(address)
        expect(reader.get_by_role("heading", level=1, name="Map Reader")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 640])
def test_the_pages_of_editors_have_no_barriers(browser: Browser, site: Site, width: int) -> None:
    """Drafts, queue, due and changes: no serious or critical fault, and nothing sticks out of a narrow window."""
    with window(browser, site, "anna", width) as page:
        for path in ("/drafts", "/queue", "/due", "/changes", f"/history?slug={SLUG}", f"/tool?slug={SLUG}"):
            page.goto(site.pages.at(path))
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert barriers(page) == [], path
            assert overhang(page) == 0, path


def test_a_new_provider_is_begun_and_its_kind_is_kept(browser: Browser, site: Site) -> None:
    """From the drafts, a curator begins a provider and chooses its kind; the choice is in the store at once."""
    with window(browser, site, "anna") as anna:
        anna.goto(site.pages.at("/drafts"))
        anna.get_by_text("Start a new provider").click()
        name = anna.get_by_role("textbox", name="Name of the provider")
        name.fill("North Lab")
        name.press("Tab")
        settled(anna)
        anna.get_by_role("button", name="Start the provider's draft").click()
        expect(anna.get_by_role("heading", level=1, name="North Lab")).to_be_visible()
        kind = anna.get_by_role("combobox", name="Kind of organisation")
        kind.click()
        anna.get_by_role("option").first.click()
        settled(anna)
        anna.wait_for_timeout(1_000)
    with site.store.reading() as reader:
        draft = reader.workflow.live_draft(RecordKind.PROVIDER, "north-lab")
    assert draft is not None
    assert draft.content["type"]
    assert draft.content["country"] == "not-stated"
