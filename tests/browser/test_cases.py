"""A case from its first word to the register and the tool, and looking through the register, in a browser."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.domain.checklist import CASE_CHECKLIST
from catalog.domain.content import RecordKind
from catalog.domain.people import Role
from catalog.domain.work import Draft
from catalog.store import Store
from tests.browser.conftest import Served, serving
from tests.browser.looking import choose, settled
from tests.browser.test_curating import SLOW_MS, Site, submit, window
from tests.people import add
from tests.samples import case, raw_tool, write_content

TITLE = "A court stops the sorting of pictures"
SLUG = "no-court-sorting-2025"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve two tools and a case with a curator and two reviewers; second factors are off."""
    home = tmp_path_factory.mktemp("cases")
    data = write_content(
        home / "data", raw_tool("photo-sorter"), raw_tool("voice-finder"), cases=[case(date="2023-02")]
    )
    with serving(home, CATALOG_DATA=str(data), CATALOG_SECOND_FACTOR="off") as served:
        store = Store.open(f"sqlite:///{home}/catalog.sqlite3")
        for name, role in (("boris", Role.CURATOR), ("clara", Role.REVIEWER), ("denis", Role.REVIEWER)):
            add(store, name, role)
        yield Site(served, store)
        store.close()


def draft_of(site: Site) -> Draft:
    """Return the draft of the case."""
    with site.store.reading() as reader:
        found = reader.workflow.live_draft(RecordKind.CASE, SLUG)
    assert found is not None
    return found


def written(page: Page, site: Site, label: str, field: str, text: str) -> None:
    """Fill a field in, leave it, and wait until the draft has it."""
    box = page.get_by_role("textbox", name=label, exact=True)
    expect(box).to_have_count(1)
    box.fill(text)
    box.press("Tab")
    until(page, site, lambda content: content.get(field) == text)


