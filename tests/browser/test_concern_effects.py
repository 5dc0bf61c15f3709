"""What readers and reviewers see once a verdict is given, in a browser."""

from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.domain.concerns import Effect, Verdict
from catalog.domain.content import RecordKind
from catalog.domain.people import Role
from catalog.store import Store
from tests.actions.concern_world import SEVERE, decided, raised, ruling
from tests.browser.conftest import serving
from tests.browser.looking import barriers, overhang, settled
from tests.browser.test_curating import Site, window
from tests.people import add
from tests.samples import capability, raw_tool, write_content

BOUND, HELD = "photo-sorter", "voice-finder"
RULE = "Only with a warrant of a judge."
KIND = "near-duplicate-clustering"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Three tools: one under conditions of use, one that a severe concern suspends, and one with nothing."""
    home = tmp_path_factory.mktemp("effects")
    data = write_content(
        home / "data", *map(raw_tool, (BOUND, HELD, "text-reader")), capabilities=[capability()]
    )
    with serving(home, CATALOG_DATA=str(data), CATALOG_SECOND_FACTOR="off") as served:
        store = Store.open(f"sqlite:///{home}/catalog.sqlite3")
        for name, role in (("clara", Role.REVIEWER), ("frank", Role.INVESTIGATOR)):
            add(store, name, role)
        decided(store, raised(store, slug=BOUND), ruling(Verdict.CONDITIONS, Effect.CONDITIONS, (RULE,)))
        raised(store, SEVERE, slug=HELD)
        raised(store, SEVERE, kind=RecordKind.CAPABILITY, slug=KIND)
        yield Site(served, store)
        store.close()


def came(page: Page, site: Site, address: str) -> None:
    """Open an address and wait until Streamlit has drawn it; the server looks for changes once a second."""
    page.goto(site.pages.at(address))
    expect(page.locator("#first")).to_have_count(0)
    settled(page)


def test_conditions_of_use_from_the_card_to_the_file(browser: Browser, site: Site) -> None:
    """An investigator filters by state, reads the condition on card and page, and finds it in the file."""
    with window(browser, site, "frank") as page:
        page.wait_for_timeout(1_500)
        came(page, site, "/?concern=conditions-of-use")
        card = page.locator(".answer article.card")
        expect(card).to_have_count(1)
        expect(card).to_contain_text("Conditions of use")
        expect(card).to_contain_text(RULE)
        assert barriers(page) == []
        with page.expect_download() as taken:
            page.get_by_role("link", name="JSON", exact=True).click()
        assert RULE in taken.value.path().read_text(encoding="utf-8")
        card.get_by_role("link", name="Photo Sorter").click()
        expect(page.get_by_role("heading", name="Photo Sorter", level=1)).to_be_visible()
        banner = page.locator(".concern-banner").first
        expect(banner).to_contain_text(RULE)
        banner.get_by_role("link", name="Read the concern").click()
        panel = page.locator("#part-concerns")
        expect(panel).to_contain_text("Verdict: upheld with conditions")
        expect(panel.get_by_role("link", name="Report a concern")).to_be_visible()
        expect(panel.get_by_text("denis")).to_have_count(0)
        assert barriers(page) == []


def test_a_suspended_tool_is_gone_for_a_visitor_and_found_by_a_reviewer(browser: Browser, site: Site) -> None:
    """No card, no suggestion, no page and no file for a visitor; a reviewer finds it apart, marked."""
    with window(browser, site) as page:
        page.wait_for_timeout(1_500)
        came(page, site, "/?q=voice+finder")
        expect(page.get_by_text("Voice Finder")).to_have_count(0)
        field = page.get_by_role("combobox").first
        field.fill("voice f")
        page.wait_for_timeout(800)
        expect(page.get_by_role("option", name="Voice Finder")).to_have_count(0)
        came(page, site, f"/tool?slug={HELD}")
        expect(page.get_by_text("There is no tool at this address")).to_be_visible()
        came(page, site, f"/history?slug={HELD}")
        expect(page.get_by_text("Suspended: out of sight")).to_be_visible()
        expect(page.get_by_text("Revision 1")).to_have_count(0)
    with urlopen(site.pages.at("/export/csv")) as answer:
        assert HELD.encode() not in answer.read()
    with window(browser, site, "clara") as page:
        came(page, site, "/?q=voice+finder")
        block = page.locator(".suspended-tools")
        expect(block).to_contain_text("Suspended: not shown to investigators")
        assert barriers(page) == []
        block.get_by_role("link", name="Voice Finder").click()
        expect(page.locator("#suspended")).to_contain_text("not shown to investigators")
        expect(page.get_by_role("link", name="Raise a concern")).to_be_visible()
        assert barriers(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/", f"/tool?slug={BOUND}", f"/capability?slug={KIND}"])
def test_concerns_are_readable_in_both_themes_and_narrow(
    browser: Browser, site: Site, address: str, theme: str
) -> None:
    """Axe finds nothing grave at 640 pixels in either theme, and nothing sticks out."""
    context = browser.new_context(viewport={"width": 640, "height": 900}, color_scheme=theme)
    page = context.new_page()
    came(page, site, address)
    found, wider = barriers(page), overhang(page)
    context.close()
    assert found == []
    assert wider == 0
