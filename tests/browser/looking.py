"""Looking at a page as a person would: when it stands still, whether it has barriers, whether it fits."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as NotThere

GRAVE = ("serious", "critical")
MOVES_MS = 600  # what is drawn anew is faint for so long
OPENS_MS, TRIES = 5_000, 4
OVERHANG = """() => Math.max(0, ...[document.documentElement, document.querySelector('[data-testid=stMain]')]
    .filter(Boolean).map(part => part.scrollWidth - part.clientWidth))"""


def settled(page: Page) -> None:
    """Wait until the script of the page has run and nothing is left of the run before."""
    expect(page.locator("#first")).to_have_count(0)
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def choose(page: Page, name: str, option: str) -> None:
    """Choose a term of a list. One that a run of the script closes again is opened anew, as a person would."""
    settled(page)
    box = page.get_by_role("combobox", name=re.compile(rf"^{re.escape(name)}\b"))
    term = page.get_by_role("option", name=option, exact=True).first
    for _ in range(TRIES):
        box.click()
        box.fill(option)
        try:
            term.wait_for(timeout=OPENS_MS)
        except NotThere:
            continue
        break
    term.click()
    page.keyboard.press("Tab")  # a list of several stays open till it is left
    settled(page)


def faults(page: Page) -> list[str]:
    """Return what axe calls serious or critical on the page as it is at this moment."""
    return [
        f"{fault['id']}: {fault['help']}: {[node['html'][:200] for node in fault['nodes'][:3]]}"
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in GRAVE
    ]


def barriers(page: Page) -> list[str]:
    """Return the faults that stay: one that is gone at a second look was a movement, and kept nobody out."""
    if page.get_by_test_id("stApp").count():
        settled(page)
    page.wait_for_timeout(MOVES_MS)
    found = faults(page)
    if found:
        page.wait_for_timeout(3 * MOVES_MS)
        again = faults(page)
        found = [
            fault for fault in again if fault.partition(":")[0] in {one.partition(":")[0] for one in found}
        ]
    return found


def overhang(page: Page) -> int:
    """Return by how many pixels the page is wider than its window; a wide table scrolls inside itself."""
    return int(page.evaluate(OVERHANG))
