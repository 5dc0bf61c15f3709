"""`catalog export`, `catalog import` and `catalog undo-import`, each through its words."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from catalog.cli import app
from catalog.domain.errors import CatalogError, Invalid, NotAllowed, NotFound
from catalog.domain.people import Role
from catalog.domain.workflow import DraftState
from catalog.settings import Settings
from catalog.store import Store
from tests.people import PASSWORD, HandClock, add, code, with_second_factor
from tests.samples import raw_tool, write_content

LIST = "Name;Link\nReader;https://r.example.net/\nReader;https://s.example.net/\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a small catalogue, where a second factor is not asked for, and its people."""
    data = write_content(tmp_path / "data", raw_tool("photo-sorter"), raw_tool("voice-finder"))
    monkeypatch.setenv("CATALOG_HOME", str(tmp_path))
    monkeypatch.setenv("CATALOG_DATA", str(data))
    monkeypatch.setenv("CATALOG_SECOND_FACTOR", "off")
    store = opened()
    add(store, "anna", Role.CURATOR)
    add(store, "frank", Role.INVESTIGATOR)
    store.close()
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


def opened() -> Store:
    """Open the store of the home."""
    return Store.open(Settings().url)


def run(*words: str, answers: str = f"{PASSWORD}\n") -> Result:
    """Run the command line; what it asks for is answered."""
    return CliRunner().invoke(app, list(words), input=answers)


def refused(*words: str, answers: str = f"{PASSWORD}\n") -> CatalogError:
    """Run the command line and return the error that it ends with."""
    error = run(*words, answers=answers).exception
    assert isinstance(error, CatalogError)
    return error


def open_drafts() -> list[str]:
    """Return the addresses of the open drafts."""
    store = opened()
    with store.reading() as reader:
        found = sorted(draft.slug for draft in reader.workflow.drafts(DraftState.OPEN))
    store.close()
    return found


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "yaml", "yml", "jsonld"])
def test_the_ending_chooses_the_format(home: Path, ending: str) -> None:
    """Each ending gives a file, and the number of its tools is said."""
    done = run("export", str(home / f"out.{ending}"))
    assert done.output.startswith("2 tools, ")
    assert (home / f"out.{ending}").stat().st_size > 1000


def test_an_export_follows_a_search(home: Path) -> None:
    """Words and filters narrow what is written; what finds nothing, and a strange ending, is a sentence."""
    run("export", str(home / "out.json"), "--query", "voice", "--filter", "cost=free")
    tools = json.loads((home / "out.json").read_text(encoding="utf-8"))["tools"]
    assert [tool["slug"] for tool in tools] == ["voice-finder"]
    assert isinstance(refused("export", str(home / "out.json"), "--query", "zzzz"), NotFound)
    assert isinstance(refused("export", str(home / "out.doc")), Invalid)
    assert isinstance(refused("export", str(home / "no" / "out.csv")), Invalid)


def test_an_import_only_looks_until_it_is_told_to_make(home: Path) -> None:
    """Without --make nothing is written; with it the drafts are made, and can be undone by their number."""
    words = ("import", str(home / "list.csv"), "--account", "anna")
    looked = run(*words)
    assert "row 2      new        reader" in looked.output
    assert "row 3      fault      reader" in looked.output
    assert "1 draft would be made." in looked.output
    assert open_drafts() == []
    assert "Made 1 draft as import 1." in run(*words, "--make").output
    assert open_drafts() == ["reader"]
    undone = run("undo-import", "1", "--account", "anna", "--reason", "It was the wrong list.")
    assert "Discarded 1 draft." in undone.output
    assert open_drafts() == []


def test_columns_are_mapped_by_words(home: Path) -> None:
    """--map sets or empties the field of a column; what is not of its form, or no field, is a sentence."""
    words = ("import", str(home / "list.csv"), "--account", "anna", "--json")
    report = json.loads(run(*words, "--map", "Link=").stdout)
    assert report["left_out"] == ["Link"]
    assert isinstance(refused(*words, "--map", "Link"), Invalid)
    assert isinstance(refused(*words, "--map", "Link=state"), Invalid)


def test_who_may_not_write_may_not_import(home: Path) -> None:
    """The same door for everybody: a wrong password, another role, a file that is not there."""
    words = ("import", str(home / "list.csv"), "--account")
    assert isinstance(refused(*words, "frank"), NotAllowed)
    assert isinstance(refused(*words, "anna", answers="wrong\n"), NotAllowed)
    assert isinstance(refused("import", str(home / "none.csv"), "--account", "anna"), NotFound)
    store = opened()
    with store.reading() as reader:
        assert reader.sessions.open(store.now().replace(year=2020)).get("frank", 0) == 0
    store.close()


def test_a_second_factor_is_asked_for(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where curators need one, the command asks for its code; without one it says where to set it up."""
    monkeypatch.setenv("CATALOG_SECOND_FACTOR", "on")
    words = ("import", str(home / "list.csv"), "--account", "anna")
    assert "set it up" in str(refused(*words))
    store = opened()
    clock = HandClock()
    clock.now = store.now()
    _, key = with_second_factor(store, "anna", clock)
    current = code(key, store, 1)
    store.close()
    assert "1 draft would be made." in run(*words, answers=f"{PASSWORD}\n{current}\n").output
