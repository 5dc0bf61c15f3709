"""Reads what became of a record: its revisions, their difference, and the public log of changes by day."""

from itertools import groupby, islice
from typing import Final

from catalog.domain.changes import FieldChange, changes
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound
from catalog.domain.events import Event, EventTag
from catalog.domain.people import SYSTEM, Actor, Permission
from catalog.domain.values import Record
from catalog.domain.visibility import as_told
from catalog.domain.work import Revision, Submission
from catalog.domain.workflow import Act, RecordState, SubmissionState
from catalog.queries.names import name_of
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

_REVIEWER: Final = "a reviewer"
"""Who acts on concerns, as the log names them: the public is told roles, not accounts."""

_CONCERNS: Final = (EventTag.CONCERN_RAISED, EventTag.CONCERN_STEPPED)
_KINDS: Final = frozenset({RecordKind.CASE, RecordKind.TOOL})
MOST_EVENTS: Final = 2_000


def history_page(read: ReadSide, actor: Actor, slug: str, kind: RecordKind = RecordKind.TOOL) -> HistoryPage:
    """Return every revision of a tool or case that was published, newest first; editors see the submitted ones too.

    Of a suspended record readers are told only that it is suspended, and why.

    Raises:
        NotFound: no such record was ever published, or its kind has no history that is shown.
    """
    actor.require(Permission.CATALOGUE_READ)
    with read.store.reading() as reader:
        standing = reader.workflow.standing(kind, slug)
        if standing.state is None or kind not in _KINDS:
            raise NotFound(f"There is no {kind} at this address. Search for it by name.")
        editor = actor.may(Permission.DRAFT_READ)
        hidden = standing.state is RecordState.SUSPENDED and not editor
        made = () if hidden else tuple(reader.workflow.submissions(kind, slug))
        acts = [item for item in reversed(made) if not _brings_text(item, slug)]
        return HistoryPage(
            slug,
            _name(reader, kind, slug),
            standing,
            _name(reader, kind, standing.successor) if standing.successor else "",
            () if hidden else _entries(reader, kind, slug, made, drafts=editor),
            tuple(item for item in acts if editor or item.state is SubmissionState.APPROVED),
            () if hidden else reader.checks.confirmations(kind, slug),
        )


def revision(
    read: ReadSide, actor: Actor, slug: str, number: int, kind: RecordKind = RecordKind.TOOL
) -> Record:
    """Return a record as one of its revisions describes it.

    Raises:
        NotFound: there is no such revision that this actor may see.
    """
    page = history_page(read, actor, slug, kind)
    wanted = next((entry.revision for entry in page.entries if entry.revision.number == number), None)
    if wanted is not None:
        with read.store.reading() as reader:
            document = reader.workflow.content(kind, slug, wanted.sha256)
            hidden = _hidden(reader, actor)
        if document is not None:
            tools = frozenset(slug for kind, slug in hidden if kind == RecordKind.TOOL)
            return as_told(document, tools)
    raise NotFound(f"There is no such revision. Look at the history of the {kind}.")


def difference(
    read: ReadSide, actor: Actor, slug: str, old: int, new: int, kind: RecordKind = RecordKind.TOOL
) -> tuple[FieldChange, ...]:
    """Return what differs between two revisions of a record, field by field.

    Raises:
        NotFound: one of them is not there for this actor.
    """
    return changes(revision(read, actor, slug, old, kind), revision(read, actor, slug, new, kind))


def change_log(read: ReadSide, actor: Actor, limit: int = 200) -> tuple[LogDay, ...]:
    """Return what changed for readers, by day, the newest first; at most `limit` acts.

    The loading of curated files is told as one entry a day, without a list of its records. Of a record that
    is suspended now, readers are told of the suspension, and of concerns and verdicts, only.
    """
    actor.require(Permission.CATALOGUE_READ)
    with read.store.reading() as reader:
        hidden = _hidden(reader, actor)
        wanted = EventFilter(tags=(*_VERBS, *_CONCERNS, EventTag.CATALOGUE_LOADED))
        events = reader.newest_events(wanted, MOST_EVENTS)
        told = (entry for event in events if (entry := _entry(reader, event)) is not None)
        entries = list(
            islice(
                (e for e in told if (e.kind, e.slug) not in hidden or e.address or e.verb == _SUSPENDED),
                limit,
            )
        )
    return tuple(
        LogDay(day, tuple(group)) for day, group in groupby(entries, key=lambda entry: entry.at[:10])
    )


def _hidden(reader: Reader, actor: Actor) -> frozenset[tuple[str, str]]:
    """Return (kind, slug) of the records that this actor may not know more of than that they are suspended."""
    if actor.may(Permission.DRAFT_READ):
        return frozenset()
    return frozenset((kind, slug) for kind in _KINDS for slug in reader.workflow.hidden(kind))


def _brings_text(submission: Submission, slug: str) -> bool:
    """Tell whether a submission brought a revision of this record: an edit of it, or another that merged into it."""
    return submission.act is Act.PUBLISH or (submission.act is Act.MERGE and submission.target == slug)


def _entries(
    reader: Reader, kind: RecordKind, slug: str, made: tuple[Submission, ...], *, drafts: bool
) -> tuple[HistoryEntry, ...]:
    by_hash = {submission.sha256: submission for submission in made if _brings_text(submission, slug)}
    found = []
    for item in reader.workflow.revisions(kind, slug):
        by = by_hash.get(item.sha256)
        if drafts or _was_published(item, by):
            found.append(HistoryEntry(item, by, by.decisions if by else ()))
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
    if event.tag in _CONCERNS:
        return _concern_entry(reader, event, RecordKind(kind), slug)
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
        _REVIEWER if "concern" in event.detail else event.actor,
        reason,
        RecordKind(kind),
    )


def _concern_entry(reader: Reader, event: Event, kind: RecordKind, slug: str) -> LogEntry | None:
    """Return a concern that was raised or decided; other steps stand in its history. No account is named."""
    number, verdict = event.detail["concern"], event.detail.get("verdict")
    if event.tag is EventTag.CONCERN_STEPPED and not verdict:
        return None
    verb = f"concern {number} decided: {verdict}" if verdict else f"concern {number} raised"
    reason = "" if verdict else f"Severity: {event.detail['severity']}"
    name, page = _name(reader, kind, slug), f"/concern?id={number}"
    return LogEntry(event.seq, event.at, verb, slug, name, _REVIEWER, reason, kind, page)


def _submission(reader: Reader, event: Event) -> Submission | None:
    number = event.detail.get("submission")
    return reader.workflow.submission(number) if isinstance(number, int) else None


def _name(reader: Reader, kind: RecordKind, slug: str) -> str:
    standing = reader.workflow.standing(kind, slug)
    return name_of(reader.workflow.content(kind, slug, standing.sha256), slug)
