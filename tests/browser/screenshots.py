"""Takes pictures of every page: `python -m tests.browser.screenshots URL FOLDER` (a running server)."""

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.test_accessibility import PAGES


def take(url: str, folder: Path) -> None:
    """Write one picture a page, width and theme into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *sandbox])
        for width in (1280, 640):
            for theme in ("light", "dark"):
                context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
                page = context.new_page()
                for name, address in PAGES.items():
                    page.goto(url + address)
                    page.get_by_role("heading", level=1).wait_for()
                    page.wait_for_timeout(800)
                    page.screenshot(path=folder / f"{name.replace(' ', '-')}-{width}-{theme}.png")
                context.close()
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1].rstrip("/"), Path(sys.argv[2]))
