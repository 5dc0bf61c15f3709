"""The import of a foreign list, as a curator does it in a browser."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.actions import sessions
from catalog.domain.people import Role
from catalog.domain.workflow import DraftState
from catalog.store import Store
from tests.browser.conftest import Served, serving, watched
from tests.browser.looking import barriers, choose
from tests.people import add
from tests.samples import raw_tool, write_content

SLOW_MS = 30_000
ROWS, FAULTS = 50, 5


@dataclass(frozen=True)
class Installation:
    """A served catalogue of one tool, and its store."""

    pages: Served
    store: Store


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with a curator and a reviewer."""
    home = tmp_path_factory.mktemp("importing")
    data = write_content(home / "data", raw_tool("photo-sorter"))
    with serving(home, CATALOG_DATA=str(data)) as pages:
        store = Store.open(f"sqlite:///{home}/catalog.sqlite3")
        add(store, "anna", Role.CURATOR)
        add(store, "clara", Role.REVIEWER)
        yield Installation(pages, store)
        store.close()


@pytest.fixture
def window(browser: Browser, site: Installation) -> Iterator[Page]:
    """A window in a new profile; nothing goes wrong on it and nothing is asked of other hosts."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page, wrong = watched(context, site.pages)
    yield page
    context.close()
    assert wrong == []


def come_in(page: Page, site: Installation, name: str) -> None:
    """Give the window a full session of somebody."""
    with site.store.reading() as reader:
        account = reader.accounts.find(name)
    assert account
    with site.store.writing(account.actor) as work:
        token = sessions.start(work, account, full=True)
    page.context.add_cookies([{"name": "catalog_session", "value": token, "url": site.pages.url}])


@pytest.fixture(scope="module")
def foreign_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of fifty tools in CSV, five of its rows at fault."""
    path = tmp_path_factory.mktemp("lists") / "tools of a friend.csv"
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["Name", "Link", "What it does", "Price", "Stars"])
        for number in range(1, ROWS + 1):
            row = [
                f"Reader {number}",
                f"https://r{number}.example.net/",
                f"=Reads lines, kind {number}",
                "Free",
                "5",
            ]
            if number in (7, 14):
                row.append("too many")
            if number == 21:
                row[0] = ""
            if number in (28, 35):
                row[0] = "Reader 1"
            writer.writerow(row)
    return path


def test_fifty_rows_with_five_faults(site: Installation, window: Page, foreign_list: Path) -> None:
    """Choose, map, look, make forty-five drafts, and undo them; five rows say what is wrong with them."""
    come_in(window, site, "anna")
    window.goto(site.pages.at("/import"))
    expect(window.get_by_role("heading", name="Import a list of tools", level=1)).to_be_visible(
        timeout=SLOW_MS
    )
    window.locator("input[type=file]").set_input_files(foreign_list)
    expect(window.get_by_text("50 rows, 5 columns.")).to_be_visible(timeout=SLOW_MS)
    choose(window, "What it does", "Description")
    window.get_by_role("button", name="Show what would happen").click()
    expect(window.get_by_text("45 new, 5 at fault")).to_be_visible(timeout=SLOW_MS)
    assert barriers(window) == []
    window.get_by_text("at fault (5)", exact=True).click()
    rows = window.get_by_role("region", name="Rows", exact=True)
    expect(rows.get_by_role("rowheader")).to_have_count(FAULTS, timeout=SLOW_MS)
    expect(rows).to_contain_text("has 6 cells where the header has 5")
    expect(rows).to_contain_text("Name: has no name that an address can be made from")
    expect(rows).to_contain_text("has the same address as row 2")
    assert not any(slug.startswith("reader-") for slug in drafts(site))
    window.get_by_role("button", name="Make 45 drafts").click()
    expect(window.get_by_text("Made 45 drafts.")).to_be_visible(timeout=SLOW_MS)
    made = {slug: held for slug, held in drafts(site).items() if slug.startswith("reader-")}
    assert len(made) == ROWS - FAULTS
    assert made["reader-2"]["description"] == "=Reads lines, kind 2"
    assert (made["reader-2"]["cost"], made["reader-2"]["homepage"]) == ("free", "https://r2.example.net/")
    expect(window.get_by_role("region", name="Imports")).to_contain_text("tools of a friend.csv")
    window.get_by_label("Why").fill("It was the wrong list.")
    window.get_by_role("button", name="Discard its open drafts").click()
    expect(window.get_by_text("is undone")).to_be_visible(timeout=SLOW_MS)
    assert not made.keys() & drafts(site).keys()
    assert barriers(window) == []


