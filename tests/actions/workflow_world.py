"""A small world for tests of the workflow: people, a vocabulary, a provider, and published tools."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from catalog.actions.drafts import open_draft, save_draft, start_draft
from catalog.actions.submissions import decide, submit_draft
from catalog.domain.checklist import CHECKLIST, YES
from catalog.domain.content import Content, RecordKind
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.domain.work import Draft, Submission
from catalog.domain.workflow import Answer, Outcome
from catalog.store import Store
from tests.samples import content_of, raw_tool, write_content

ANNA = Actor("anna", Role.CURATOR)
BORIS = Actor("boris", Role.CURATOR)
CLARA = Actor("clara", Role.REVIEWER)
DENIS = Actor("denis", Role.REVIEWER)
EVA = Actor("eva", Role.ADMINISTRATOR)
FRANK = Actor("frank", Role.INVESTIGATOR)
PEOPLE = (ANNA, BORIS, CLARA, DENIS, EVA, FRANK)

TOOL = RecordKind.TOOL
WHY = "because the source says so"
NO_TIES = "none"
ALL_YES = tuple(Answer(item.id, YES) for item in CHECKLIST)


def stock(store: Store, *slugs: str) -> None:
    """Publish what tools need, and tools of these slugs, as if they came with curated files."""
    with store.writing(SYSTEM) as work:
        for kind, slug, document in _content(slugs or ("photo-sorter",)).records():
            work.publish(kind, slug, document)


@cache
def _content(slugs: tuple[str, ...]) -> Content:
    with TemporaryDirectory() as folder:
        return content_of(write_content(Path(folder), *(raw_tool(slug) for slug in slugs)))


def fields(**changes: Any) -> dict[str, Any]:
    """Return what a form of a new tool holds."""
    raw = raw_tool(**{"slug": "new-tool", **changes})
    raw["sources"] = {str(number): item for number, item in raw["sources"].items()}
    return raw


def edited(store: Store, actor: Actor, slug: str, **changes: Any) -> Draft:
    """Open the draft of a tool and save changes in it."""
    draft = open_draft(store, actor, TOOL, slug)
    return save_draft(store, actor, draft.id, draft.version, {**draft.content, **changes})


def submitted(store: Store, actor: Actor, slug: str, **changes: Any) -> Submission:
    """Edit a published tool and submit it."""
    draft = edited(store, actor, slug, **changes)
    return submit_draft(store, actor, draft.id, draft.version, WHY)


def first(store: Store, actor: Actor, **changes: Any) -> Submission:
    """Write a new tool and submit it."""
    draft = start_draft(store, actor, TOOL, fields(**changes))
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
        ALL_YES,
    )
