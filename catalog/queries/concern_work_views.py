"""The views of those who raise, examine and answer concerns, and of those who report."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.domain.concerns import Concern, Report, StepKind
from catalog.domain.content import RecordKind
from catalog.queries.shown_concern_views import ConcernView
from catalog.queries.views import Choice


@dataclass(frozen=True)
class Subject:
    """What a concern or a report is about. `address` is its page, or "" for whoever cannot open it."""

    kind: RecordKind
    slug: str
    name: str
    address: str


@dataclass(frozen=True)
class ConcernPage:
    """One concern.

    `acts` has each step that may follow now with the sentence that stands against it for this person, or "".
    `approvers` approved a publication of the record and wrote nothing in it: they may decide, and are named for it.
    """

    concern: Concern
    subject: Subject
    view: ConcernView
    acts: Mapping[StepKind, str]
    approvers: tuple[str, ...]
    today: str


@dataclass(frozen=True)
class ConcernRow:
    """A concern in a list of work. `days` counts from the raising, or from what it waits for since."""

    concern: Concern
    subject: Subject
    days: int
    note: str = ""


@dataclass(frozen=True)
class ReportRow:
    """A report in the inbox."""

    report: Report
    subject: Subject
    days: int
    own: bool


@dataclass(frozen=True)
class ConcernsHome:
    """What waits: `reports` is empty for whoever may not read them. A concern can stand in several lists."""

    reports: tuple[ReportRow, ...]
    open: tuple[ConcernRow, ...]
    mine: tuple[ConcernRow, ...]
    waiting: tuple[ConcernRow, ...]
    appealed: tuple[ConcernRow, ...]
    due: tuple[ConcernRow, ...]
    changed: tuple[ConcernRow, ...]


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its label, its length from 0 to 1, and its figure in words."""

    label: str
    length: float
    text: str


@dataclass(frozen=True)
class Chart:
    """A chart that is also a table. `note` says what it counts."""

    name: str
    title: str
    note: str
    head: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class ConcernStatistics:
    """The sentence that sums up, and the charts."""

    summary: str
    charts: tuple[Chart, ...]


@dataclass(frozen=True)
class RaisePage:
    """What the form for a new concern offers. `report` is what it is taken up from, or None."""

    subject: Subject
    principles: tuple[Choice, ...]
    rights: tuple[Choice, ...]
    report: Report | None
    author: str


@dataclass(frozen=True)
class SimilarConcern:
    """An open concern that may be the same, with what they have in common."""

    id: int
    title: str
    statement: str
    state: str
    subject: str
    common: str


@dataclass(frozen=True)
class OwnReport:
    """A report as its author sees it: what became of it, in a sentence."""

    report: Report
    subject: Subject
    outcome: str
    concern: Concern | None
