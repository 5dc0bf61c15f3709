"""The states that a tool can be in, and every act of the workflow on it, for the tables of who may do what."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from catalog.actions import checks, drafts, records, submissions
from catalog.domain.people import SYSTEM, Actor
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

MATRIX: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "workflow_matrix.yaml").read_text("utf-8"))
STATES: list[str] = MATRIX["states"]
SLUG, OTHER = "new-tool", "other-tool"


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
    elif state in ("edited", "overtaken", "in-review"):
        draft = edited(store, ANNA, SLUG, hardware="a laptop")
        if state == "overtaken":
            publish_again(store, hardware="a server")
        elif state == "in-review":
            submissions.submit_draft(store, ANNA, draft.id, draft.version, WHY)
    elif state == "suspended":
        records.suspend(store, CLARA, TOOL, SLUG, "a court forbade it")
    elif state == "retired":
        asked = records.propose(store, ANNA, Act.RETIRE, TOOL, SLUG, "support has ended")
        approved(store, BORIS, asked)
        approved(store, CLARA, asked)


def publish_again(store: Store, **changes: Any) -> None:
    """Publish the tool SLUG with changes, as if they came with curated files."""
    with store.writing(SYSTEM) as work:
        tool = work.workflow.content(TOOL, SLUG, work.workflow.standing(TOOL, SLUG).sha256)
        assert tool is not None
        work.publish(TOOL, SLUG, tool.model_copy(update=changes))


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
