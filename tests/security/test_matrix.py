"""Every registered action × role: the committed table, the table of grants and the actions agree, cell by cell.

What an action answers by state and by own or other is held by test_accounts_matrix.py and test_workflow_matrix.py.
"""

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
import yaml

import catalog.actions
from catalog.actions.registry import ACTIONS
from catalog.domain.errors import Invalid, NotAllowed, NotFound, Unavailable
from catalog.domain.events import EventTag
from catalog.domain.people import GRANTS, Actor, Permission, Role
from catalog.store import Store
from tests.figures import figure
from tests.stores import dump

for module in iter_modules(catalog.actions.__path__):
    import_module(f"catalog.actions.{module.name}")

MATRIX: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "matrix.yaml").read_text("utf-8"))


def function(name: str) -> Callable[..., object]:
    """Return the function of an action."""
    room, verb = name.split(".")
    found: Callable[..., object] = getattr(import_module(f"catalog.actions.{room}"), verb)
    return found


def test_the_table_names_every_action_and_no_other() -> None:
    """An action without a line, and a line without an action, are found."""
    assert set(MATRIX["actions"]) == set(ACTIONS)


def test_the_table_agrees_with_the_grants_both_ways() -> None:
    """Each line has its action's permission and the roles of that permission; each permission has a line."""
    for name, line in MATRIX["actions"].items():
        assert line["permission"] == ACTIONS[name].permission, name
        assert set(line["roles"]) == GRANTS[ACTIONS[name].permission][0], name
    reading = {Permission(name): set(roles) for name, roles in MATRIX["reading"].items()}
    assert reading.keys() | {item.permission for item in ACTIONS.values()} == set(GRANTS)
    assert all(GRANTS[permission][0] == roles for permission, roles in reading.items())


def test_every_grant_has_a_reason_and_every_action_its_words() -> None:
    """Each permission says why, in a sentence; each action has a summary and events that exist."""
    for permission in Permission:
        assert GRANTS[permission][1].endswith("."), permission
    for item in ACTIONS.values():
        assert item.summary.endswith("."), item.name
        assert all(tag in EventTag for tag in item.events)


def test_nobody_reads_the_catalogue_as_a_stranger() -> None:
    """Where only members read, whoever is not signed in can do one thing: show who they are."""
    assert [item for item in Permission if Actor("x", Role.STRANGER).may(item)] == [Permission.SESSION_OPEN]


@pytest.mark.parametrize("role", list(Role))
def test_every_cell(role: Role, store: Store) -> None:
    """Each action lets exactly the roles of its line through; a refusal is one event at most and changes nothing.

    Through means: as far as the body, which then misses its arguments or says that something is not there.
    """
    actor = Actor("olga", role)
    for name, line in MATRIX["actions"].items():
        with store.reading() as reader:
            events = reader.last_event()
        if role in line["roles"]:
            with suppress(TypeError, Invalid, NotFound, Unavailable):
                function(name)(store, actor)
            continue
        before = dump(store)
        with pytest.raises(NotAllowed, match=f"you act as {role}"):
            function(name)(store, actor)
        with store.reading() as reader:
            left = [event for event in reader.events() if event.seq > events]
        assert [event.tag for event in left] == [EventTag.ACTION_REFUSED] * actor.signed_in, name
        assert all(event.detail["action"] == name and event.actor == "olga" for event in left)
        assert dump(store) == before, name
    figure(f"permission matrix: {role}, {len(MATRIX['actions'])} cells as specified")
