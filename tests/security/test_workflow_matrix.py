"""Every act of the workflow × kind of record × role × state × own or other: each cell answers as the table says.

A refusal changes nothing but for its one event.
"""

import shutil
from itertools import product
from pathlib import Path

import pytest

from catalog.actions.registry import ACTIONS
from catalog.domain.content import RecordKind
from catalog.domain.errors import CatalogError, Conflict, NotAllowed
from catalog.domain.events import EventTag
from catalog.domain.people import Actor, Role
from catalog.domain.writing import WRITERS, may_write
from catalog.store import Store
from tests.actions.workflow_world import ANNA, CASE, PROVIDER, TOOL
from tests.figures import figure
from tests.security.workflow_states import MATRIX, STATES, act, build, world
from tests.stores import rows, settle

KINDS = (TOOL, PROVIDER, CASE)
ROOMS = ("drafts", "submissions", "records", "checks")


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[RecordKind, str], Path]:
    """One database file a kind and state, to be copied for each cell."""
    folder, found = tmp_path_factory.mktemp("states"), {}
    for kind, state in product(KINDS, STATES):
        found[kind, state] = folder / f"{kind}-{state}.sqlite3"
        store = Store.open(f"sqlite:///{found[kind, state]}")
        build(store, state, kind)
        with store._writer.begin() as connection:
            assert connection.exec_driver_sql("select count(*) from event").scalar()
        store.close()
        settle(found[kind, state])
    return found


def test_every_act_of_the_workflow_stands_in_the_matrix() -> None:
    """The matrix names every registered action of these rooms, and no other."""
    registered = {name for name in ACTIONS if name.partition(".")[0] in ROOMS}
    assert {name.partition(" ")[0] for name in MATRIX["actions"]} == registered
    for row in MATRIX["actions"].values():
        assert len(row["own"]) == len(row["other"]) == len(STATES)


def expected(name: str, kind: RecordKind, role: Role, state: str, *, own: bool) -> str:
    """Return the answer that the table has for a cell."""
    row = MATRIX["actions"][name]
    writes = "elsewhere" in row
    roles = MATRIX["writers"][kind] if writes else row["roles"]
    if role.value in roles:
        answers = (
            row["own" if own else "other"]
            if kind is TOOL
            else row.get("no-tool", row["own" if own else "other"])
        )
    elif writes and any(role.value in some for some in MATRIX["writers"].values()):
        answers = row["elsewhere"]
    else:
        return "NotAllowed"
    return str(answers[STATES.index(state)])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", [TOOL, CASE, pytest.param(PROVIDER, marks=pytest.mark.slow)])
def test_every_cell_answers_as_the_matrix_says(
    kind: RecordKind,
    state: str,
    templates: dict[tuple[RecordKind, str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each act by each role, on what one wrote and on what another wrote, from this state."""
    before = rows(templates[kind, state])
    cells = 0
    for name in MATRIX["actions"]:
        for role, own in product(Role, (True, False)):
            file = tmp_path / "cell.sqlite3"
            shutil.copyfile(templates[kind, state], file)
            actor = Actor(ANNA.name if own else "olga", role)
            wanted = expected(name, kind, role, state, own=own)
            assert cell(name, file, kind, actor, before) == wanted, (name, state, actor, wanted)
            cells += 1
    figure(f"workflow matrix: {kind} {state}, {cells} cells as specified")


def test_a_kind_is_written_by_the_roles_of_the_table() -> None:
    """The table of writers agrees with the rule of the domain, kind by kind, and each rule has its reason."""
    assert {kind: set(MATRIX["writers"][kind]) for kind in KINDS} == {
        kind: {role.value for role in roles} for kind, (roles, _) in WRITERS.items()
    }
    assert all(reason.endswith(".") for _, reason in WRITERS.values())
    for kind, role in product(RecordKind, Role):
        assert may_write(Actor("x", role), kind) == (role.value in MATRIX["writers"].get(kind, ()))


def cell(name: str, file: Path, kind: RecordKind, actor: Actor, before: tuple[str, ...]) -> str:
    """Do one act on a copy and return what it answered; a refusal must have changed nothing but one event."""
    store = Store(f"sqlite:///{file}")
    with store.reading() as reader:
        events = reader.last_event()
    try:
        act(name, store, actor, world(store, kind))
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
