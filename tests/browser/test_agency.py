"""Signing in at an agency's own service, from the sign-in page there and back, with a service on loopback."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.actions import accounts
from catalog.domain.people import SYSTEM
from tests.browser.installations import SLOW_MS, Installation, installation


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation that everybody reads, with an administrator, and an agency's sign-in service beside it."""
    yield from installation(tmp_path_factory.mktemp("open"))


def agency_window(browser: Browser, site: Installation) -> Page:
    """Return a window that may also ask the agency's service."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(site.pages.at("/sign-in"))
    page.get_by_role("link", name="Sign in with your agency's account").click()
    page.wait_for_url(site.pages.at("/"), timeout=SLOW_MS)
    page.get_by_role("heading", level=1).wait_for(timeout=SLOW_MS)
    return page


def test_an_agencys_person_is_known_by_issuer_and_subject(browser: Browser, site: Installation) -> None:
    """Discovery, code flow, PKCE and a signed token lead to the account; signing out ends it on our side."""
    site.agency.person = "4711"
    page = agency_window(browser, site)
    expect(page.get_by_text("agent · curator")).to_be_visible()
    page.reload()
    expect(page.get_by_text("agent · curator")).to_be_visible()
    page.goto(site.pages.at("/sign-in"))
    expect(page.get_by_text("You are signed in as agent, curator.")).to_be_visible()
    page.goto(site.pages.at("/"))
    accounts.end_sessions(site.store, SYSTEM, "agent")
    page.get_by_role("link", name="Browse").click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_text("Your sign-in has ended.")).to_be_visible()
    page.get_by_role("link", name="Sign in with your agency's account again").click()
    expect(page.get_by_text("agent · curator")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_text("Your sign-in has ended.")).to_have_count(0)
    page.context.close()


def test_an_agencys_person_without_an_account_is_a_visitor(browser: Browser, site: Installation) -> None:
    """Nobody registers alone, and an e-mail address that names an administrator opens nothing."""
    site.agency.person = "somebody-else"
    page = agency_window(browser, site)
    expect(page.get_by_text("there is no account for it here")).to_be_visible()
    expect(page.get_by_role("link", name="Accounts")).to_have_count(0)
    page.context.close()


@pytest.mark.parametrize(
    "wrong", [{"aud": "another"}, {"exp": 1}, {"nonce": "x"}, {"iss": "https://other.example"}]
)
def test_a_token_that_is_not_for_us_opens_nothing(
    browser: Browser, site: Installation, wrong: dict[str, object]
) -> None:
    """Another audience, an old token, another nonce, another issuer: the person stays a visitor."""
    site.agency.person, site.agency.token_changes = "4711", wrong
    page = agency_window(browser, site)
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.context.close()
    site.agency.token_changes = {}
