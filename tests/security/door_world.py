"""The pages as doors: a served catalogue in one state, opened by somebody, and its buttons pressed."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
import yaml
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

import catalog.actions
import catalog.bootstrap
from catalog.bootstrap import App, ensure_index
from catalog.domain.people import SYSTEM, Actor
from catalog.queries.reading import open_read_side
from catalog.settings import Settings
from catalog.store import Store
from tests.actions.workflow_world import stock
from tests.security.workflow_states import OTHER, SLUG, build, publish_again
from tests.stores import rows, settle

for module in iter_modules(catalog.actions.__path__):
    import_module(f"catalog.actions.{module.name}")  # an action is registered when its module is imported

DOORS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "doors.yaml").read_text("utf-8"))
LATER = "2027-06-01"
"""A day on which every tool of this world is due for another look."""


Build = Callable[[Store], None]
"""Fills an empty store."""


def page_script() -> None:
    """The body of a script that shows what stands at an address, as the navigation would."""
    import streamlit as st  # noqa: PLC0415  # nothing outside a page script exists there

    from catalog.ui.navigation import PAGES, body_for  # noqa: PLC0415
    from catalog.ui.parts.actor import current_actor  # noqa: PLC0415

    entry = next(entry for entry in PAGES if entry.path == st.session_state["door"])
    body_for(entry, current_actor())()


class _Standing(catalog.bootstrap._Shared):
    """The catalogue of this process, given and not opened; it looks for what is new only when it is told to."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app, self._looked = app, float("inf")


@dataclass
class House:
    """Templates of the catalogue, one a state, and who is at the screen."""

    folder: Path
    templates: dict[str, App]
    patch: pytest.MonkeyPatch
    actor: Actor = SYSTEM
    app: App | None = None
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """The database of the present cell."""
        return self.folder / "cell.sqlite3"

    def enter(self, state: str, actor: Actor, **settings: Any) -> Store:
        """Put a fresh catalogue in this state in place, and somebody before the screen."""
        self.leave()
        template, self.actor = self.templates[state], actor
        shutil.copyfile(str(template.store.file), self.file)
        store = Store(f"sqlite:///{self.file}")
        asked = Settings(home=template.settings.home, **settings)
        self.app = replace(template, settings=asked, store=store, read=replace(template.read, store=store))
        self.patch.setattr(catalog.bootstrap, "_shared", _Standing(self.app))
        return store

    def leave(self) -> None:
        """Close the catalogue of the cell before."""
        if self.app is not None:
            self.app.store.close()
            for left in self.folder.glob("cell.sqlite3*"):
                left.unlink()
            self.app = None

    def rows(self) -> tuple[str, ...]:
        """Return everything in the database of this cell but the events."""
        return rows(self.file)

    def template_rows(self, state: str) -> tuple[str, ...]:
        """Return the same of a catalogue in this state as nobody has touched it."""
        if state not in self.known:
            self.known[state] = rows(self.folder / state / "catalog.sqlite3")
        return self.known[state]


@contextmanager
def house(folder: Path, states: Mapping[str, Build]) -> Iterator[House]:
    """Build a catalogue in each state and yield the house; pages then meet the catalogue that was entered."""
    templates = {state: _template(folder / state, made) for state, made in states.items()}
    with pytest.MonkeyPatch.context() as patch:
        made = House(folder, templates, patch)
        patch.setattr("catalog.ui.parts.actor.actor_of", lambda _app, _cookies: made.actor)
        patch.setattr("catalog.ui.parts.actor.agency_claims", dict)
        for room in ("curating", "draft_acts"):
            patch.setattr(f"catalog.ui.parts.{room}.go", lambda *_, **__: None)
        patch.setattr("catalog.ui.pages.due.today", lambda: LATER)
        yield made
        made.leave()
    for app in templates.values():
        app.store.close()


def _template(folder: Path, build: Build) -> App:
    folder.mkdir()
    settings = Settings(home=folder)
    store = Store.open(settings.url)
    build(store)
    app = App(settings, store, open_read_side(store, ensure_index(store, settings.index_folder)), None)
    app.read.all_tools()
    store.close()
    settle(folder / "catalog.sqlite3")
    return app


def workflow(state: str) -> Build:
    """Return what brings a catalogue into a state of the workflow, with an older revision where there can be one."""

    def made(store: Store) -> None:
        if state not in ("never", "drafted", "submitted"):
            stock(store, SLUG, OTHER)
            publish_again(store, hardware="an old machine")
        build(store, state)

    return made


def opened(path: str, **params: str) -> AppTest:
    """Open the page at an address."""
    at = AppTest.from_function(page_script, default_timeout=60)
    at.session_state["door"] = path
    for name, value in params.items():
        at.query_params[name] = value
    # No page of these tests is drawn with a component, and looking for them reads every installed distribution.
    at._bidi_component_manager = BidiComponentManager()
    return at.run()
