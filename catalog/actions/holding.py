"""Keeps tools out of sight as long as a concern says so, also where another tool takes the place of the first."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from catalog.domain.concern_rules import holder
from catalog.domain.concerns import Concern
from catalog.domain.content import RecordKind
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.tool import Tool
from catalog.domain.workflow import RecordState
from catalog.store import UnitOfWork


def follow(work: UnitOfWork, kind: RecordKind, slug: str) -> None:
    """Suspend a tool and those that took its place, or put them back, as the concerns that bear on each say now.

    What a person suspended, and what is retired, stays as it is; so does every record that is no tool.
    """
    if kind is RecordKind.TOOL:
        for bearer in work.concerns.bearers(kind, slug):
            _follow(work, bearer)


def _follow(work: UnitOfWork, slug: str) -> None:
    kind = RecordKind.TOOL
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


@contextmanager
def concerns_following(work: UnitOfWork) -> Iterator[None]:
    """Let every tool follow its concerns on which others bear after this than before.

    So it is when a tool takes another's place meanwhile: no reader sees the one between, for it is one transaction.
    """
    before = _borne(work)
    yield
    after = _borne(work)
    for slug in sorted(before.keys() | after.keys()):
        if before.get(slug) != after.get(slug):
            tell_borne(work, slug)
            _follow(work, slug)


def _borne(work: UnitOfWork) -> dict[str, list[int]]:
    return {slug: _ids(found) for slug, found in work.concerns.bearing(RecordKind.TOOL).items()}


def _ids(concerns: Iterable[Concern]) -> list[int]:
    return [concern.id for concern in concerns]


def tell_borne(work: UnitOfWork, slug: str) -> None:
    """Tell which concerns bear on a tool now; the index takes it up anew."""
    ids: list[JsonValue] = [*_ids(work.concerns.about(RecordKind.TOOL, slug))]
    event = work.record(EventTag.CONCERN_BORNE, f"{RecordKind.TOOL}:{slug}", {"concerns": ids})
    work.touch(RecordKind.TOOL, slug, event)


def held_back(work: UnitOfWork) -> Mapping[str, Concern]:
    """Return the tools that a concern keeps out of sight, each with the first such concern."""
    every = work.concerns.bearing(RecordKind.TOOL)
    return {slug: held for slug, found in every.items() if (held := holder(found))}


def name_taker(work: UnitOfWork, old: str, new: str) -> None:
    """Note of a retired tool without a successor which one took its place, so that this outlasts the redirect."""
    standing = work.workflow.standing(RecordKind.TOOL, old)
    if standing.state is RecordState.RETIRED and not standing.successor:
        work.retire(RecordKind.TOOL, old, standing.reason, origin=standing.origin, successor=new)


def hide_taker(work: UnitOfWork, before: Tool | None, tool: Tool) -> None:
    """Suspend a tool that begins to answer at the address of one that a person suspended; two others can restore it."""
    for old in sorted(set(tool.redirects) - set(before.redirects if before else ())):
        standing = work.workflow.standing(RecordKind.TOOL, old)
        if standing.state is RecordState.SUSPENDED and work.concerns.suspender(RecordKind.TOOL, old) is None:
            reason = f"It takes the place of {old}, which was suspended: {standing.reason}"
            work.suspend(RecordKind.TOOL, tool.slug, reason)
