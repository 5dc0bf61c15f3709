"""A catalogue on a small folder of its own, for tests of queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from catalog.bootstrap import App, open_app
from catalog.settings import Settings
from tests.samples import TODAY, write_content


@contextmanager
def small_app(home: Path, *tools: dict[str, Any], **more: Any) -> Iterator[App]:
    """Open a catalogue with these records and close it afterwards."""
    folder = write_content(home / "data", *tools, **more)
    app = open_app(Settings(home=home / "home", data=folder), TODAY)
    yield app
    app.store.close()
