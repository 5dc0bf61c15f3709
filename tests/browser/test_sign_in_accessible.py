"""The pages of signing in for everybody: axe in both themes, and a narrow window."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.actions import sessions
from catalog.domain.people import SYSTEM
from tests.browser.installations import Installation, administer, installation, opened, sign_in
from tests.browser.looking import barriers, overhang


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation that everybody reads, with an administrator, and an agency's sign-in service beside it."""
    yield from installation(tmp_path_factory.mktemp("open"))


STATES = (
    "/sign-in",
    "/welcome",
    "/second-factor",
    "/password",
    "/accounts",
    "/agency",
    "setting up",
    "refused",
)


def stand(page: Page, site: Installation, state: str) -> None:
    """Bring a window to a page or to what a form answers."""
    if state == "refused":
        sign_in(page, site, "nobody.here")
        return
    if state in ("/second-factor", "setting up"):
        with site.store.writing(SYSTEM) as work:
            account = work.accounts.find("walter")
            assert account
            token = sessions.start(work, account, full=True)
        page.context.add_cookies([{"name": "catalog_session", "value": token, "url": site.pages.url}])
    elif state not in ("/sign-in", "/welcome"):
        administer(page, site)
    page.goto(site.pages.at("/second-factor" if state == "setting up" else state))
    if state == "setting up":
        page.get_by_role("button", name="Set up").click()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_serious_fault(browser: Browser, site: Installation, state: str, theme: str) -> None:
    """No page of signing in has a fault that axe calls serious or critical, nor sticks out at 640 pixels."""
    for page in opened(browser, site, color_scheme=theme):
        stand(page, site, state)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert barriers(page) == []
        page.set_viewport_size({"width": 640, "height": 900})
        page.wait_for_timeout(200)
        assert overhang(page) == 0
