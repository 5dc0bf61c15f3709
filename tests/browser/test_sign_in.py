"""Signing in, out and keeping accounts, as people do it in a browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.actions import accounts, sessions
from catalog.domain.people import SYSTEM, Role
from catalog.ui.navigation import PAGES
from tests.browser.installations import ROOT, Installation, administer, installation, opened, sign_in
from tests.browser.looking import choose
from tests.people import PASSWORD, add, code


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation that everybody reads, with an administrator, and an agency's sign-in service beside it."""
    yield from installation(tmp_path_factory.mktemp("open"))


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The same for members only."""
    yield from installation(tmp_path_factory.mktemp("members"), CATALOG_READING="members")


@pytest.fixture
def window(browser: Browser, site: Installation) -> Iterator[Page]:
    """A window on the open installation."""
    yield from opened(browser, site)


@pytest.fixture
def quiet(browser: Browser, site: Installation) -> Iterator[Page]:
    """A window without JavaScript."""
    yield from opened(browser, site, java_script_enabled=False)


def test_the_whole_way_of_a_new_curator(browser: Browser, site: Installation, window: Page) -> None:
    """From the form on the accounts page over link, password and second factor to one's name in the pages, and out."""
    administer(window, site)
    window.goto(site.pages.at("/accounts"))
    expect(window.get_by_role("heading", name="Accounts", level=1)).to_be_visible()
    window.get_by_label("Name", exact=True).fill("new.curator")
    choose(window, "Role", "curator")
    window.get_by_role("button", name="Add and make a one-time link").click()
    expect(window.get_by_text("Added new.curator as curator.")).to_be_visible()
    link = window.locator("code", has_text="/welcome?link=").inner_text().strip()
    assert link.startswith(f"{site.pages.url}/welcome?link=")
    window.reload()
    expect(window.get_by_role("rowheader", name="new.curator")).to_be_visible()
    expect(window.get_by_text("/welcome?link=")).to_have_count(0)

    for page in opened(browser, site):
        page.goto(link)
        assert page.url == site.pages.at("/welcome")
        page.get_by_label("New password").fill(PASSWORD)
        page.get_by_label("The same again").fill(PASSWORD)
        page.get_by_role("button", name="Set password").click()
        expect(page.get_by_role("status")).to_contain_text("Your password is set")
        sign_in(page, site, "new.curator")
        page.get_by_role("button", name="Set up").click()
        expect(page.get_by_role("img", name="QR code")).to_be_visible()
        key = page.locator("code").inner_text().replace(" ", "")
        page.get_by_label("Code").fill(code(key, site.store))
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_text("new.curator · curator")).to_be_visible()
        expect(page.get_by_role("link", name="Accounts")).to_have_count(0)
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("link", name="Sign in")).to_be_visible()
        page.reload()
        expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_without_javascript(site: Installation, quiet: Page) -> None:
    """Sign-in, second factor and sign-out work without any script."""
    sign_in(quiet, site, ROOT)
    expect(quiet.get_by_role("heading", name="Second factor")).to_be_visible()
    quiet.get_by_label("Code").fill("000000")
    quiet.get_by_role("button", name="Continue").click()
    expect(quiet.get_by_role("alert")).to_contain_text("not right")
    quiet.get_by_label("Code").fill(code(site.key, site.store, 1))
    quiet.get_by_role("button", name="Continue").click()
    quiet.goto(site.pages.at("/sign-in"))
    expect(quiet.get_by_text(f"You are signed in as {ROOT}, administrator.")).to_be_visible()
    quiet.get_by_role("button", name="Sign out").click()
    expect(quiet.get_by_role("status")).to_contain_text("You are signed out")


def test_signing_out_in_one_tab_ends_the_other(site: Installation, window: Page) -> None:
    """The other tab is nobody at its next step, without being loaded anew."""
    sign_in(window, site, "ivan")
    expect(window.get_by_text("ivan · investigator")).to_be_visible()
    other = window.context.new_page()
    other.goto(site.pages.at("/"))
    expect(other.get_by_text("ivan · investigator")).to_be_visible()
    window.get_by_role("button", name="Sign out").click()
    expect(window.get_by_role("link", name="Sign in")).to_be_visible()
    other.get_by_role("link", name="Browse").click()
    expect(other.get_by_role("link", name="Sign in")).to_be_visible()


def test_a_role_that_is_taken_is_gone_at_the_next_step(site: Installation, window: Page) -> None:
    """An open accounts page of somebody who is administrator no more does nothing."""
    add(site.store, "second.admin", Role.ADMINISTRATOR)
    with site.store.writing(SYSTEM) as work:
        account = work.accounts.find("second.admin")
        assert account
        token = sessions.start(work, account, full=True)
    window.context.add_cookies([{"name": "catalog_session", "value": token, "url": site.pages.url}])
    window.goto(site.pages.at("/accounts"))
    expect(window.get_by_role("heading", name="Accounts", level=1)).to_be_visible()
    accounts.change_role(site.store, SYSTEM, "second.admin", "investigator")
    window.get_by_role("button", name="Disable").click()
    expect(window.get_by_role("heading", name="Sign in")).to_be_visible()
    with site.store.reading() as reader:
        assert all(account.active for account in reader.accounts.all())


def test_a_stranger_sees_nothing_of_a_members_catalogue(browser: Browser, members: Installation) -> None:
    """Every address that a page has shows only the way to sign in: no tool, no count, no menu."""
    paths = [f"/{entry.path}?slug=photo-sorter&q=photo" for entry in PAGES if entry.path != "agency"]
    for page in opened(browser, members):
        for path in paths:
            page.goto(members.pages.at(path))
            expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Members only|Sign in"))
            page.wait_for_timeout(200)
            text = page.inner_text("body")
            assert not re.search(r"Photo Sorter|Voice Finder|\d of \d|Browse|Finder|Changes", text), path


def test_a_member_reads(browser: Browser, members: Installation) -> None:
    """After signing in the same address shows the tool."""
    for page in opened(browser, members):
        sign_in(page, members, "ivan")
        expect(page.get_by_text("ivan · investigator")).to_be_visible()
        page.goto(members.pages.at("/tool?slug=photo-sorter"))
        expect(page.get_by_role("heading", name="Photo Sorter", level=1)).to_be_visible()
