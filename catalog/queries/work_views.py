"""The views of the work behind what is published: drafts, reviews, history, the change log, what is due."""

from dataclasses import dataclass

from catalog.domain.changes import FieldChange
from catalog.domain.checklist import ChecklistItem
from catalog.domain.content import RecordKind
from catalog.domain.due import DueTool
from catalog.domain.duplicates import Duplicate
from catalog.domain.faults import Fault
from catalog.domain.work import Draft, Revision, Standing, Submission
from catalog.domain.workflow import Decision
from catalog.queries.views import CasePage, SourceRow, ToolPage
from catalog.store.checks import Confirmation


@dataclass(frozen=True)
class ReviewedChange:
    """A changed field with the sources that its fact names, ready to stand beside it."""

    change: FieldChange
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True)
class DraftPage:
    """Everything the page of a draft shows.

    `stated` of `statable` facts are filled; `preview` is None while the draft is no complete record. `overtaken`
    tells that what is published changed since the draft was begun; `submission` is the newest one made of it, or
    None.
    """

    draft: Draft
    name: str
    faults: tuple[Fault, ...]
    stated: int
    statable: int
    changes: tuple[FieldChange, ...]
    duplicates: tuple[Duplicate, ...]
    preview: ToolPage | CasePage | None
    overtaken: bool
    submission: Submission | None


@dataclass(frozen=True)
class DraftRow:
    """A draft in a list."""

    draft: Draft
    name: str
    new: bool


@dataclass(frozen=True)
class QueueRow:
    """A submission in the queue. `refusal` says why this actor may not decide on it, or is ""."""

    submission: Submission
    name: str
    days: int
    missing: str
    refusal: str


@dataclass(frozen=True)
class ReviewPage:
    """Everything the page of a submission shows.

    `refusal` says why this actor may not approve, or is ""; `objection` the same of asking for changes or rejecting.
    `stuck` says that no active account can give an approval that is missing, or is "".
    """

    submission: Submission
    name: str
    changes: tuple[ReviewedChange, ...]
    duplicates: tuple[Duplicate, ...]
    checklist: tuple[ChecklistItem, ...]
    missing: str
    refusal: str
    objection: str
    stuck: str
    preview: ToolPage | CasePage | None


@dataclass(frozen=True)
class HistoryEntry:
    """A revision with the submission that brought it, if one did."""

    revision: Revision
    submission: Submission | None
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class HistoryPage:
    """Every published revision of a record, newest first, the second looks at it, and where it stands.

    `acts` are what was asked for besides edits (to retire, restore or merge it away), newest first.
    """

    slug: str
    name: str
    standing: Standing
    successor: str
    entries: tuple[HistoryEntry, ...]
    acts: tuple[Submission, ...]
    confirmations: tuple[Confirmation, ...]


@dataclass(frozen=True)
class LogEntry:
    """One public act: `verb` in words ("published"), the record, who did it, why, and the time in UTC.

    `address` is the page that tells of it where that is not the history of the record.
    """

    event: int
    at: str
    verb: str
    slug: str
    name: str
    actor: str
    reason: str
    kind: RecordKind = RecordKind.TOOL
    address: str = ""


@dataclass(frozen=True)
class LogDay:
    """The public acts of one day (YYYY-MM-DD in UTC), newest first."""

    date: str
    entries: tuple[LogEntry, ...]


@dataclass(frozen=True)
class DueRow:
    """A tool that is due, with who is to look at it, and the hash that a confirmation binds to."""

    due: DueTool
    assigned: str
    sha256: str
