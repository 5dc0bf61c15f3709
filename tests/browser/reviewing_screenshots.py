"""Takes the pictures of docs/reviewing.md: `python -m tests.browser.reviewing_screenshots [FOLDER]`.

It serves a small invented catalogue of its own and does in it what the guide describes.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, expect, sync_playwright

from catalog.actions.concerns import ask_reply, reply, take_up
from catalog.actions.reports import report
from catalog.domain.severity import Gravity
from catalog.store import Store
from tests.actions.concern_world import WITH_CONDITIONS, decided, raised
from tests.actions.workflow_world import ANNA, DENIS, FRANK, TOOL
from tests.browser.conftest import ARGUMENTS, CHROMIUM, serving
from tests.browser.curating_screenshots import IMAGES
from tests.browser.looking import settled
from tests.browser.test_concerns import PEOPLE, answer, fill, unfold
from tests.browser.test_curating import Site, window
from tests.people import add
from tests.samples import capability, raw_tool, write_content

SORTER, FINDER, READER = "photo-sorter", "voice-finder", "map-reader"


def take(folder: Path) -> None:
    """Write the pictures into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with TemporaryDirectory() as home, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *sandbox])
        tools = map(raw_tool, (SORTER, FINDER, READER))
        data = write_content(Path(home) / "data", *tools, capabilities=[capability()])
        with serving(Path(home), CATALOG_DATA=str(data), CATALOG_SECOND_FACTOR="off") as pages:
            store = Store.open(f"sqlite:///{home}/catalog.sqlite3")
            for name, role in PEOPLE:
                add(store, name, role)
            _history(store)
            site = Site(pages, store)
            _raising(browser, site, folder)
            _deciding(browser, site, folder)
            store.close()
        browser.close()


def _history(store: Store) -> None:
    """What the pages show: a concern that waits for its verdict, a decided one, and a report."""
    first = raised(store, Gravity(3, 3, 2, 2), slug=SORTER)
    take_up(store, DENIS, first.id)
    ask_reply(store, DENIS, first.id, "Who keeps the faces, and for how long?")
    reply(store, ANNA, first.id, "The provider's page names thirty days; the record says so now.")
    decided(store, raised(store, slug=READER), WITH_CONDITIONS)
    told = {
        "what": "It grouped pictures of two brothers as one person.",
        "harm": "A child who has nothing to do with the case is asked about it.",
        "seen": "In a training case in October.",
    }
    report(store, FRANK, TOOL, FINDER, **told)


def _picture(page: Page, folder: Path, name: str, height: int) -> None:
    page.set_viewport_size({"width": 1280, "height": height})
    settled(page)
    page.wait_for_timeout(1_000)
    page.screenshot(path=folder / f"reviewing-{name}.png")


def _raising(browser: Browser, site: Site, folder: Path) -> None:
    """The form with an open concern above it, and what raising will do."""
    with window(browser, site, "gina") as page:
        page.goto(site.pages.at(f"/raise?kind=tool&slug={SORTER}"))
        expect(page.get_by_text("Open concerns that may be the same")).to_be_visible()
        fill(
            page, "The concern, in your own words", "Pictures of children are compared without a case number."
        )
        page.get_by_role("heading", level=1).scroll_into_view_if_needed()
        _picture(page, folder, "raise", 720)
        answer(page, "Scale", "a serious interference with a right")
        answer(page, "Scope", "many people")
        answer(page, "Probability", "likely")
        answer(page, "Reversibility", "unknown")
        expect(page.get_by_text("The tool leaves the search at once")).to_be_visible()
        page.get_by_role("button", name="Raise the concern").scroll_into_view_if_needed()
        _picture(page, folder, "severity", 640)


def _deciding(browser: Browser, site: Site, folder: Path) -> None:
    """The reviewers' home, and a concern with the form of its verdict."""
    with window(browser, site, "denis") as page:
        page.goto(site.pages.at("/concerns"))
        expect(page.get_by_role("link", name="Make a concern of it")).to_be_visible()
        _picture(page, folder, "home", 620)
        page.goto(site.pages.at("/concern?id=1"))
        unfold(page, "Give the verdict")
        answer(page, "Verdict", "Upheld with conditions of use")
        page.get_by_role("heading", level=1).scroll_into_view_if_needed()
        _picture(page, folder, "decide", 1_800)


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
