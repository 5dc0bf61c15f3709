"""`catalog concerns` lists concerns and tells what happened to one."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from catalog.concerns_cli import app
from catalog.domain.errors import NotFound
from catalog.store import Store
from tests.actions.concern_world import NO, SEVERE, WITH_CONDITIONS, decided, raised
from tests.actions.workflow_world import stock


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store in a home folder of its own."""
    monkeypatch.setenv("CATALOG_HOME", str(tmp_path))
    made = Store.open(f"sqlite:///{tmp_path}/catalog.sqlite3")
    stock(made, "photo-sorter", "other-tool")
    return made


def run(*arguments: str) -> str:
    """Run the command in this process and return what it printed."""
    done = CliRunner().invoke(app, arguments)
    if isinstance(done.exception, NotFound):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def test_concerns_are_listed_and_shown(store: Store) -> None:
    """The list has severity, state and effect; one concern is shown with its steps and conditions."""
    assert "No concern was raised yet." in run("list")
    decided(store, raised(store), WITH_CONDITIONS)
    raised(store, SEVERE, slug="other-tool")
    listed = run("list").splitlines()
    assert [line.split()[:3] for line in listed] == [
        ["1", "tool:photo-sorter", "low"],
        ["2", "tool:other-tool", "severe"],
    ]
    assert listed[1].endswith("suspension")
    assert len(run("list", "--open").splitlines()) == 1
    shown = run("show", "1")
    assert "verdict (upheld with conditions; effect: conditions) by denis (reviewer)" in shown
    assert "condition: Only with a warrant." in shown


def test_a_number_that_is_none_is_a_sentence(store: Store) -> None:
    """Whoever asks for a concern that is not there is told how to list them."""
    decided(store, raised(store), NO)
    assert "No concern is open." in run("list", "--open")
    with pytest.raises(NotFound, match="catalog concerns list"):
        run("show", "7")
