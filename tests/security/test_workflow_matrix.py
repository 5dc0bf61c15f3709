"""Every act of the workflow × kind of record × role × state × own or other: each cell answers as the table says.

A refusal changes nothing but for its one event.
"""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalog.actions import checks, drafts, records, submissions
from catalog.actions.registry import ACTIONS
from catalog.domain.content import RecordKind
from catalog.domain.errors import CatalogError, Conflict, NotAllowed
from catalog.domain.events import EventTag
from catalog.domain.people import Actor, Role
from catalog.domain.workflow import Act, Outcome
from catalog.domain.writing import WRITERS, may_write
from catalog.store import Store
from tests.actions.workflow_world import (
    ALL_YES,
    ANNA,
    BORIS,
    CASE,
    CASE_YES,
    CLARA,
    NO_TIES,
    PROVIDER,
    TOOL,
    WHY,
    approved,
    case_fields,
    edited,
    fields,
    stock,
)
from tests.figures import figure
from tests.samples import provider

MATRIX: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "workflow_matrix.yaml").read_text("utf-8"))
STATES: list[str] = MATRIX["states"]
OTHER = "other-record"
KINDS = (TOOL, PROVIDER, CASE)
CHANGE = {TOOL: {"hardware": "a laptop"}, PROVIDER: {"country": "SE"}, CASE: {"body": "Another authority"}}
SECOND = {TOOL: {"hardware": "a desktop"}, PROVIDER: {"country": "FI"}, CASE: {"body": "A third authority"}}
ROOMS = ("drafts", "submissions", "records", "checks")


@dataclass(frozen=True)
class World:
    """A store in one state: the draft, submission and hash that acts on it name, 0 or "" where there is none."""

    kind: RecordKind
    draft: int
    version: int
    content: dict[str, Any]
    submission: int
    sha256: str


def slug_of(kind: RecordKind) -> str:
    """Return the address of the record that acts are about."""
    return f"new-{kind}"


def new_fields(kind: RecordKind) -> dict[str, Any]:
    """Return what a form of the record holds."""
    slug = slug_of(kind)
    if kind is TOOL:
        return fields(slug=slug)
    return case_fields(slug=slug) if kind is CASE else provider(slug, name=slug)


def build(store: Store, kind: RecordKind, state: str) -> None:
    """Bring the record into a state; whatever waits there was written by Anna."""
    slug = slug_of(kind)
    stock(store, *((OTHER,) if state in ("never", "drafted", "submitted") else (slug, OTHER)), kind=kind)
    with store.writing(BORIS) as work:
        work.accounts.add(BORIS.name, BORIS.role, issuer=None, subject=None)
    if state in ("drafted", "submitted"):
        draft = drafts.start_draft(store, ANNA, kind, new_fields(kind))
        if state == "submitted":
            submissions.submit_draft(store, ANNA, draft.id, draft.version, WHY)
    elif state in ("edited", "in-review"):
        draft = edited(store, ANNA, slug, kind, **CHANGE[kind])
        if state == "in-review":
            submissions.submit_draft(store, ANNA, draft.id, draft.version, WHY)
    elif state == "suspended":
        records.suspend(store, CLARA, kind, slug, "a court forbade it")
    elif state == "retired":
        asked = records.propose(store, ANNA, Act.RETIRE, kind, slug, "support has ended")
        approved(store, BORIS, asked)
        approved(store, CLARA, asked)


def world(store: Store, kind: RecordKind) -> World:
    """Return what acts can name in this store."""
    slug = slug_of(kind)
    with store.reading() as reader:
        draft = reader.workflow.live_draft(kind, slug)
        waiting = next(reader.workflow.undecided(kind, slug), None)
        standing = reader.workflow.standing(kind, slug)
    return World(
        kind,
        draft.id if draft else 999,
        draft.version if draft else 1,
        {**(draft.content if draft else new_fields(kind)), **SECOND[kind]},
        waiting.id if waiting else 999,
        waiting.sha256 if waiting else standing.sha256,
    )


def act(name: str, store: Store, actor: Actor, at: World) -> None:
    """Do what a row of the matrix names."""
    verb, _, variant = name.partition(" ")
    kind, slug = at.kind, slug_of(at.kind)
    done: dict[str, Callable[[], object]] = {
        "drafts.open_draft": lambda: drafts.open_draft(store, actor, kind, slug),
        "drafts.start_draft": lambda: drafts.start_draft(store, actor, kind, new_fields(kind)),
        "drafts.save_draft": lambda: drafts.save_draft(store, actor, at.draft, at.version, at.content),
        "drafts.draft_from_revision": lambda: drafts.draft_from_revision(
            store, actor, kind, slug, shown(store, kind)
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
            CASE_YES if kind is CASE else ALL_YES,
        ),
        "records.suspend": lambda: records.suspend(store, actor, kind, slug, "a court forbade it"),
        "records.propose": lambda: records.propose(
            store,
            actor,
            Act(variant),
            kind,
            slug,
            "one reason is enough",
            OTHER if variant == "merge" else "",
        ),
        "checks.confirm": lambda: checks.confirm(
            store, actor, kind, slug, shown(store, kind), "read it all again"
        ),
        "checks.assign": lambda: checks.assign(store, actor, kind, (slug,), BORIS.name),
    }
    done[verb]()


def shown(store: Store, kind: RecordKind) -> str:
    """Return the hash of the revision that the record points to."""
    with store.reading() as reader:
        return reader.workflow.standing(kind, slug_of(kind)).sha256


def dump(file: Path) -> tuple[str, ...]:
    """Return everything in a database as SQL, but for the events."""
    with sqlite3.connect(file) as connection:
        lines = tuple(line for line in connection.iterdump() if not line.startswith('INSERT INTO "event"'))
    connection.close()
    return lines


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[RecordKind, str], Path]:
    """One database file a kind and state, to be copied for each cell."""
    folder, found = tmp_path_factory.mktemp("states"), {}
    for kind, state in product(KINDS, STATES):
        found[kind, state] = folder / f"{kind}-{state}.sqlite3"
        store = Store.open(f"sqlite:///{found[kind, state]}")
        build(store, kind, state)
        with store._writer.begin() as connection:
            assert connection.exec_driver_sql("select count(*) from event").scalar()
        store.close()
        with sqlite3.connect(found[kind, state]) as plain:
            plain.execute("pragma wal_checkpoint(truncate)")
        plain.close()
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
    writes = "writes" in row
    roles = MATRIX["writers"][kind] if writes else row["roles"]
    if role.value in roles:
        answers = (
            row["own" if own else "other"]
            if kind is TOOL
            else row.get("no-tool", row["own" if own else "other"])
        )
    elif writes and any(role.value in some for some in MATRIX["writers"].values()):
        answers = row["writes"]
    else:
        return "NotAllowed"
    return str(answers[STATES.index(state)])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_answers_as_the_matrix_says(
    kind: RecordKind,
    state: str,
    templates: dict[tuple[RecordKind, str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each act by each role, on what one wrote and on what another wrote, from this state."""
    before = dump(templates[kind, state])
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
        assert dump(file) == before, (name, actor)
        return type(error).__name__
    store.close()
    for left in file.parent.glob("cell.sqlite3-*"):
        left.unlink()
    return "ok"
