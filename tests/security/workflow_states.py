"""The states that a record can be in, and every act of the workflow on it, for the tables of who may do what."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from catalog.actions import checks, drafts, records, submissions
from catalog.domain.content import RecordKind
from catalog.domain.people import SYSTEM, Actor
from catalog.domain.workflow import Act, Outcome
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
from tests.samples import provider

MATRIX: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "workflow_matrix.yaml").read_text("utf-8"))
STATES: list[str] = MATRIX["states"]
SLUG, OTHER = "new-tool", "other-tool"
CHANGE = {TOOL: {"hardware": "a laptop"}, PROVIDER: {"country": "SE"}, CASE: {"body": "Another authority"}}
SECOND = {TOOL: {"hardware": "a desktop"}, PROVIDER: {"country": "FI"}, CASE: {"body": "A third authority"}}
THIRD = {TOOL: {"hardware": "a server"}, PROVIDER: {"country": "DK"}, CASE: {"body": "A fourth authority"}}


@dataclass(frozen=True)
class World:
    """A store in one state: the draft, submission and hash that acts on it name, 0 or "" where there is none."""

    draft: int
    version: int
    content: dict[str, Any]
    submission: int
    sha256: str
    kind: RecordKind = TOOL


def slug_of(kind: RecordKind) -> str:
    """Return the address of the record that acts are about."""
    return f"new-{kind}"


def new_fields(kind: RecordKind) -> dict[str, Any]:
    """Return what a form of the record holds."""
    slug = slug_of(kind)
    if kind is TOOL:
        return fields(slug=slug)
    return case_fields(slug=slug) if kind is CASE else provider(slug, name=slug)


def build(store: Store, state: str, kind: RecordKind = TOOL) -> None:
    """Bring the record into a state; whatever waits there was written by Anna."""
    slug, other = slug_of(kind), f"other-{kind}"
    stock(store, *((other,) if state in ("never", "drafted", "submitted") else (slug, other)), kind=kind)
    with store.writing(BORIS) as work:
        work.accounts.add(BORIS.name, BORIS.role, issuer=None, subject=None)
    if state in ("drafted", "submitted"):
        draft = drafts.start_draft(store, ANNA, kind, new_fields(kind))
        if state == "submitted":
            submissions.submit_draft(store, ANNA, draft.id, draft.version, WHY)
    elif state in ("edited", "overtaken", "in-review"):
        draft = edited(store, ANNA, slug, kind, **CHANGE[kind])
        if state == "overtaken":
            publish_again(store, kind, **THIRD[kind])
        elif state == "in-review":
            submissions.submit_draft(store, ANNA, draft.id, draft.version, WHY)
    elif state == "suspended":
        records.suspend(store, CLARA, kind, slug, "a court forbade it")
    elif state == "retired":
        asked = records.propose(store, ANNA, Act.RETIRE, kind, slug, "support has ended")
        approved(store, BORIS, asked)
        approved(store, CLARA, asked)


def publish_again(store: Store, kind: RecordKind = TOOL, **changes: Any) -> None:
    """Publish the record with changes, as if they came with curated files."""
    with store.writing(SYSTEM) as work:
        slug = slug_of(kind)
        record = work.workflow.content(kind, slug, work.workflow.standing(kind, slug).sha256)
        assert record is not None
        work.publish(kind, slug, record.model_copy(update=changes))


def world(store: Store, kind: RecordKind = TOOL) -> World:
    """Return what acts can name in this store."""
    slug = slug_of(kind)
    with store.reading() as reader:
        draft = reader.workflow.live_draft(kind, slug)
        waiting = next(reader.workflow.undecided(kind, slug), None)
        standing = reader.workflow.standing(kind, slug)
    return World(
        draft.id if draft else 999,
        draft.version if draft else 1,
        {**(draft.content if draft else new_fields(kind)), **SECOND[kind]},
        waiting.id if waiting else 999,
        waiting.sha256 if waiting else standing.sha256,
        kind,
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
            f"other-{kind}" if variant == "merge" else "",
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
