"""Every act on concerns × role × state × own or other: each cell answers as the table says.

A refusal changes nothing but for its one event.
"""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalog.actions import concerns, reports
from catalog.actions.checks import confirm
from catalog.actions.registry import ACTIONS
from catalog.domain.errors import CatalogError, Conflict, NotAllowed
from catalog.domain.events import EventTag
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.store import Store
from tests.actions.concern_world import PAGE, REASONS, SLUG, WITH_CONDITIONS, raising, ruling
from tests.actions.workflow_world import ANNA, FRANK, TOOL, stock
from tests.figures import figure
from tests.stores import rows

MATRIX: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "concern_matrix.yaml").read_text("utf-8"))
STATES: list[str] = MATRIX["states"]
PARTS = ("other", "raiser", "reporter", "curated", "decider")
NAMES = dict(zip(PARTS, ("olga", "clara", "frank", "gina", "denis"), strict=True))
RAISER, CURATED, DECIDER = (Actor(NAMES[part], Role.REVIEWER) for part in ("raiser", "curated", "decider"))
NOW, LATER = datetime(2026, 11, 22, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)
TOLD = {"what": "it named the wrong man", "harm": "people who look alike", "seen": "in training"}


def build(store: Store, state: str) -> None:
    """Bring concern 1, which came from report 1, into a state; in "none" the report waits."""
    stock(store, SLUG)
    with store.reading() as reader:
        sha256 = reader.workflow.standing(TOOL, SLUG).sha256
    confirm(store, CURATED, TOOL, SLUG, sha256, "read every source again")
    reports.report(store, FRANK, TOOL, SLUG, **TOLD)
    acts: dict[str, Callable[[], object]] = {
        "raised": lambda: reports.take_report(store, RAISER, 1, raising()),
        "examined": lambda: concerns.take_up(store, DECIDER, 1),
        "waiting": lambda: concerns.ask_reply(store, DECIDER, 1, "Who keeps the faces?"),
        "decided": lambda: concerns.decide(store, DECIDER, 1, ruling(review_on="2027-01-01"), 2),
        "appealed": lambda: concerns.appeal(store, ANNA, 1, REASONS),
        "reopened": lambda: concerns.reopen(store, Actor("ivan", Role.REVIEWER), 1, REASONS),
    }
    if state == "none":
        return
    for name, act in acts.items():
        act()
        if name == state or (name, state) == ("decided", "due"):
            return


def act(name: str, store: Store, actor: Actor) -> None:
    """Do what a row of the matrix names, as somebody does who has read everything."""
    with store.reading() as reader:
        concern = reader.concerns.one(1)
    seen = len(concern.steps) if concern else 0
    done: dict[str, Callable[[], object]] = {
        "concerns.raise_concern": lambda: concerns.raise_concern(store, actor, TOOL, SLUG, raising()),
        "concerns.take_up": lambda: concerns.take_up(store, actor, 1),
        "concerns.ask_reply": lambda: concerns.ask_reply(store, actor, 1, "Who keeps the faces?"),
        "concerns.reply": lambda: concerns.reply(store, actor, 1, "It was corrected."),
        "concerns.enter_statement": lambda: concerns.enter_statement(
            store, actor, 1, "It is safe.", PAGE, "sells it"
        ),
        "concerns.decide": lambda: concerns.decide(store, actor, 1, WITH_CONDITIONS, seen),
        "concerns.appeal": lambda: concerns.appeal(store, actor, 1, REASONS),
        "concerns.decline_appeal": lambda: concerns.decline_appeal(store, actor, 1, REASONS),
        "concerns.reopen": lambda: concerns.reopen(store, actor, 1, REASONS),
        "reports.report": lambda: reports.report(store, actor, TOOL, SLUG, **TOLD),
        "reports.take_report": lambda: reports.take_report(store, actor, 1, raising()),
        "reports.dismiss_report": lambda: reports.dismiss_report(store, actor, 1, REASONS),
    }
    done[name]()


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One database file a state, to be copied for each cell."""
    folder, found = tmp_path_factory.mktemp("states"), {}
    for state in STATES:
        found[state] = folder / f"{state}.sqlite3"
        store = Store.open(f"sqlite:///{found[state]}", lambda: NOW)
        build(store, state)
        store.close()
    return found


def test_every_act_on_concerns_stands_in_the_matrix() -> None:
    """The matrix names every registered action of these rooms, and no other; each row is whole."""
    registered = {name for name in ACTIONS if name.partition(".")[0] in ("concerns", "reports")}
    assert set(MATRIX["actions"]) == registered
    assert all(len(row[part]) == len(STATES) for row in MATRIX["actions"].values() for part in PARTS)


def expected(row: dict[str, Any], role: Role, part: str, state: str) -> str:
    """Return what a cell must answer."""
    answer: str = row[part][STATES.index(state)]
    if role.value not in row["roles"]:
        return "NotAllowed"
    closed = role.value not in row.get("only_for", row["roles"]) and part != "reporter"
    # Whoever may not appeal is told so before anything about the state, where there is a concern at all.
    return "NotAllowed" if closed and answer != "NotFound" else answer


@pytest.mark.parametrize("state", STATES)
def test_every_cell_answers_as_the_matrix_says(
    state: str, templates: dict[str, Path], tmp_path: Path
) -> None:
    """Each act by each role with each part in it, from this state."""
    before, cells = rows(templates[state]), 0
    for name, row in MATRIX["actions"].items():
        for role in Role:
            # Whoever lacks the permission is sent away before anybody looks at their part.
            for part in PARTS if role.value in row["roles"] else PARTS[:1]:
                file = tmp_path / "cell.sqlite3"
                shutil.copyfile(templates[state], file)
                found = cell(name, file, Actor(NAMES[part], role), before, due=state == "due")
                assert found == expected(row, role, part, state), (name, state, role, part)
                cells += 1
    figure(f"concern matrix: {state}, {cells} cells as specified")


def cell(name: str, file: Path, actor: Actor, before: tuple[str, ...], *, due: bool) -> str:
    """Do one act on a copy and return what it answered; a refusal must have changed nothing but one event."""
    store = Store(f"sqlite:///{file}", lambda: LATER if due else NOW)
    with store.reading() as reader:
        events = reader.last_event()
    try:
        act(name, store, actor)
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


def test_nobody_acts_as_the_program(templates: dict[str, Path], tmp_path: Path) -> None:
    """The program itself neither raises nor decides: concerns are people's."""
    shutil.copyfile(templates["examined"], tmp_path / "own.sqlite3")
    store = Store(f"sqlite:///{tmp_path}/own.sqlite3")
    for name in MATRIX["actions"]:
        with pytest.raises(NotAllowed):
            act(name, store, SYSTEM)
    store.close()
