"""Keeps tools out of sight as long as a concern says so: called wherever a concern is raised or decided on."""

from collections.abc import Mapping

from catalog.domain.concern_rules import holder
from catalog.domain.concerns import Concern
from catalog.domain.content import RecordKind
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.workflow import RecordState
from catalog.store import UnitOfWork


def follow(work: UnitOfWork, kind: RecordKind, slug: str) -> None:
    """Suspend a tool, or put it back, as the concerns about it say now.

    What a person suspended, and what is retired, stays as it is; so does every record that is no tool.
    """
    if kind is not RecordKind.TOOL:
        return
    standing = work.workflow.standing(kind, slug)
    holding = holder(work.concerns.about(kind, slug))
    if holding is not None and standing.state is RecordState.PUBLISHED:
        work.hold(kind, slug, holding.id)
    elif holding is None and standing.state is RecordState.SUSPENDED:
        concern = work.concerns.suspender(kind, slug)
        if concern is not None:
            detail: dict[str, JsonValue] = {"concern": concern}
            revision = work.workflow.revision_id(kind, slug, standing.sha256)
            work.publish_revision(
                kind, slug, revision, EventTag.RECORD_RESTORED, detail, origin=standing.origin
            )


def held_back(work: UnitOfWork) -> Mapping[str, Concern]:
    """Return the tools that a concern keeps out of sight, each with the first such concern."""
    found: dict[str, Concern] = {}
    for concern in work.concerns.all():
        if concern.kind is RecordKind.TOOL and holder((concern,)):
            found.setdefault(concern.slug, concern)
    return found
