"""The import page with a real store: each of its steps, and each of its refusals."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from catalog.actions.drafts import start_draft
from catalog.domain.people import Actor
from catalog.domain.workflow import DraftState
from catalog.store import Store
from tests.actions.workflow_world import ANNA, CLARA, TOOL, fields, stock

PLACES = ("catalog.ui.pages.imports", "catalog.ui.parts.import_file", "catalog.ui.parts.import_report")
LIST = [{"Name": f"Reader {n}", "Link": f"https://r{n}.example.net/", "Stars": 5} for n in range(60)]


def import_page() -> None:
    """The body of a script that shows the import page."""
    from catalog.ui.pages.imports import render  # noqa: PLC0415  # nothing outside a page script exists there

    render()


@pytest.fixture
def acting(store: Store, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The page with a small catalogue; `actor` says who looks."""
    stock(store)
    who = SimpleNamespace(actor=ANNA)
    for place in PLACES:
        monkeypatch.setattr(f"{place}.the_app", lambda: SimpleNamespace(store=store))
        monkeypatch.setattr(f"{place}.current_actor", lambda: who.actor)
    monkeypatch.setattr("catalog.ui.parts.acting.refresh", lambda: None)
    return who


def with_file(rows: Any, name: str = "list.json") -> AppTest:
    """Open the page and choose a file."""
    at = AppTest.from_function(import_page, default_timeout=60).run()
    at.file_uploader[0].set_value((name, json.dumps(rows).encode(), "application/json"))
    return at.run()


def press(at: AppTest, label: str) -> AppTest:
    """Press a button."""
    return next(button for button in at.button if button.label == label).click().run()


def markup(at: AppTest) -> str:
    """Return all the markup of the page."""
    assert not at.exception
    return " ".join(str(item.value) for item in at.html)


def open_drafts(store: Store) -> int:
    """Return how many drafts are open."""
    with store.reading() as reader:
        return len(list(reader.workflow.drafts(DraftState.OPEN)))


def test_the_likeliest_fields_are_chosen(acting: SimpleNamespace) -> None:
    """Each column has a choice that is made already where its header means something."""
    at = with_file(LIST)
    assert [box.value for box in at.selectbox] == ["name", "homepage", ""]
    assert "60 rows, 3 columns." in markup(at)
    assert "What would happen" not in markup(at)


def test_the_steps_to_drafts_and_back(acting: SimpleNamespace, store: Store) -> None:
    """A dry run writes nothing; making writes all; undoing takes all back, once."""
    at = press(with_file(LIST), "Show what would happen")
    assert "60 new" in markup(at)
    assert markup(at).count('<th scope="row">') == 50
    assert open_drafts(store) == 0
    at = press(at, "Make 60 drafts")
    assert at.success[0].value.startswith("Made 60 drafts")
    assert open_drafts(store) == 60
    assert "list.json" in markup(at)
    at.text_input[0].input("It was the wrong list.")
    at = press(at, "Discard its open drafts")
    assert open_drafts(store) == 0
    assert "undone" in markup(at)


def test_a_catalogue_that_changed_meanwhile(acting: SimpleNamespace, store: Store) -> None:
    """When somebody else wrote since the dry run, nothing is written and the page says to look again."""
    at = press(with_file(LIST), "Show what would happen")
    start_draft(store, ANNA, TOOL, fields(name="Reader 1", slug=""))
    at = press(at, "Make 60 drafts")
    assert "since the dry run" in at.error[0].value
    assert open_drafts(store) == 1


def test_a_choice_that_cannot_be(acting: SimpleNamespace) -> None:
    """Two columns for one field are a sentence, and nothing is shown as if it would happen."""
    at = with_file(LIST)
    at.selectbox[2].select("name")
    at = press(at, "Show what would happen")
    assert "Two columns would fill name" in at.error[0].value
    assert "3. Look at what would happen" not in markup(at)


def test_a_file_that_cannot_be_read(acting: SimpleNamespace) -> None:
    """The sentence stands where the file was chosen, and the page goes no further."""
    at = with_file("a single value")
    assert "a single value" in at.error[0].value
    assert not at.selectbox


@pytest.mark.parametrize("actor", [CLARA])
def test_whoever_does_not_write_reads_no_file(acting: SimpleNamespace, actor: Actor) -> None:
    """Somebody whose role was taken since the page was opened is refused at the next step."""
    acting.actor = actor
    at = with_file(LIST)
    assert "only curators write" in at.error[0].value
    assert not at.selectbox
