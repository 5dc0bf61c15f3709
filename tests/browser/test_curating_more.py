"""The other acts of curators and reviewers, each clicked through on a tool of its own, so that they run in any order."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.actions.drafts import open_draft, save_draft
from catalog.actions.submissions import submit_draft
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.domain.workflow import DraftState, RecordState
from catalog.store import Store
from tests.actions.workflow_world import ANNA, BORIS, TOOL, approved, edited
from tests.browser.conftest import serving
from tests.browser.looking import settled
from tests.browser.test_curating import SLOW_MS, Site, approve, edit, submit, window
from tests.people import add
from tests.samples import raw_tool, write_content

expect.set_options(timeout=SLOW_MS)
WHY = "The provider's page says so."
LONG_AGO = {"level": "desk-reviewed", "checked": "2025-03-01", "next_check": "2025-08-28"}
SLUGS = (
    "ended-tool", "next-tool", "twin-tool", "kept-tool", "left-tool", "slow-tool", "poor-tool", "half-tool",
)  # fmt: skip
DUE = ("seen-tool", "first-tool", "second-tool")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A served catalogue with two curators and a reviewer; three of its tools are due."""
    home = tmp_path_factory.mktemp("curating-more")
    tools = [raw_tool(slug) for slug in SLUGS] + [raw_tool(slug, verification=LONG_AGO) for slug in DUE]
    data = write_content(home / "data", *tools)
    with serving(home, CATALOG_DATA=str(data), CATALOG_SECOND_FACTOR="off") as served:
        store = Store.open(f"sqlite:///{home}/catalog.sqlite3")
        for name, role in (("anna", Role.CURATOR), ("boris", Role.CURATOR), ("clara", Role.REVIEWER)):
            add(store, name, role)
        yield Site(served, store)
        store.close()


def standing(site: Site, slug: str) -> RecordState | None:
    """Return where a tool stands."""
    with site.store.reading() as reader:
        return reader.workflow.standing(TOOL, slug).state


def draft_state(site: Site, draft: int) -> DraftState:
    """Return where a draft stands."""
    with site.store.reading() as reader:
        found = reader.workflow.draft(draft)
    assert found is not None
    return found.state


def ask(page: Page, site: Site, slug: str, target: str, button: str) -> None:
    """From a tool's page, ask for it to be retired or merged, naming another tool."""
    page.goto(site.pages.at(f"/tool?slug={slug}"))
    page.get_by_text("Curate this record").click()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("The reason is missing or too short")).to_be_visible()
    page.get_by_role("textbox", name="Reason").fill(WHY)
    chosen = page.get_by_role("combobox", name="Successor")
    chosen.click()
    chosen.press_sequentially(target)
    page.get_by_role("option").first.click()
    settled(page)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Two other people decide on it")).to_be_visible()


def both_approve(browser: Browser, site: Site, link: str, said: str) -> None:
    """A curator and a reviewer approve what the queue lists; the second one carries it out."""
    for name, sentence in (("boris", "It needs another person's as well"), ("clara", said)):
        with window(browser, site, name) as page:
            page.goto(site.pages.at("/queue"))
            page.get_by_role("link", name=link).click()
            approve(page, sentence)


def test_a_tool_is_retired_and_its_address_names_the_successor(browser: Browser, site: Site) -> None:
    """One asks, two approve; readers of the address learn why and what took its place."""
    with window(browser, site, "anna") as anna:
        ask(anna, site, "ended-tool", "Next", "Ask to retire")
    both_approve(browser, site, "Retire Ended Tool", "Approved, and retired")
    assert standing(site, "ended-tool") is RecordState.RETIRED
    with window(browser, site) as reader:
        reader.goto(site.pages.at("/tool?slug=ended-tool"))
        expect(reader.get_by_text("This tool was retired")).to_be_visible()
        expect(reader.get_by_text(WHY)).to_be_visible()
        reader.get_by_role("link", name="Next Tool").click()
        expect(reader.get_by_role("heading", level=1, name="Next Tool")).to_be_visible()
        reader.goto(site.pages.at("/history?slug=ended-tool"))
        expect(reader.get_by_text("Retire asked by anna")).to_be_visible()


