"""Installations to sign in at: a small catalogue in a process of its own, its store, and an agency beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
expect.set_options(timeout=SLOW_MS)


@dataclass(frozen=True)
class Installation:
    """A served catalogue with two tools, its store, and the second factor of root.admin."""

    pages: Served
    store: Store
    key: str
    agency: Agency


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
