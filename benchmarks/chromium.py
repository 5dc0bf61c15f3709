"""A real Chromium, and the watch inside its pages that says when results were painted."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

try:
    from playwright.sync_api import Error as BrowserError
    from playwright.sync_api import sync_playwright
except ImportError:
    sync_playwright, BrowserError = None, OSError  # type: ignore[assignment,misc]

PATIENCE_MS: Final = 30_000
VIEWPORT: Final = {"width": 1280, "height": 900}

_LOOK_EVERY_MS: Final = 20

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OPTIONS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")

# Runs in every document before its own scripts. All times are on one clock (timeOrigin + now), so that an
# interaction that loads a new document is timed like one that does not. The time is taken in the task after
# the frame in which the results stood, which is when they are on the screen.
_WATCH: Final = """
(() => {
  if (window !== window.top) return;
  const now = () => performance.timeOrigin + performance.now();
  const shown = () => {
    const results = document.querySelector(RESULTS);
    return document.readyState !== 'loading' && results && results.getClientRects().length
      ? results.textContent : null;
  };
  const kept = sessionStorage;
  const painted = (report) => setTimeout(() => report(now())); // called before a frame is painted
  let first = false, ready = false;
  const look = () => {
    const text = shown();
    if (!ready && document.readyState !== 'loading' && document.querySelector(READY)) {
      ready = true;
      painted((at) => benchReport('ready', at - performance.timeOrigin));
    }
    if (text !== null && !first) {
      first = true;
      painted((at) => benchReport('first', at - performance.timeOrigin));
    }
    if (text !== null && kept.benchBegan && text !== kept.benchBefore) {
      const began = Number(kept.benchBegan);
      for (const name of ['benchArmed', 'benchBegan']) kept.removeItem(name);
      painted((at) => benchReport('new', at - began));
    }
    requestAnimationFrame(look);
  };
  const begin = () => { if (kept.benchArmed && !kept.benchBegan) kept.benchBegan = now(); };
  addEventListener('keydown', (event) => { if (event.key === 'Enter') begin(); }, true);
  addEventListener('click', begin, true);
  window.benchArm = () => {
    kept.removeItem('benchBegan');
    kept.benchBefore = shown() ?? '';
    kept.benchArmed = '1';
  };
  requestAnimationFrame(look);
})();
"""


class NotSeenError(Exception):
    """The results that were waited for did not appear."""


def executable() -> str | None:
    """Return the Chromium on the PATH, or None."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def why_missing() -> str:
    """Return why pages cannot be measured, or ""."""
    if sync_playwright is None:
        return "playwright is not installed"
    return "" if executable() else "no Chromium was found on the PATH"


def chromium_version() -> str:
    """Return the version of Chromium in words."""
    found = executable()
    if not found:
        return "not installed"
    answer = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    return answer.stdout.strip().removeprefix("Chromium ").split(" ")[0] or "unknown"


@contextmanager
def browsing() -> Iterator[Any]:
    """Start a headless Chromium (playwright's Browser) and close it when the block is left."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(_OPTIONS))
        try:
            yield browser
        finally:
            browser.close()


class Reader:
    """A page in a browser context of its own, which begins with empty caches."""

    def __init__(self, browser: Any, results: str, ready: str) -> None:
        """Watch what the selectors name in everything that is opened: the results, and what shows that it is ready."""
        self._seen: dict[str, float] = {}
        self._context = browser.new_context(viewport=VIEWPORT, service_workers="block")
        self._context.set_default_timeout(PATIENCE_MS)
        # A report to this process and not a question from it: pages forbid the evaluation that polling needs.
        self._context.expose_binding(
            "benchReport", lambda _source, what, ms: self._seen.update({what: float(ms)})
        )
        self._context.add_init_script(
            f"const RESULTS = {json.dumps(results)}, READY = {json.dumps(ready)};\n{_WATCH}"
        )
        self.page = self._context.new_page()

    def close(self) -> None:
        """Close the page and forget its caches."""
        self._context.close()

    def turn_to_new_page(self) -> None:
        """Go on in another page of the same context, its caches kept."""
        self.page.close()
        self.page = self._context.new_page()

    def open(self, address: str) -> float:
        """Open the address; return the ms from the navigation until results were painted.

        Raises:
            NotSeenError: no results appeared in time.
        """
        self._seen.clear()
        self.page.goto(address, wait_until="commit")
        return self._wait("first")

    def ready(self) -> float:
        """Return the ms from the last navigation until the page took clicks.

        Raises:
            NotSeenError: it did not get ready in time.
        """
        return self._wait("ready")

    def react(self, act: Callable[[], None]) -> float:
        """Do something that ends in Enter or a click; return the ms from it until other results were painted.

        Raises:
            NotSeenError: the results stayed as they were.
        """
        self.page.evaluate("window.benchArm()")
        self._seen.clear()
        act()
        return self._wait("new")

    def _wait(self, what: str) -> float:
        for _ in range(PATIENCE_MS // _LOOK_EVERY_MS):
            if what in self._seen:
                return self._seen[what]
            self.page.wait_for_timeout(_LOOK_EVERY_MS)
        raise NotSeenError(f"nothing was seen within {PATIENCE_MS} ms")
