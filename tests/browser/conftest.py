"""The pages, served for real, and a Chromium to look at them."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = next(
    filter(
        None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))
    ),
    None,
)
REQUIRED = os.environ.get("CATALOG_REQUIRE_BROWSER") == "1"
INSTALL = "no Chromium is installed, so the browser journeys were not run; install it with: apt-get install chromium"
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--no-first-run",
]
START_S = 200
expect.set_options(timeout=20_000)  # a slow machine is no fault; what is there at once is not waited for


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey, and say why it is not run where no browser is installed and none is required."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and not REQUIRED:
                item.add_marker(pytest.mark.skip(reason=INSTALL))


@dataclass(frozen=True)
class Served:
    """The pages of a running server."""

    url: str
    log: Path

    def at(self, path: str) -> str:
        """Return the address of a page."""
        return f"{self.url}{path}"


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`catalog serve` on the repository's own content, in a process and a home of its own."""
    with serving(tmp_path_factory.mktemp("home")) as pages:
        yield pages


@contextmanager
def serving(home: Path, port: int | None = None, **environment: str) -> Iterator[Served]:
    """Serve in a process of its own, with a home folder and settings, until the block ends."""
    port = port or free_port()
    log = home / "server.log"
    command = [sys.executable, "-m", "catalog.cli", "serve", "--no-browser", "--port", str(port)]
    with log.open("wb") as sink:
        variables = os.environ | {"CATALOG_HOME": str(home)} | environment
        process = subprocess.Popen(command, stdout=sink, stderr=subprocess.STDOUT, env=variables)
    pages = Served(f"http://127.0.0.1:{port}", log)
    try:
        _wait(pages, process)
        yield pages
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(pages: Served, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urlopen(pages.at("/_stcore/health"), timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{pages.log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys; a missing one is a failure where it is required."""
    if CHROMIUM is None:
        pytest.fail(INSTALL)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *sandbox])
        yield started
        started.close()


def watched(context: BrowserContext, served: Served) -> tuple[Page, list[str]]:
    """Return a page and the list of what must not happen on it: errors, and requests to other hosts."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on(
        "console",
        lambda message: (
            wrong.append(f"console: {message.text}") if "Content Security" in message.text else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((served.url, served.url.replace("http", "ws"), "data:", "blob:"))
            else wrong.append(f"request: {request.url}")
        ),
    )
    return page, wrong


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A window of 1280 × 900; afterwards nothing went wrong on it and nothing was asked of other hosts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    opened, wrong = watched(context, served)
    yield opened
    context.close()
    assert wrong == []
