"""The audit page in a browser: looked through, taken along, readable for everybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.actions import sessions
from catalog.domain.events import EventTag
from catalog.domain.people import SYSTEM, Role
from catalog.store import Store
from tests.browser.conftest import Served, serving, watched
from tests.browser.looking import barriers, choose, overhang
from tests.people import add
from tests.samples import raw_tool, write_content

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Store]]:
    """A served catalogue of one tool, with a reviewer."""
    home = tmp_path_factory.mktemp("audit")
    data = write_content(home / "data", raw_tool("photo-sorter"))
    with serving(home, CATALOG_DATA=str(data)) as served:
        store = Store.open(f"sqlite:///{home}/catalog.sqlite3")
        add(store, "rosa", Role.REVIEWER)
        with store.writing(SYSTEM) as work:
            work.record(EventTag.CHECK_ASSIGNED, f"tool:{HOSTILE}", {"to": HOSTILE})
        yield served, store
        store.close()


@pytest.fixture(params=["light", "dark"])
def window(request: pytest.FixtureRequest, browser: Browser, site: tuple[Served, Store]) -> Iterator[Page]:
    """A window in which rosa is signed in; nothing goes wrong on it and nothing is asked of other hosts."""
    served, store = site
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=request.param)
    page, wrong = watched(context, served)
    with store.writing(SYSTEM) as work:
        account = work.accounts.find("rosa")
        assert account
        token = sessions.start(work, account, full=True)
    context.add_cookies([{"name": "catalog_session", "value": token, "url": served.url}])
    page.goto(served.at("/audit"))
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def anchors(site: tuple[Served, Store]) -> Path:
    """The file in which the serving process anchors what it does."""
    assert site[1].file
    return site[1].file.parent / "anchors" / "anchors.txt"


def test_the_trail_is_looked_through_and_taken_along(window: Page, tmp_path: Path, anchors: Path) -> None:
    """Events are found, shown as text, saved as a file, and anchored; axe finds nothing grave; 640 pixels do."""
    expect(window.get_by_role("heading", name="Audit trail", level=1)).to_be_visible()
    window.get_by_role("textbox", name="Person").fill("system")
    choose(window, "Kinds of act", "second look assigned")
    window.keyboard.press("Escape")
    window.get_by_role("button", name="Look", exact=True).click()
    expect(window.get_by_text("1 event, the newest first")).to_be_visible()
    expect(window.get_by_role("cell", name=f"tool:{HOSTILE}")).to_be_visible()

    assert barriers(window) == []
    with window.expect_download() as waited:
        window.get_by_role("link", name="CSV").click()
    waited.value.save_as(tmp_path / "audit.csv")
    assert HOSTILE in (tmp_path / "audit.csv").read_text(encoding="utf-8-sig")
    assert "/anchor/v1 " in anchors.read_text(encoding="utf-8")
    window.set_viewport_size({"width": 640, "height": 900})
    window.wait_for_timeout(200)
    assert overhang(window) == 0
