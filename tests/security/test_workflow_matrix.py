"""Every act of the workflow × role × state × own or other: each cell answers as the table says.

A refusal changes nothing but for its one event.
"""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalog.actions import checks, drafts, records, submissions
from catalog.actions.registry import ACTIONS
from catalog.domain.errors import CatalogError, Conflict, NotAllowed
from catalog.domain.events import EventTag
from catalog.domain.people import Actor, Role
from catalog.domain.workflow import Act, Outcome
from catalog.store import Store
from tests.actions.workflow_world import (
    ALL_YES,
    ANNA,
    BORIS,
    CLARA,
    NO_TIES,
    TOOL,
    WHY,
    approved,
    edited,
    fields,
    stock,
)
from tests.figures import figure

MATRIX: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "workflow_matrix.yaml").read_text("utf-8"))
STATES: list[str] = MATRIX["states"]
SLUG, OTHER = "new-tool", "other-tool"
ROOMS = ("drafts", "submissions", "records", "checks")


@dataclass(frozen=True)
class World:
    """A store in one state: the draft, submission and hash that acts on it name, 0 or "" where there is none."""

    draft: int
    version: int
    content: dict[str, Any]
    submission: int
    sha256: str


def build(store: Store, state: str) -> None:
    """Bring the tool SLUG into a state; whatever waits there was written by Anna."""
    stock(store, *((OTHER,) if state in ("never", "drafted", "submitted") else (SLUG, OTHER)))
    with store.writing(BORIS) as work:
        work.accounts.add(BORIS.name, BORIS.role, issuer=None, subject=None)
    if state in ("drafted", "submitted"):
        draft = drafts.start_draft(store, ANNA, TOOL, fields())
        if state == "submitted":
            submissions.submit_draft(store, ANNA, draft.id, draft.version, WHY)
    elif state in ("edited", "in-review"):
        draft = edited(store, ANNA, SLUG, hardware="a laptop")
        if state == "in-review":
            submissions.submit_draft(store, ANNA, draft.id, draft.version, WHY)
    elif state == "suspended":
        records.suspend(store, CLARA, TOOL, SLUG, "a court forbade it")
    elif state == "retired":
        asked = records.propose(store, ANNA, Act.RETIRE, TOOL, SLUG, "support has ended")
        approved(store, BORIS, asked)
        approved(store, CLARA, asked)


def world(store: Store) -> World:
    """Return what acts can name in this store."""
    with store.reading() as reader:
        draft = reader.workflow.live_draft(TOOL, SLUG)
        waiting = next(reader.workflow.undecided(TOOL, SLUG), None)
        standing = reader.workflow.standing(TOOL, SLUG)
    return World(
        draft.id if draft else 999,
        draft.version if draft else 1,
        {**(draft.content if draft else fields()), "hardware": "a desktop"},
        waiting.id if waiting else 999,
        waiting.sha256 if waiting else standing.sha256,
    )


def act(name: str, store: Store, actor: Actor, at: World) -> None:
    """Do what a row of the matrix names."""
    verb, _, variant = name.partition(" ")
    done: dict[str, Callable[[], object]] = {
        "drafts.open_draft": lambda: drafts.open_draft(store, actor, TOOL, SLUG),
        "drafts.start_draft": lambda: drafts.start_draft(store, actor, TOOL, fields()),
        "drafts.save_draft": lambda: drafts.save_draft(store, actor, at.draft, at.version, at.content),
        "drafts.draft_from_revision": lambda: drafts.draft_from_revision(
            store, actor, TOOL, SLUG, shown(store)
        ),
        "drafts.rebase_draft": lambda: drafts.rebase_draft(store, actor, at.draft, at.version),
        "drafts.discard_draft": lambda: drafts.discard_draft(store, actor, at.draft, "begun by mistake"),
        "submissions.submit_draft": lambda: submissions.submit_draft(store, actor, at.draft, at.version, WHY),
        "submissions.take": lambda: submissions.take(store, actor, at.submission),
        "submissions.withdraw": lambda: submissions.withdraw(
            store, actor, at.submission, "a source is missing"
        ),
        "submissions.decide": lambda: submissions.decide(
            store,
            actor,
            at.submission,
            at.sha256,
            Outcome(variant),
            "read against its sources",
            NO_TIES,
            ALL_YES,
        ),
        "records.suspend": lambda: records.suspend(store, actor, TOOL, SLUG, "a court forbade it"),
        "records.propose": lambda: records.propose(
            store,
            actor,
            Act(variant),
            TOOL,
            SLUG,
            "one reason is enough",
            OTHER if variant == "merge" else "",
        ),
        "checks.confirm": lambda: checks.confirm(store, actor, TOOL, SLUG, shown(store), "read it all again"),
        "checks.assign": lambda: checks.assign(store, actor, TOOL, (SLUG,), BORIS.name),
    }
    done[verb]()


def shown(store: Store) -> str:
    """Return the hash of the revision that the tool points to."""
    with store.reading() as reader:
        return reader.workflow.standing(TOOL, SLUG).sha256


def dump(file: Path) -> tuple[str, ...]:
    """Return everything in a database as SQL, but for the events."""
    with sqlite3.connect(file) as connection:
        lines = tuple(line for line in connection.iterdump() if not line.startswith('INSERT INTO "event"'))
    connection.close()
    return lines


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
        with sqlite3.connect(found[state]) as plain:
            plain.execute("pragma wal_checkpoint(truncate)")
        plain.close()
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
    before = dump(templates[state])
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
        assert dump(file) == before, (name, actor)
        return type(error).__name__
    store.close()
    for left in file.parent.glob("cell.sqlite3-*"):
        left.unlink()
    return "ok"
