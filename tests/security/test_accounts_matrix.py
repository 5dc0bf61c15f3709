"""Every act on accounts × role × whose account it is: each cell answers as the table says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalog.actions import accounts
from catalog.actions.accounts import Identity
from catalog.actions.registry import ACTIONS
from catalog.domain.errors import CatalogError, Conflict, NotAllowed
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.store import Store
from tests.figures import figure
from tests.people import HandClock, hand_store
from tests.stores import rows

MATRIX: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "accounts_matrix.yaml").read_text("utf-8"))
WHOSE: list[str] = MATRIX["accounts"]

ACTS: dict[str, Callable[[Store, Actor, str], object]] = {
    "accounts.add_account": lambda store, actor, name: accounts.add_account(store, actor, name, "curator"),
    "accounts.change_role lower": lambda store, actor, name: accounts.change_role(
        store, actor, name, "reviewer"
    ),
    "accounts.change_role administrator": lambda store, actor, name: accounts.change_role(
        store, actor, name, "administrator"
    ),
    "accounts.disable_account": accounts.disable_account,
    "accounts.enable_account": accounts.enable_account,
    "accounts.reset_account": accounts.reset_account,
    "accounts.end_sessions": accounts.end_sessions,
}


def build(store: Store, role: Role) -> None:
    """Add an account of each kind; passwords are set as text, because nothing here compares them."""
    for name in ("active", "disabled", "waiting"):
        accounts.add_account(store, SYSTEM, name, "curator")
    accounts.add_account(store, SYSTEM, "agency", "curator", identity=Identity("https://agency.example", "1"))
    accounts.add_account(store, SYSTEM, "last", "administrator")
    if role in MATRIX["roles"] and role is not Role.SYSTEM:
        accounts.add_account(store, SYSTEM, "own", role)
    with store.writing(SYSTEM) as work:
        for name in ("active", "disabled", "last"):
            work.accounts.set_password(name, "a hash")
        work.accounts.set_active("disabled", active=False)


def answer(store: Store, actor: Actor, act: Callable[[Store, Actor, str], object], name: str) -> str:
    """Do one act and return what it answered."""
    try:
        act(store, actor, name)
    except CatalogError as error:
        return type(error).__name__
    return "ok"


def test_every_act_on_accounts_stands_in_the_table() -> None:
    """The table names every registered act on accounts, and the tests do each of its rows."""
    assert {name.partition(" ")[0] for name in MATRIX["actions"]} == {
        name for name in ACTIONS if name.startswith("accounts.")
    }
    assert MATRIX["actions"].keys() == ACTS.keys()
    assert all(len(row) == len(WHOSE) for row in MATRIX["actions"].values())


@pytest.mark.parametrize("role", list(Role))
def test_every_cell_answers_as_the_table_says(role: Role, tmp_path: Path) -> None:
    """Each act by each role on each kind of account; what is refused changes no row."""
    template = tmp_path / "template"
    template.mkdir()
    made = hand_store(template, HandClock())
    build(made, role)
    made.close()
    content, cells = (template / "catalog.sqlite3").read_bytes(), 0
    for name, expected in MATRIX["actions"].items():
        for whose, answered in zip(WHOSE, expected, strict=True):
            if whose == "own" and role is Role.SYSTEM:
                continue  # the program has no account
            (tmp_path / "catalog.sqlite3").write_bytes(content)
            store, actor = hand_store(tmp_path, HandClock()), Actor("own", role)
            given = answer(store, actor, ACTS[name], "fresh" if whose == "unknown" else whose)
            store.close()
            assert given == (answered if role in MATRIX["roles"] else NotAllowed.__name__), (name, whose)
            if given in (NotAllowed.__name__, Conflict.__name__):
                assert rows(tmp_path / "catalog.sqlite3") == rows(template / "catalog.sqlite3"), (name, whose)
            cells += 1
    figure(f"accounts matrix: {role}, {cells} cells as specified")