def test_the_address_of_a_merged_tool_leads_to_the_one_that_stays(browser: Browser, site: Site) -> None:
    """One asks, two approve; the old address shows the other tool and says so."""
    with window(browser, site, "anna") as anna:
        ask(anna, site, "twin-tool", "Kept", "Ask to merge")
    both_approve(browser, site, "Merge Twin Tool into Kept Tool", "Approved, and merged")
    with window(browser, site) as reader:
        reader.goto(site.pages.at("/tool?slug=twin-tool"))
        expect(reader.get_by_role("heading", level=1, name="Kept Tool")).to_be_visible()
        expect(reader.get_by_text("This tool took over the record “twin-tool”")).to_be_visible()


def test_still_true_in_two_clicks(browser: Browser, site: Site) -> None:
    """Whoever looked again says so with a note; the tool leaves the list and its history names who looked."""
    with window(browser, site, "boris") as page:
        page.goto(site.pages.at("/due"))
        row = page.locator(".st-key-due-seen-tool")
        row.get_by_role("button", name="Still true").click()
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_text("The note on what you looked at is missing")).to_be_visible()
        page.get_by_role("textbox", name="What did you look at?").fill("Opened the page of the provider.")
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_text("Seen Tool is confirmed")).to_be_visible()
        expect(page.locator(".st-key-due-seen-tool")).to_have_count(0)
        page.goto(site.pages.at("/history?slug=seen-tool"))
        expect(page.get_by_text("boris: Opened the page of the provider.")).to_be_visible()


def test_tools_are_assigned_together(browser: Browser, site: Site) -> None:
    """An account that cannot look is refused in words; then two tools stand with the person, and nothing is chosen."""
    with window(browser, site, "anna") as page:
        page.goto(site.pages.at("/due"))
        for slug in ("first-tool", "second-tool"):
            page.locator(f".st-key-due-{slug}").get_by_text("Choose this tool").click()
            settled(page)
        for name, said in (
            ("nobody.here", "is no active curator or reviewer"),
            ("clara", "2 tools assigned"),
        ):
            field = page.get_by_role("textbox", name="Assign the chosen tools to")
            field.fill(name)
            field.press("Tab")
            settled(page)
            page.get_by_role("button", name="Assign 2").click()
            expect(page.get_by_text(said)).to_be_visible()
        expect(page.get_by_role("button", name="Assign 0")).to_be_visible()
    with window(browser, site, "clara") as page:
        page.goto(site.pages.at("/due"))
        page.get_by_text("Only what is assigned to me").click()
        expect(page.get_by_text("2 tools need a look")).to_be_visible()


def test_a_draft_is_discarded(browser: Browser, site: Site) -> None:
    """Without a reason it stays, and the page stays where it is; with one it is gone and the tool as it was."""
    with window(browser, site, "anna") as page:
        edit(page, site, "a laptop", "left-tool")
        with site.store.reading() as reader:
            draft = reader.workflow.live_draft(TOOL, "left-tool")
        assert draft is not None
        page.get_by_role("tab", name="Check and submit").click()
        page.get_by_text("Discard this draft").click()
        page.get_by_role("button", name="Discard", exact=True).click()
        expect(page.get_by_text("The reason is missing or too short")).to_be_visible()
        page.get_by_role("textbox", name="Reason").fill("It was begun by mistake.")
        page.get_by_role("button", name="Discard", exact=True).click()
        expect(page.get_by_text("This draft was discarded")).to_be_visible()
    assert draft_state(site, draft.id) is DraftState.DISCARDED
    assert standing(site, "left-tool") is RecordState.PUBLISHED


