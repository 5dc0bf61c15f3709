"""Reads what the catalogue tells about itself: what was admitted and removed and why, and figures with their method.

Computed once for each state of the store and each day, from what is published and from public acts.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from catalog.domain.content import RecordKind
from catalog.domain.events import EventTag
from catalog.domain.figures import Column, Figure, FigureSection, Measure, part
from catalog.domain.people import Actor, Permission
from catalog.domain.work import Submission
from catalog.domain.workflow import Outcome, RecordState
from catalog.queries.history import change_log
from catalog.queries.reading import ReadSide
from catalog.queries.transparency_concerns import concerns_section
from catalog.queries.transparency_figures import (
    age_section,
    balance_section,
    evidence_section,
    source_section,
)
from catalog.queries.work_views import LogEntry
from catalog.store import EventFilter, Reader

MOST_ACTS: Final = 500
"""So many of the newest acts are told one by one; the change log and the feed have the same."""

_NO_TIES: Final = frozenset(
    {"", "n/a", "na", "nil", "no", "no interest", "no interests", "no ties", "none", "nothing"}
)
_OUTCOMES: Final = {
    Outcome.APPROVE: "Approved",
    Outcome.REQUEST_CHANGES: "Changes requested",
    Outcome.REJECT: "Rejected",
}
_STATES: Final = {
    RecordState.PUBLISHED: "Published",
    RecordState.SUSPENDED: "Suspended",
    RecordState.RETIRED: "Retired",
}
_KINDS: Final = (RecordKind.TOOL, RecordKind.CASE, RecordKind.PROVIDER)


@dataclass(frozen=True)
class PublicAct:
    """An admission, change or removal: the entry of the change log, and which roles approved it ("" where none did)."""

    entry: LogEntry
    approved_by: str


@dataclass(frozen=True)
class DeclaredInterest:
    """A tie that a decider declared: the record, the role, the day and the words."""

    kind: RecordKind
    slug: str
    role: str
    date: str
    text: str


@dataclass(frozen=True)
class TransparencyPage:
    """Everything the page shows. `interests` is None for readers, who see only how many there are."""

    today: str
    sections: tuple[FigureSection, ...]
    acts: tuple[PublicAct, ...]
    interests: tuple[DeclaredInterest, ...] | None


def transparency_page(read: ReadSide, actor: Actor, today: str) -> TransparencyPage:
    """Return the figures and acts of the catalogue on a day (YYYY-MM-DD)."""
    actor.require(Permission.CATALOGUE_READ)
    sections = read.once(f"transparency {today}", lambda: _sections(read, today))
    acts = _acts(read, actor)
    interests = None
    if actor.may(Permission.SUBMISSION_READ):
        with read.store.reading() as reader:
            interests = _interests(reader.workflow.every_submission())
    return TransparencyPage(today, sections, acts, interests)


def _sections(read: ReadSide, today: str) -> tuple[FigureSection, ...]:
    tools = read.all_tools()
    with read.store.reading() as reader:
        confirmed = reader.checks.last_confirmed(RecordKind.TOOL)
        links = reader.checks.links()
        decisions = _decisions_section(reader)
    return (
        decisions,
        concerns_section(read),
        evidence_section(tools),
        age_section(read, tools, confirmed, today),
        balance_section(read, tools),
        source_section(read, tools, links),
    )


def _decisions_section(reader: Reader) -> FigureSection:
    submissions = reader.workflow.every_submission()
    decisions = [decision for item in submissions for decision in item.decisions]
    outcomes = Counter(decision.outcome for decision in decisions)
    declared = len(_interests(submissions))
    standings = Counter((item.kind, item.state) for item in reader.workflow.standings(_KINDS))
    loads = reader.newest_events(EventFilter(tags=(EventTag.CATALOGUE_LOADED,)), MOST_ACTS)
    return FigureSection(
        "decisions",
        "Admission and removal",
        "What stands in the catalogue, and what people decided on. Records come with curated files, which are reviewed "
        "before they are shipped, or are written, submitted and decided on in this installation.",
        (
            Figure(
                "standing",
                "Where records stand",
                "Every record that was ever published here, by where it stands now. A suspended one is out of sight "
                "until a decision restores it; a retired one stays in the history with the reason.",
                (Column("Kind of record", Measure.WORDS), *(Column(label) for label in _STATES.values())),
                tuple(
                    (kind.capitalize() + "s", *(standings[kind, state] for state in _STATES))
                    for kind in _KINDS
                ),
            ),
            Figure(
                "outcomes",
                "Decisions",
                "Every decision that a curator or reviewer took on a submission in this installation, by its outcome.",
                (Column("Outcome", Measure.WORDS), Column("Decisions"), Column("Share", Measure.SHARE)),
                tuple(
                    (label, outcomes[outcome], part(outcomes[outcome], len(decisions)))
                    for outcome, label in _OUTCOMES.items()
                ),
            ),
            Figure(
                "interests",
                "Conflicts of interest declared",
                "Each decision carries a statement of interests. It counts as a declared tie unless it only says that "
                "there is none.",
                (Column("Statement", Measure.WORDS), Column("Decisions"), Column("Share", Measure.SHARE)),
                (
                    ("No ties", len(decisions) - declared, part(len(decisions) - declared, len(decisions))),
                    ("Ties declared", declared, part(declared, len(decisions))),
                ),
                "The words stand with each decision in the history of the record.",
            ),
            Figure(
                "loads",
                "Curated files taken in",
                "What the loadings of curated files did, added up over all of them.",
                (Column("Records", Measure.WORDS), Column("Number")),
                tuple(
                    (name.capitalize(), sum(_number(event.detail.get(name)) for event in loads))
                    for name in ("added", "changed", "retired")
                ),
            ),
        ),
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _acts(read: ReadSide, actor: Actor) -> tuple[PublicAct, ...]:
    entries = [entry for day in change_log(read, actor, MOST_ACTS) for entry in day.entries]
    with read.store.reading() as reader:
        submissions = reader.workflow.every_submission()
    # What an approval does has the time of the approval: both are one transaction.
    settled = {
        (item.kind, slug, item.settled_at): item
        for item in submissions
        for slug in (item.slug, item.target)
        if slug
    }
    return tuple(
        PublicAct(entry, _approvers(settled.get((entry.kind, entry.slug, entry.at)))) for entry in entries
    )


def _approvers(submission: Submission | None) -> str:
    decisions = submission.decisions if submission else ()
    roles = sorted(decision.role for decision in decisions if decision.outcome is Outcome.APPROVE)
    return " and ".join(f"a {role}" for role in roles)


def _interests(submissions: tuple[Submission, ...]) -> tuple[DeclaredInterest, ...]:
    return tuple(
        DeclaredInterest(item.kind, item.slug, decision.role, decision.at[:10], decision.interest)
        for item in submissions
        for decision in item.decisions
        if " ".join(decision.interest.casefold().split()).rstrip(".") not in _NO_TIES
    )