def until(page: Page, site: Site, fits: Callable[[Any], Any]) -> None:
    """Wait until the draft in the store is as wanted, and the page has taken it up."""
    for _ in range(SLOW_MS // 100):
        if fits(draft_of(site).content):
            break
        page.wait_for_timeout(100)
    assert fits(draft_of(site).content)
    settled(page)


def write_case(page: Page, site: Site) -> None:
    """Begin a case and fill the form in, as a reviewer does; sections with something to correct are open."""
    page.goto(site.pages.at("/drafts"))
    expect(page.get_by_text("Start a new tool")).to_have_count(0)
    page.get_by_text("Start a new case").click()
    for label, text in (("Title of the case", TITLE), ("Short name for the address", SLUG)):
        box = page.get_by_role("textbox", name=label)
        box.fill(text)
        box.press("Tab")
        settled(page)
    page.get_by_role("button", name="Start the case's draft").click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    choose(page, "Kind of case", "Ruling")
    written(page, site, "Date", "date", "2025-03-04")
    written(page, site, "Jurisdiction", "jurisdiction", "NO")
    written(page, site, "Body", "body", "District court")
    written(page, site, "What happened", "what_happened", "The court forbade the sorting of pictures.")
    written(page, site, "Known up to", "as_of", "2025-06")
    page.get_by_role("button", name="Photo Sorter", exact=True).click()
    until(page, site, lambda content: content["tools"] == ["photo-sorter"])
    page.get_by_role("button", name="Grouping near-duplicates", exact=True).click()
    until(page, site, lambda content: content["capabilities"] != [])
    choose(page, "Principles", "Legitimacy")
    choose(page, "Rights", "Privacy")
    until(page, site, lambda content: content["principles"] and content["rights"])
    page.get_by_role("button", name="Add a source").click()
    until(page, site, lambda content: "1" in content["sources"])
    for label, name, text in (
        ("Address", "url", "https://example.org/judgment"),
        ("Publisher", "publisher", "District court"),
    ):
        box = page.get_by_role("textbox", name=label, exact=True)
        expect(box).to_have_count(1)
        box.fill(text)
        box.press("Tab")
        until(page, site, lambda content, n=name, t=text: content["sources"]["1"].get(n) == t)
    choose(page, "Kind of source", "Court")
    until(page, site, lambda content: content["sources"]["1"]["kind"] == "court")


def approve(page: Page, site: Site) -> None:
    """Open the case in the queue, answer its points and approve it."""
    page.goto(site.pages.at("/queue"))
    page.get_by_role("link", name=f"Publish {TITLE}").click()
    expect(page.get_by_role("button", name="Decide", exact=True)).to_be_visible()
    page.get_by_text("The whole case as readers would see it").click()
    expect(page.get_by_role("heading", level=1, name=TITLE).first).to_be_visible()
    groups = page.get_by_role("radiogroup")
    expect(groups).to_have_count(len(CASE_CHECKLIST) + 1)
    for number in range(groups.count() - 1):
        groups.nth(number).get_by_text("Yes", exact=True).click()
    page.get_by_role("textbox", name="Your interests").fill("none")
    page.get_by_role("textbox", name="Comment", exact=True).fill("Read against its sources.")
    groups.last.get_by_text("Approve", exact=True).click()
    page.get_by_role("button", name="Decide", exact=True).click()
    expect(page.get_by_text(re.compile("Your approval stands|Approved, and"))).to_be_visible()


@pytest.mark.timeout(400)
def test_a_reviewer_writes_a_case_and_two_others_bring_it_to_readers(browser: Browser, site: Site) -> None:
    """Clara writes and is told that another reviewer is needed; Boris and Denis approve; readers find it both ways."""
    with window(browser, site, "clara") as clara:
        write_case(clara, site)
        submit(clara)
        clara.goto(site.pages.at("/queue"))
        clara.get_by_role("link", name=f"Publish {TITLE}").click()
        expect(clara.get_by_text("the approval of a curator and another reviewer").first).to_be_visible()
        expect(clara.get_by_role("button", name="Decide", exact=True)).to_have_count(0)
    for name in ("boris", "denis"):
        with window(browser, site, name) as page:
            approve(page, site)
    with window(browser, site) as reader:
        reader.goto(site.pages.at("/case?tool=photo-sorter&from=2025"))
        reader.get_by_role("link", name=TITLE).click()
        expect(reader.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
        reader.get_by_role("link", name="Photo Sorter").first.click()
        expect(reader.get_by_role("heading", level=1, name="Photo Sorter")).to_be_visible()
        reader.get_by_role("link", name=TITLE).click()
        reader.get_by_role("link", name="Legitimacy", exact=True).click()
        expect(reader.get_by_role("heading", level=1, name="Legitimacy")).to_be_visible()
        expect(reader.get_by_role("link", name=TITLE)).to_be_visible()
        reader.goto(site.pages.at("/changes"))
        reader.get_by_role("link", name=TITLE).click()
        expect(reader.get_by_role("heading", level=1, name=f"History of {TITLE}")).to_be_visible()


def test_a_reviewer_edits_a_case_and_no_tool(browser: Browser, site: Site) -> None:
    """On a case a reviewer finds the way to edit, on a tool only the way to suspend."""
    with window(browser, site, "denis") as page:
        page.goto(site.pages.at("/case?slug=xx-example-2024"))
        page.get_by_text("Curate this record").click()
        expect(page.get_by_role("button", name="Edit this case")).to_be_visible()
        expect(page.get_by_role("button", name="Ask to merge")).to_have_count(0)
        page.goto(site.pages.at("/tool?slug=voice-finder"))
        page.get_by_text("Curate this record").click()
        expect(page.get_by_role("button", name="Suspend at once")).to_be_visible()
        expect(page.get_by_role("button", name="Edit this tool")).to_have_count(0)
        expect(page.get_by_role("button", name="Ask to retire")).to_have_count(0)


def test_the_register_is_narrowed_step_by_step(page: Page, served: Served) -> None:
    """Years, filters and words go into the address one by one; each count is what follows; a chip takes one back."""
    page.goto(served.at("/case"))
    expect(page.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    link = page.get_by_role("link", name="2021: 6 cases")
    link.click()
    page.wait_for_url("**/case?from=2021&to=2021")
    expect(page.get_by_role("heading", level=2, name="6 of")).to_be_visible()
    page.get_by_role("link", name="Ruling", exact=True).click()
    page.wait_for_url("**kind=ruling**")
    page.get_by_role("searchbox", name="Words").fill("clearview")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**q=clearview**")
    count = page.get_by_role("heading", level=2).first
    expect(count).to_contain_text("of 6")
    assert "kind=ruling" in page.url
    assert "from=2021" in page.url
    page.get_by_role("link", name="Years: 2021").click()
    expect(page.get_by_role("combobox", name="From year")).to_have_value("")
    page.get_by_role("searchbox", name="Words").fill("zebra")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("No case matches all of this.")).to_be_visible()
    page.get_by_role("link", name="Show all cases").click()
    expect(page.get_by_role("heading", level=2, name="of")).to_be_visible()
