"""Signing in, out and keeping accounts, as people do it in a browser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from catalog.actions import accounts, own_account, sessions
from catalog.domain.people import SYSTEM, VISITOR, Role
from catalog.store import Store
from tests.browser.agency import Agency, secrets_file
from tests.browser.conftest import Served, free_port, serving, watched
from tests.people import HOME, PASSWORD, RULES, add, code
from tests.samples import raw_tool, write_content

ROOT = "root.admin"
SLOW_MS = 30_000


@dataclass(frozen=True)
class Installation:
    """A served catalogue with two tools, its store, and the second factor of root.admin."""

    pages: Served
    store: Store
    key: str
    agency: Agency


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation that everybody reads, with an administrator, and an agency's sign-in service beside it."""
    yield from installation(tmp_path_factory.mktemp("open"))


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The same for members only."""
    yield from installation(tmp_path_factory.mktemp("members"), CATALOG_READING="members")


def installation(home: Path, **settings: str) -> Iterator[Installation]:
    """Serve a small catalogue beside an agency until the test is done."""
    data = write_content(home / "data", raw_tool("photo-sorter"), raw_tool("voice-finder"))
    port = free_port()
    callback = f"http://localhost:{port}/oauth2callback"
    agency = Agency(free_port(), callback)
    (home / ".streamlit").mkdir()
    (home / ".streamlit" / "secrets.toml").write_text(secrets_file(agency, callback), encoding="utf-8")
    agency.start()
    with serving(home, port, HOME=str(home), CATALOG_DATA=str(data), **settings) as served:
        store = Store.open(f"sqlite:///{home}/catalog.sqlite3")
        add(store, ROOT, Role.ADMINISTRATOR)
        for name in ("ivan", "walter"):
            add(store, name, Role.INVESTIGATOR)
        identity = accounts.Identity(agency.issuer, "4711")
        accounts.add_account(store, SYSTEM, "agent", "curator", identity=identity)
        yield Installation(
            Served(f"http://localhost:{port}", served.log), store, second_factor(store), agency
        )
        store.close()
    agency.stop()


def second_factor(store: Store) -> str:
    """Set the second factor of root.admin up and return its key."""
    token = sessions.sign_in(store, VISITOR, ROOT, PASSWORD, HOME, RULES).token
    _, key = own_account.offer_second_factor(store, VISITOR, token, RULES)
    own_account.confirm_second_factor(store, VISITOR, token, code(key, store, -1), HOME, RULES)
    return key


def opened(browser: Browser, site: Installation, **options: object) -> Iterator[Page]:
    """A window in a new profile; afterwards nothing went wrong on it and nothing was asked of other hosts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    page, wrong = watched(context, site.pages)
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def window(browser: Browser, site: Installation) -> Iterator[Page]:
    """A window on the open installation."""
    yield from opened(browser, site)


@pytest.fixture
def quiet(browser: Browser, site: Installation) -> Iterator[Page]:
    """A window without JavaScript."""
    yield from opened(browser, site, java_script_enabled=False)


def sign_in(page: Page, site: Installation, name: str) -> None:
    """Fill in the sign-in form."""
    page.goto(site.pages.at("/sign-in"))
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def administer(page: Page, site: Installation) -> None:
    """Come in as root.admin through the store, as often as a test needs it, with a fresh session."""
    with site.store.writing(SYSTEM) as work:
        account = work.accounts.find(ROOT)
        assert account
        token = sessions.start(work, account, full=True)
    page.context.add_cookies([{"name": "catalog_session", "value": token, "url": site.pages.url}])


def test_the_whole_way_of_a_new_curator(browser: Browser, site: Installation, window: Page) -> None:
    """From the form on the accounts page over link, password and second factor to one's name in the pages, and out."""
    administer(window, site)
    window.goto(site.pages.at("/accounts"))
    expect(window.get_by_role("heading", name="Accounts", level=1)).to_be_visible()
    window.get_by_label("Name", exact=True).fill("new.curator")
    window.get_by_label("Role", exact=True).click()
    window.get_by_role("option", name="curator").click()
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
    other.get_by_role("link", name="About").click()
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


CLOSED = ("/", "/tool?slug=photo-sorter", "/browse", "/case", "/about", "/finder", "/capability", "/accounts")


@pytest.mark.parametrize("path", CLOSED)
def test_a_stranger_sees_nothing_of_a_members_catalogue(
    browser: Browser, members: Installation, path: str
) -> None:
    """Every address shows only the way to sign in: no tool, no count, no menu."""
    for page in opened(browser, members):
        page.goto(members.pages.at(path))
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Members only|Sign in"))
        page.wait_for_timeout(300)
        text = page.inner_text("body")
        assert not re.search(r"Photo Sorter|Voice Finder|\b2 of 2\b|Browse|Finder", text)


def test_a_member_reads(browser: Browser, members: Installation) -> None:
    """After signing in the same address shows the tool."""
    for page in opened(browser, members):
        sign_in(page, members, "ivan")
        expect(page.get_by_text("ivan · investigator")).to_be_visible()
        page.goto(members.pages.at("/tool?slug=photo-sorter"))
        expect(page.get_by_role("heading", name="Photo Sorter", level=1)).to_be_visible()


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
    page.get_by_role("link", name="About").click()
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
        page.wait_for_timeout(500)
        grave = [
            f"{fault['id']}: {[node['html'][:160] for node in fault['nodes'][:3]]}"
            for fault in Axe().run(page).response["violations"]
            if fault["impact"] in ("serious", "critical")
        ]
        assert grave == []
        page.set_viewport_size({"width": 640, "height": 900})
        page.wait_for_timeout(200)
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1
        )
