import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Served
from tests.browser.looking import barriers, faults, overhang

PAGES = {
    "search": "/",
    "search with filters": "/?q=face&stage=identify-and-locate-victims&cost=free",
    "search with a reading": "/?q=open+source+face+recognition+offline&undone=limit%3Aoffline%3Aoffline&why=1",
    "nothing found": "/?q=photodna&country=NO",
    "tool": "/tool?slug=clearview-ai",
    "unknown tool": "/tool?slug=nothing",
    "capability": "/capability?slug=face-recognition",
    "case": "/case?slug=nl-ap-clearview-2024",
    "cases": "/case",
    "cases narrowed": "/case?kind=ruling&principle=lawfulness&from=2021&q=face",
    "no case": "/case?q=zebra&kind=audit",
    "coverage": "/coverage",
    "coverage by language": "/coverage?rows=language&columns=offline&media=audio",
    "principles": "/principles",
    "principle": "/principles?principle=lawfulness",
    "transparency": "/transparency",
    "finder": "/finder",
    "finder answered": "/finder?have=images&need=where&under=offline",
    "browse": "/browse",
    "about": "/about",
    "profile": "/profile?tool=aasist&use=check-evidence",
    "profile of an own use": "/profile?tool=aasist&in=eu&in=coe&in=uk&in=us",
    "profile of no tool": "/profile",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_fault(browser: Browser, served: Served, name: str, theme: str) -> None:
    """No page has a fault that axe calls serious or critical, in either theme."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=theme)
    page = context.new_page()
    page.goto(served.at(PAGES[name]))
    expect(page.locator("#first")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    found = barriers(page)
    context.close()
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_serious_fault_before_the_page_is_ready(
    browser: Browser, served: Served, theme: str
) -> None:
    """The search page as plain HTML has no such fault either."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=theme)
    page = context.new_page()
    page.route("**/_stcore/health", lambda _: None)
    page.goto(served.at(PAGES["search with a reading"]))
    expect(page.locator("#first h1")).to_be_visible()
    assert faults(page) == []
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_window_needs_no_sideways_scrolling(browser: Browser, served: Served, name: str) -> None:
    """At 640 pixels nothing sticks out of the window; a wide table scrolls inside itself."""
    context = browser.new_context(viewport={"width": 640, "height": 900})
    page = context.new_page()
    page.goto(served.at(PAGES[name]))
    expect(page.locator("#first")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_timeout(400)
    wider = overhang(page)
    context.close()
    assert wider == 0
