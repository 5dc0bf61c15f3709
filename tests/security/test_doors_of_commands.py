"""Every command as a door: acts on accounts by whoever runs the machine, and imports by whoever signs in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from catalog import cli
from catalog.actions.imports import make_drafts, undo_batch
from catalog.actions.registry import ACTIONS
from catalog.domain.errors import CatalogError
from catalog.domain.people import SYSTEM, Role
from catalog.queries.imports import dry_run, upload
from catalog.settings import Settings
from catalog.store import Store
from tests.actions.workflow_world import ANNA, WHY
from tests.figures import figure
from tests.people import PASSWORD, add
from tests.samples import raw_tool, write_content
from tests.security import test_accounts_matrix as table
from tests.security.door_world import DOORS
from tests.stores import last, rows, settle, since

ROWS: dict[str, Any] = DOORS["commands"]
ACCOUNTS: dict[str, tuple[str, ...]] = {
    "accounts.add_account": ("account", "add", "{}", "--role", "curator", "--link"),
    "accounts.change_role lower": ("account", "role", "{}", "reviewer"),
    "accounts.change_role administrator": ("account", "role", "{}", "administrator"),
    "accounts.disable_account": ("account", "disable", "{}"),
    "accounts.enable_account": ("account", "enable", "{}"),
    "accounts.reset_account": ("account", "reset", "{}"),
}
LIST = b"Name;Link\nReader;https://r.example.net/\n"
NOT_ACTIVE = "disabled"


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the words of every command."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name))


def said(*words: str, typed: str = "") -> str:
    """Run `catalog …` and return the sentence that it ends with, or "" where it did what was asked."""
    done = CliRunner().invoke(cli.app, list(words), input=typed)
    if isinstance(done.exception, CatalogError):
        return str(done.exception)
    assert done.exit_code == 0, done.output
    return ""


def refusal(act: Any) -> str:
    """Do an act and return its sentence where it is refused, else ""."""
    try:
        act()
    except CatalogError as error:
        return str(error)
    return ""


def test_every_command_has_a_row() -> None:
    """A command without a row is found; each act may be done by whom its row names."""
    assert set(commands(typer.main.get_command(cli.app))) == set(ROWS)
    for words, row in ROWS.items():
        assert row["as"] in ("account", "system", "visitor"), words
        assert not (row["as"] == "visitor" and row["acts"]), words
        if row["as"] == "system":
            assert all(SYSTEM.may(ACTIONS[name].permission) for name in row["acts"]), words


def test_acts_on_accounts_answer_as_the_action_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command on each kind of account: the same sentence, the same events, and nothing written when refused."""
    monkeypatch.setenv("CATALOG_HOME", str(tmp_path))
    named = {name for words, row in ROWS.items() if words.startswith("account ") for name in row["acts"]}
    assert named == {name.partition(" ")[0] for name in ACCOUNTS}
    store = Store.open(Settings().url)
    table.build(store, Role.INVESTIGATOR)
    store.close()
    file = tmp_path / "catalog.sqlite3"
    settle(file)
    content, before, cells = file.read_bytes(), rows(file), 0
    for name, words in ACCOUNTS.items():
        for whose in (item for item in table.WHOSE if item != "own"):
            account, answers = "fresh" if whose == "unknown" else whose, []
            for by_command in (False, True):
                for left in tmp_path.glob("catalog.sqlite3*"):
                    left.unlink()
                file.write_bytes(content)
                store = Store(Settings().url)
                start = last(store)
                if by_command:
                    sentence = said(*(word.format(account) for word in words))
                else:
                    sentence = refusal(lambda s=store, a=account, n=name: table.ACTS[n](s, SYSTEM, a))
                answers.append((sentence, since(store, start)))
                store.close()
                assert not sentence or rows(file) == before, (name, whose)
            assert answers[0] == answers[1], (name, whose)
            cells += 1
    figure(f"doors of commands: accounts, {cells} cells answer as the action does")


@pytest.fixture(scope="module")
def importing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a small catalogue, an account of each role, and an import that is open and one that is undone."""
    home = tmp_path_factory.mktemp("importing")
    write_content(home / "data", raw_tool("photo-sorter"))
    with pytest.MonkeyPatch.context() as patch:
        _settings(patch, home)
        assert said("build") == ""
        store = Store(Settings().url)
        for role in (Role.INVESTIGATOR, Role.CURATOR, Role.REVIEWER, Role.ADMINISTRATOR):
            add(store, role.value, role)
        add(store, NOT_ACTIVE, Role.CURATOR)
        with store.writing(SYSTEM) as work:
            work.accounts.set_active(NOT_ACTIVE, active=False)
        for number in (1, 2):
            parsed = upload(ANNA, "list.csv", LIST.replace(b"Reader", b"Reader %d" % number))
            mapping = {"Name": "name"}
            make_drafts(store, ANNA, parsed, mapping, dry_run(store, ANNA, parsed, mapping).digest)
        undo_batch(store, ANNA, 2, WHY)
        store.close()
    settle(home / "catalog.sqlite3")
    (home / "list.csv").write_bytes(LIST)
    return home


def _settings(patch: pytest.MonkeyPatch, home: Path) -> None:
    patch.setenv("CATALOG_HOME", str(home))
    patch.setenv("CATALOG_DATA", str(home / "data"))
    patch.setenv("CATALOG_SECOND_FACTOR", "off")


@pytest.mark.parametrize(
    "name", ["investigator", "curator", "reviewer", "administrator", NOT_ACTIVE, "nobody"]
)
def test_imports_need_a_curator_who_signs_in(
    name: str, importing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both commands × who signs in × what is there to be undone: only a curator's do anything."""
    _settings(monkeypatch, importing)
    file, listed = importing / "catalog.sqlite3", str(importing / "list.csv")
    content = file.read_bytes()
    doors = {("import", listed): "nothing", ("import", listed, "--make"): "writes"}
    for number, answer in enumerate(("writes", "refuses", "refuses"), start=1):
        doors["undo-import", str(number), "--reason", WHY] = answer
    for words, as_curator in doors.items():
        before = drafts()
        sentence = said(*words, "--account", name, typed=f"{PASSWORD}\n")
        answer = "refuses" if sentence else "writes" if drafts() != before else "nothing"
        assert answer == (as_curator if name == "curator" else "refuses"), (words, sentence)
        assert not sentence or drafts() == before, words
        for left in importing.glob("catalog.sqlite3*"):
            left.unlink()
        file.write_bytes(content)
    figure(f"doors of commands: imports as {name}, {len(doors)} cells as specified")


def drafts() -> list[tuple[int, str]]:
    """Return every draft with its state."""
    store = Store(Settings().url)
    with store.reading() as reader:
        found = [(draft.id, draft.state.value) for draft in reader.workflow.drafts()]
    store.close()
    return found
