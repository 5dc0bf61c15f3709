"""A small world for tests of the workflow: people, a vocabulary, a provider, and published tools."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from catalog.actions.drafts import open_draft, save_draft, start_draft
from catalog.actions.submissions import decide, submit_draft
from catalog.domain.checklist import CASE_CHECKLIST, CHECKLIST, YES
from catalog.domain.content import Content, RecordKind
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.domain.work import Draft, Submission
from catalog.domain.workflow import Answer, Outcome
from catalog.store import Store
from tests.samples import case, content_of, provider, raw_tool, write_content

ANNA = Actor("anna", Role.CURATOR)
BORIS = Actor("boris", Role.CURATOR)
CLARA = Actor("clara", Role.REVIEWER)
DENIS = Actor("denis", Role.REVIEWER)
EVA = Actor("eva", Role.ADMINISTRATOR)
FRANK = Actor("frank", Role.INVESTIGATOR)
PEOPLE = (ANNA, BORIS, CLARA, DENIS, EVA, FRANK)

TOOL, CASE, PROVIDER = RecordKind.TOOL, RecordKind.CASE, RecordKind.PROVIDER
WHY = "because the source says so"
NO_TIES = "none"
ALL_YES = tuple(Answer(item.id, YES) for item in CHECKLIST)
CASE_YES = tuple(Answer(item.id, YES) for item in CASE_CHECKLIST)


def stock(store: Store, *slugs: str, kind: RecordKind = TOOL) -> None:
    """Publish what records need, and records of these slugs, as if they came with curated files."""
    with store.writing(SYSTEM) as work:
        for found, slug, document in _content(kind, slugs or ("photo-sorter",)).records():
            work.publish(found, slug, document)


@cache
def _content(kind: RecordKind, slugs: tuple[str, ...]) -> Content:
    tools = slugs if kind is TOOL else ("photo-sorter",)
    cases = [case(slug, title=slug) for slug in slugs] if kind is CASE else []
    makers = [provider(named_in=list(tools))]
    if kind is PROVIDER:
        makers += [provider(slug, name=slug) for slug in slugs]
    with TemporaryDirectory() as folder:
        return content_of(
            write_content(Path(folder), *(raw_tool(slug) for slug in tools), providers=makers, cases=cases)
        )


def case_fields(**changes: Any) -> dict[str, Any]:
    """Return what a form of a new case holds."""
    raw = case(**{"slug": "new-case", **changes})
    raw["sources"] = {str(number): item for number, item in raw["sources"].items()}
    return raw


def fields(**changes: Any) -> dict[str, Any]:
    """Return what a form of a new tool holds."""
    raw = raw_tool(**{"slug": "new-tool", **changes})
    raw["sources"] = {str(number): item for number, item in raw["sources"].items()}
    return raw


def edited(store: Store, actor: Actor, slug: str, kind: RecordKind = TOOL, **changes: Any) -> Draft:
    """Open the draft of a record and save changes in it."""
    draft = open_draft(store, actor, kind, slug)
    return save_draft(store, actor, draft.id, draft.version, {**draft.content, **changes})


def submitted(store: Store, actor: Actor, slug: str, **changes: Any) -> Submission:
    """Edit a published tool and submit it."""
    draft = edited(store, actor, slug, **changes)
    return submit_draft(store, actor, draft.id, draft.version, WHY)


def first(store: Store, actor: Actor, **changes: Any) -> Submission:
    """Write a new tool and submit it."""
    draft = start_draft(store, actor, TOOL, fields(**changes))
    return submit_draft(store, actor, draft.id, draft.version, WHY)


def first_case(store: Store, actor: Actor, **changes: Any) -> Submission:
    """Write a new case and submit it."""
    draft = start_draft(store, actor, CASE, case_fields(**changes))
    return submit_draft(store, actor, draft.id, draft.version, WHY)


def approved(store: Store, actor: Actor, submission: Submission) -> Submission:
    """Approve a submission with every point answered."""
    return decide(
        store,
        actor,
        submission.id,
        submission.sha256,
        Outcome.APPROVE,
        "read against its sources",
        NO_TIES,
        CASE_YES if submission.kind is CASE else ALL_YES,
    )
