"""`catalog profile` through its words: what it prints, and a sentence for every odd file."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from catalog.cli import app
from catalog.domain.errors import CatalogError, Invalid, NotFound
from tests.rulebooks import DATA
from tests.samples import write_content


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small catalogue with the real rules, and the capabilities and cases that these name."""
    folder = tmp_path_factory.mktemp("home")
    data = write_content(folder / "data")
    for name in ("compliance", "cases", "capabilities"):
        shutil.copytree(DATA / name, data / name, dirs_exist_ok=True)
    for case in (data / "cases").glob("*.yaml"):  # the tools that cases name are not in this small folder
        lines = case.read_text("utf-8").splitlines(keepends=True)
        case.write_text("".join(line for line in lines if not line.startswith("tools:")), "utf-8")
    return folder


@pytest.fixture(autouse=True)
def _settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOG_HOME", str(home))
    monkeypatch.setenv("CATALOG_DATA", str(home / "data"))


def run(*words: str) -> Result:
    """Run the command line."""
    return CliRunner().invoke(app, ["profile", "photo-sorter", *words])


def test_a_use_is_shown_with_its_level_and_what_it_is_not(home: Path) -> None:
    """The text has level, confidence, date of law and the caveat."""
    found = run("--use", "similar-files")
    assert found.exit_code == 0, found.exception
    for words in ("Not listed as high-risk", "How sure: medium", "21 November 2026", "not legal advice"):
        assert words in found.output


def test_answers_of_a_file_count(home: Path) -> None:
    """An answer of the file changes the level; JSON carries it."""
    file = home / "answers.json"
    file.write_text('{"places": ["eu", "uk"], "answers": {"scores_persons": "other"}}', encoding="utf-8")
    read = json.loads(run("--use", "similar-files", "--answers", str(file), "--json").output)
    assert (read["level"], read["places"]) == ("high-risk-likely", ["eu", "uk"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "JSON"),
        ("[]", "another form"),
        ('{"form": "v9", "answers": {}}', "another form"),
        ('{"answers": []}', "answers"),
        ('{"answers": {"is_ai": 3}}', "takes a word"),
        ('{"answers": {"is_ai": "maybe"}}', "is_ai"),
        ('{"answers": {"colour": "red"}}', "colour"),
        ('{"places": ["mars"]}', "places"),
        ("[" * 5_000, "JSON"),
        ('{"answers": {}}' + " " * 60_000, "larger"),
    ],
)
def test_an_odd_file_gets_a_sentence(home: Path, text: str, sentence: str) -> None:
    """What is wrong is said, with what to write instead."""
    file = home / "odd.json"
    file.write_text(text, encoding="utf-8")
    error = run("--answers", str(file)).exception
    assert isinstance(error, Invalid)
    assert sentence in str(error)


def test_a_missing_file_and_an_unknown_tool_are_told(home: Path) -> None:
    """Neither ends in a traceback."""
    assert isinstance(run("--answers", str(home / "none.json")).exception, Invalid)
    assert isinstance(run("--use", "no-such").exception, CatalogError)
    assert isinstance(CliRunner().invoke(app, ["profile", "no-such"]).exception, NotFound)
