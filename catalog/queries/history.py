"""Reads what became of a record: its revisions, their difference, and the public log of changes by day."""

from itertools import groupby, islice
from typing import Final

from catalog.domain.changes import FieldChange, changes
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound
from catalog.domain.events import Event, EventTag
from catalog.domain.people import SYSTEM, Actor, Permission
from catalog.domain.tool import Tool
from catalog.domain.work import Revision, Submission
from catalog.domain.workflow import RecordState, SubmissionState
from catalog.queries.reading import ReadSide
from catalog.queries.work_views import HistoryEntry, HistoryPage, LogDay, LogEntry
from catalog.store import EventFilter, Reader

_VERBS: Final = {
    EventTag.RECORD_MERGED: "merged",
    EventTag.RECORD_PUBLISHED: "published",
    EventTag.RECORD_RESTORED: "restored",
    EventTag.RECORD_RETIRED: "retired",
    EventTag.RECORD_SUSPENDED: "suspended",
}
"""The acts that readers see the effect of, and so may see in the log."""

_SUSPENDED: Final = _VERBS[EventTag.RECORD_SUSPENDED]

_KINDS: Final = frozenset({RecordKind.CASE, RecordKind.TOOL})
MOST_EVENTS: Final = 2_000


def history_page(read: ReadSide, actor: Actor, slug: str) -> HistoryPage:
    """Return every revision of a tool that was published, newest first; editors see the submitted ones too.

    Of a suspended tool readers are told only that it is suspended, and why.

    Raises:
        NotFound: no such tool was ever published.
    """
    actor.require(Permission.CATALOGUE_READ)
    with read.store.reading() as reader:
        standing = reader.workflow.standing(RecordKind.TOOL, slug)
        if standing.state is None:
            raise NotFound("There is no tool at this address. Search for it by name.")
        document = reader.workflow.content(RecordKind.TOOL, slug, standing.sha256)
        edits = actor.may(Permission.DRAFT_READ)
        hidden = standing.state is RecordState.SUSPENDED and not edits
        found = () if hidden else _entries(reader, slug, drafts=edits)
        looks = () if hidden else reader.checks.confirmations(RecordKind.TOOL, slug)
    return HistoryPage(slug, str(getattr(document, "name", slug)), standing, found, looks)


def revision(read: ReadSide, actor: Actor, slug: str, number: int) -> Tool:
    """Return a tool as one of its revisions describes it.

    Raises:
        NotFound: there is no such revision that this actor may see.
    """
    page = history_page(read, actor, slug)
    wanted = next((entry.revision for entry in page.entries if entry.revision.number == number), None)
    if wanted is not None:
        with read.store.reading() as reader:
            document = reader.workflow.content(RecordKind.TOOL, slug, wanted.sha256)
        if isinstance(document, Tool):
            return document
    raise NotFound("There is no such revision. Look at the history of the tool.")


def difference(read: ReadSide, actor: Actor, slug: str, old: int, new: int) -> tuple[FieldChange, ...]:
    """Return what differs between two revisions of a tool, field by field.

    Raises:
        NotFound: one of them is not there for this actor.
    """
    return changes(revision(read, actor, slug, old), revision(read, actor, slug, new))


def change_log(read: ReadSide, actor: Actor, limit: int = 200) -> tuple[LogDay, ...]:
    """Return what changed for readers, by day, the newest first; at most `limit` acts.

    The loading of curated files is told as one entry a day, without a list of its records. Of a tool that is
    suspended now, readers are told of the suspension only.
    """
    actor.require(Permission.CATALOGUE_READ)
    with read.store.reading() as reader:
        hidden = frozenset() if actor.may(Permission.DRAFT_READ) else _hidden(reader)
        wanted = EventFilter(tags=(*_VERBS, EventTag.CATALOGUE_LOADED))
        events = reader.newest_events(wanted, MOST_EVENTS)
        told = (entry for event in events if (entry := _entry(reader, event)) is not None)
        entries = list(islice((e for e in told if e.slug not in hidden or e.verb == _SUSPENDED), limit))
    return tuple(
        LogDay(day, tuple(group)) for day, group in groupby(entries, key=lambda entry: entry.at[:10])
    )


def _hidden(reader: Reader) -> frozenset[str]:
    return frozenset(standing.slug for standing, _ in reader.workflow.suspended(RecordKind.TOOL))


def _entries(reader: Reader, slug: str, *, drafts: bool) -> tuple[HistoryEntry, ...]:
    by_hash: dict[str, Submission] = {}
    for submission in reader.workflow.submissions(RecordKind.TOOL, slug):
        by_hash[submission.sha256] = submission
    found = []
    for item in reader.workflow.revisions(RecordKind.TOOL, slug):
        made = by_hash.get(item.sha256)
        if drafts or _was_published(item, made):
            found.append(HistoryEntry(item, made, made.decisions if made else ()))
    return tuple(found)


def _was_published(item: Revision, submission: Submission | None) -> bool:
    loaded = submission is None and item.by == SYSTEM.name
    return (
        item.published or loaded or (submission is not None and submission.state is SubmissionState.APPROVED)
    )


def _entry(reader: Reader, event: Event) -> LogEntry | None:
    if event.tag is EventTag.CATALOGUE_LOADED:
        told = {name: event.detail.get(name, 0) for name in ("added", "changed", "retired")}
        reason = ", ".join(f"{count} {name}" for name, count in told.items() if count)
        return (
            LogEntry(event.seq, event.at, "loaded", "", "Curated files", event.actor, reason)
            if reason
            else None
        )
    kind, _, slug = event.subject.partition(":")
    if event.actor == SYSTEM.name or kind not in _KINDS:
        return None
    submission = _submission(reader, event)
    reason = submission.reason if submission else str(event.detail.get("reason", ""))
    return LogEntry(
        event.seq,
        event.at,
        _VERBS[event.tag],
        slug,
        _name(reader, RecordKind(kind), slug),
        event.actor,
        reason,
    )


def _submission(reader: Reader, event: Event) -> Submission | None:
    number = event.detail.get("submission")
    return reader.workflow.submission(number) if isinstance(number, int) else None


def _name(reader: Reader, kind: RecordKind, slug: str) -> str:
    standing = reader.workflow.standing(kind, slug)
    document = reader.workflow.content(kind, slug, standing.sha256)
    return str(getattr(document, "name", "") or getattr(document, "title", "") or slug)
