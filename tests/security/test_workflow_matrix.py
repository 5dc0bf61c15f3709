"""Every act of the workflow × role × state × own or other: each cell answers as the table says.

A refusal changes nothing but for its one event.
"""

import shutil
from pathlib import Path

import pytest

from catalog.actions.registry import ACTIONS
from catalog.domain.errors import CatalogError, Conflict, NotAllowed
from catalog.domain.events import EventTag
from catalog.domain.people import Actor, Role
from catalog.store import Store
from tests.actions.workflow_world import ANNA
from tests.figures import figure
from tests.security.workflow_states import MATRIX, STATES, act, build, world
from tests.stores import rows, settle

ROOMS = ("drafts", "submissions", "records", "checks")


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One database file a state, to be copied for each cell."""
    folder, found = tmp_path_factory.mktemp("states"), {}
    for state in STATES:
        found[state] = folder / f"{state}.sqlite3"
        store = Store.open(f"sqlite:///{found[state]}")
        build(store, state)
        with store._writer.begin() as connection:
            assert connection.exec_driver_sql("select count(*) from event").scalar()
        store.close()
        settle(found[state])
    return found


def test_every_act_of_the_workflow_stands_in_the_matrix() -> None:
    """The matrix names every registered action of these rooms, and no other."""
    registered = {name for name in ACTIONS if name.partition(".")[0] in ROOMS}
    assert {name.partition(" ")[0] for name in MATRIX["actions"]} == registered
    for row in MATRIX["actions"].values():
        assert len(row["own"]) == len(row["other"]) == len(STATES)


@pytest.mark.parametrize("state", STATES)
def test_every_cell_answers_as_the_matrix_says(
    state: str, templates: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each act by each role, on what one wrote and on what another wrote, from this state."""
    before = rows(templates[state])
    cells = 0
    for name, row in MATRIX["actions"].items():
        for role in Role:
            for own in (True, False):
                expected = row["own" if own else "other"][STATES.index(state)]
                if role.value not in row["roles"]:
                    expected = "NotAllowed"
                file = tmp_path / "cell.sqlite3"
                shutil.copyfile(templates[state], file)
                actor = Actor(ANNA.name if own else "olga", role)
                assert cell(name, file, actor, before) == expected, (name, state, actor, expected)
                cells += 1
    figure(f"workflow matrix: {state}, {cells} cells as specified")


def cell(name: str, file: Path, actor: Actor, before: tuple[str, ...]) -> str:
    """Do one act on a copy and return what it answered; a refusal must have changed nothing but one event."""
    store = Store(f"sqlite:///{file}")
    with store.reading() as reader:
        events = reader.last_event()
    try:
        act(name, store, actor, world(store))
    except CatalogError as error:
        refused = isinstance(error, NotAllowed | Conflict) and actor.signed_in
        with store.reading() as reader:
            added = [event for event in reader.events() if event.seq > events]
        store.close()
        assert [event.tag for event in added] == [EventTag.ACTION_REFUSED] * refused, (name, actor)
        assert rows(file) == before, (name, actor)
        return type(error).__name__
    store.close()
    for left in file.parent.glob("cell.sqlite3-*"):
        left.unlink()
    return "ok"