def test_the_meaning_of_columns_is_remembered(site: Installation, window: Page, tmp_path: Path) -> None:
    """Who said what a column means is not asked again for a list with the same columns."""
    come_in(window, site, "anna")
    for number, chosen in ((1, False), (2, True)):
        listed = tmp_path / f"list-{number}.csv"
        listed.write_text(
            f"Title;Blurb\nKept Reader {number};Reads lines of kind {number}\n", encoding="utf-8"
        )
        window.goto(site.pages.at("/import"))
        window.locator("input[type=file]").set_input_files(listed)
        expect(window.get_by_text("1 row, 2 columns.")).to_be_visible(timeout=SLOW_MS)
        if not chosen:
            choose(window, "Blurb", "Description")
        window.get_by_role("button", name="Show what would happen").click()
        window.get_by_role("button", name="Make 1 draft").click(timeout=SLOW_MS)
        expect(window.get_by_text("Made 1 draft.")).to_be_visible(timeout=SLOW_MS)
    made = drafts(site)
    assert [made[f"kept-reader-{number}"]["description"] for number in (1, 2)] == [
        "Reads lines of kind 1",
        "Reads lines of kind 2",
    ]


def drafts(site: Installation) -> dict[str, dict[str, object]]:
    """Return what the open drafts hold, by their address."""
    with site.store.reading() as reader:
        return {draft.slug: dict(draft.content) for draft in reader.workflow.drafts(DraftState.OPEN)}


def test_headers_and_cells_stay_text(site: Installation, window: Page, tmp_path: Path) -> None:
    """A file whose headers and cells are addresses, markup and directives makes no link, no image and no script."""
    hostile = "![x](https://a.example.net/p.png) <img src=x onerror=alert(1)> :red[x] www.a.example.net"
    bad = tmp_path / f"{'www.a.example.net'} <b>.json"
    bad.write_text(
        json.dumps([{"name": hostile, hostile: hostile, "slug": hostile}, {"name": hostile}]),
        encoding="utf-8",
    )
    come_in(window, site, "anna")
    window.goto(site.pages.at("/import"))
    window.locator("input[type=file]").set_input_files(bad)
    window.get_by_role("button", name="Show what would happen").click(timeout=SLOW_MS)
    expect(window.get_by_role("region", name="Rows", exact=True)).to_contain_text(
        "is no address", timeout=SLOW_MS
    )
    main = window.get_by_role("main")
    assert main.locator("img, [href*='example.net']").count() == 0
    assert main.get_by_text("<img src=x onerror=alert(1)>").count() > 0


def test_a_bad_file_is_a_sentence(site: Installation, window: Page, tmp_path: Path) -> None:
    """A file that cannot be read says where and what to do, and the page stays as it is."""
    bad = tmp_path / "bad.json"
    bad.write_text('[{"name": "A"},\n {"name": "B", "name": "C"}]', encoding="utf-8")
    come_in(window, site, "anna")
    window.goto(site.pages.at("/import"))
    window.locator("input[type=file]").set_input_files(bad)
    expect(window.get_by_text("Line 2: the key “name” stands twice")).to_be_visible(timeout=SLOW_MS)
    expect(window.get_by_role("heading", name="2. Say what the columns mean")).to_have_count(0)


def test_a_reviewer_does_not_import(site: Installation, window: Page) -> None:
    """Whoever does not write finds the page closed, and no entry in the menu."""
    come_in(window, site, "clara")
    window.goto(site.pages.at("/import"))
    expect(window.get_by_text("An import makes drafts, and only curators write.")).to_be_visible(
        timeout=SLOW_MS
    )
    expect(window.locator("input[type=file]")).to_have_count(0)
    expect(window.get_by_role("link", name="Import", exact=True)).to_have_count(0)