def test_a_draft_that_was_overtaken_is_compared_anew(browser: Browser, site: Site) -> None:
    """What is published changed meanwhile: to submit is refused, one click compares anew, and then it goes."""
    draft = edited(site.store, ANNA, "slow-tool", hardware="a laptop")
    with site.store.writing(SYSTEM) as work:
        tool = work.workflow.content(TOOL, "slow-tool", draft.base)
        assert tool is not None
        work.publish(TOOL, "slow-tool", tool.model_copy(update={"cost": "paid"}))
    with window(browser, site, "anna") as page:
        page.goto(site.pages.at(f"/draft?id={draft.id}"))
        expect(page.get_by_text("What is published changed after this draft was begun")).to_be_visible()
        page.get_by_role("tab", name="Check and submit").click()
        page.get_by_role("textbox", name="What did you change, and why?").fill(WHY)
        page.get_by_role("button", name="Submit for review").click()
        expect(page.get_by_text("after you began this draft")).to_be_visible()
        page.get_by_role("button", name="Compare with what is published now").click()
        expect(page.get_by_text("Compared with what is published")).to_be_visible()
        expect(page.locator("del").filter(has_text="paid")).to_be_visible()
        submit(page)
    assert draft_state(site, draft.id) is DraftState.SUBMITTED


def decide(page: Page, outcome: str, said: str) -> None:
    """Decide against what the page shows; only the comment and the interests are needed."""
    page.get_by_role("textbox", name="Your interests").fill("none")
    page.get_by_role("textbox", name="Comment", exact=True).fill("The page of the provider says otherwise.")
    page.get_by_role("radiogroup").last.get_by_text(outcome, exact=True).click()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text(said)).to_be_visible()


def put_up(site: Site, slug: str, actor: Actor = ANNA) -> tuple[int, int]:
    """Submit a change; return the draft and the submission."""
    draft = open_draft(site.store, actor, TOOL, slug)
    draft = save_draft(site.store, actor, draft.id, draft.version, {**draft.content, "hardware": "a laptop"})
    return draft.id, submit_draft(site.store, actor, draft.id, draft.version, WHY).id


def test_a_submission_is_rejected(browser: Browser, site: Site) -> None:
    """One rejection ends it; readers see what they saw, and the draft says that it is settled."""
    draft, submission = put_up(site, "poor-tool")
    with window(browser, site, "clara") as page:
        page.goto(site.pages.at(f"/review?id={submission}"))
        page.get_by_role("button", name="Decide").click()
        expect(page.get_by_text("Choose a decision")).to_be_visible()
        decide(page, "Reject", "Rejected. Nothing has changed for readers.")
    assert draft_state(site, draft) is DraftState.DONE
    with window(browser, site, "anna") as page:
        page.goto(site.pages.at(f"/draft?id={draft}"))
        expect(page.get_by_text("This draft is settled")).to_be_visible()
        page.get_by_role("link", name="Look at the submission").click()
        expect(page.get_by_text("The page of the provider says otherwise.")).to_be_visible()


def test_changes_are_requested_with_a_comment_on_a_field(browser: Browser, site: Site) -> None:
    """The author finds the draft open with the comments, corrects it, submits again, and it is published."""
    draft, submission = put_up(site, "half-tool")
    with window(browser, site, "boris") as page:
        page.goto(site.pages.at(f"/review?id={submission}"))
        page.get_by_text("Comments by field").click()
        page.get_by_role("textbox", name="Hardware", exact=True).fill("How much memory?")
        decide(page, "Request changes", "Sent back with your comments")
    with window(browser, site, "anna") as page:
        page.goto(site.pages.at(f"/draft?id={draft}"))
        expect(page.get_by_text("How much memory?")).to_be_visible()
        expect(page.get_by_text("The page of the provider says otherwise.")).to_be_visible()
        edit(page, site, "a laptop with eight gigabytes", "half-tool")
        submit(page)
    with site.store.reading() as reader:
        again = next(iter(reader.workflow.undecided(TOOL, "half-tool")))
    approved(site.store, BORIS, again)
    assert draft_state(site, draft) is DraftState.DONE
