"""Takes the pictures of docs/curating.md: `python -m tests.browser.curating_screenshots [FOLDER]`.

It serves a small invented catalogue of its own and does in it what the guide describes.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Page, expect, sync_playwright

from catalog.actions.drafts import open_draft, save_draft
from catalog.actions.submissions import submit_draft
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor, Role
from catalog.store import Store
from tests.browser.conftest import ARGUMENTS, CHROMIUM, serving
from tests.browser.looking import settled
from tests.browser.test_curating import Site, window
from tests.people import add
from tests.samples import raw_tool, source, write_content

IMAGES: Final = Path(__file__).parents[2] / "docs" / "images"
ANNA: Final = Actor("anna", Role.CURATOR)
_LONG_AGO: Final = {"level": "desk-reviewed", "checked": "2025-03-01", "next_check": "2025-08-28"}


def take(folder: Path) -> None:
    """Write the pictures into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with TemporaryDirectory() as home, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *sandbox])
        tools = (
            raw_tool("photo-sorter"),
            raw_tool(
                "voice-finder",
                homepage="https://example.org/voices",
                summary="Finds where the same voice speaks in other recordings.",
            ),
            raw_tool(
                "map-reader",
                homepage="https://example.org/maps",
                verification=_LONG_AGO,
                summary="Names likely places for a picture.",
            ),
        )
        data = write_content(Path(home) / "data", *tools)
        with serving(Path(home), CATALOG_DATA=str(data), CATALOG_SECOND_FACTOR="off") as pages:
            store = Store.open(f"sqlite:///{home}/catalog.sqlite3")
            for name, role in (("anna", Role.CURATOR), ("boris", Role.CURATOR), ("clara", Role.REVIEWER)):
                add(store, name, role)
            site = Site(pages, store)
            _writing(browser, site, folder)
            _both(browser, site, folder)
            _deciding(browser, site, folder)
            store.close()
        browser.close()


def _picture(page: Page, folder: Path, name: str) -> None:
    settled(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=60_000)
    page.wait_for_timeout(1_000)
    page.screenshot(path=folder / f"curating-{name}.png")


def _writing(browser: Browser, site: Site, folder: Path) -> None:
    """A new tool that is perhaps there already, its form, and what keeps it from being submitted."""
    with window(browser, site, "anna") as page:
        page.set_viewport_size({"width": 1280, "height": 640})
        page.goto(site.pages.at("/drafts"))
        page.get_by_text("Start a new tool").click()
        name = page.get_by_role("textbox", name="Name")
        name.fill("Photo Sorter Plus")
        name.press("Tab")
        homepage = page.get_by_role("textbox", name="Homepage")
        homepage.fill("https://example.org/")
        homepage.press("Tab")
        expect(page.get_by_text("This may be in the catalogue already")).to_be_visible()
        _picture(page, folder, "start")
        page.get_by_role("button", name="Start the draft").click()
        expect(page.get_by_role("tab", name="Write")).to_be_visible()
        page.set_viewport_size({"width": 1280, "height": 1_100})
        page.get_by_role("heading", level=1).scroll_into_view_if_needed()
        _picture(page, folder, "write")
        page.get_by_role("tab", name="Check and submit").click()
        page.get_by_role("heading", level=1).scroll_into_view_if_needed()
        _picture(page, folder, "check")


def _both(browser: Browser, site: Site, folder: Path) -> None:
    """Two people who wrote the same field at once."""
    with window(browser, site, "anna") as anna, window(browser, site, "boris") as boris:
        boris.set_viewport_size({"width": 1280, "height": 560})
        for page, text in (
            (anna, ""),
            (boris, ""),
            (anna, "a laptop"),
            (boris, "a server with a graphics card"),
        ):
            if not text:
                page.goto(site.pages.at("/tool?slug=voice-finder"))
                page.get_by_text("Curate this record").click()
                page.get_by_role("button", name="Edit this tool").click()
                expect(page.get_by_role("tab", name="Write")).to_be_visible()
                page.get_by_text("Access and running").click()
                settled(page)
                continue
            field = page.get_by_role("textbox", name="Hardware")
            field.fill(text)
            field.press("Tab")
            settled(page)
            page.wait_for_timeout(1_500)
        expect(boris.get_by_text("Nothing was overwritten")).to_be_visible()
        boris.get_by_text("Every field is saved when you leave it.").click()
        boris.get_by_role("heading", level=1).scroll_into_view_if_needed()
        _picture(boris, folder, "both")


def _deciding(browser: Browser, site: Site, folder: Path) -> None:
    """A submission with its changes beside their sources, and what is due."""
    store, kind = site.store, RecordKind.TOOL
    draft = open_draft(store, ANNA, kind, "photo-sorter")
    tested = source(
        url="https://example.org/test", title="A test of sorters", date="2026-02", supports=["hardware"]
    )
    content = draft.content | {
        "hardware": "a laptop with eight gigabytes of memory",
        "sources": {"1": draft.content["sources"]["1"], "2": tested},
        "limitations": [
            {"text": "Pictures that are turned by more than a right angle are not grouped.", "sources": [2]}
        ],
    }
    draft = save_draft(store, ANNA, draft.id, draft.version, content)
    made = submit_draft(
        store, ANNA, draft.id, draft.version, "A test of February says what it needs and where it fails."
    )
    with window(browser, site, "boris") as page:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(site.pages.at(f"/review?id={made.id}"))
        expect(page.get_by_role("button", name="Decide")).to_be_visible()
        _picture(page, folder, "review")
        page.set_viewport_size({"width": 1280, "height": 560})
        page.goto(site.pages.at("/due"))
        _picture(page, folder, "due")


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
