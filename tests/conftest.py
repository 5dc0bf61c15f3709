"""Fixtures that several rooms share."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from catalog.bootstrap import App, open_app, today
from catalog.settings import Settings
from catalog.store import Store
from tests.figures import FIGURES
from tests.samples import NOW


class SteppingClock:
    """A clock that moves one second at each look, so that times differ and repeat in every run."""

    def __init__(self) -> None:
        """Start at the samples' moment."""
        self._now = NOW

    def __call__(self) -> datetime:
        """Return the next moment."""
        self._now += timedelta(seconds=1)
        return self._now.astimezone(UTC)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the full figures of heavy batteries to a run that asks for them with `-m slow`."""
    if "slow" in (config.option.markexpr or ""):
        return
    reason = "the full figure of a heavy battery; run it with: pytest -m slow"
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what heavy tests really did."""
    if FIGURES:
        terminalreporter.section("figures")
        for line in FIGURES:
            terminalreporter.write_line(line)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in its own folder."""
    opened = Store.open(f"sqlite:///{tmp_path}/catalog.sqlite3", SteppingClock())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def real_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The catalogue of the repository's own content, built once for the whole run; only read from."""
    opened = open_app(Settings(home=tmp_path_factory.mktemp("real")), today())
    yield opened
    opened.store.close()
