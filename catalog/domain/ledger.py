"""What the events say must stand in the store, from revisions and decisions to concerns and assessments.

A row that says something else was changed behind the program's back, even where the chain itself is whole.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from catalog.domain.events import Event, EventTag, JsonValue

Key = tuple[JsonValue, ...]
Facts = dict[str, JsonValue]
Shelf = dict[Key, tuple[int, Facts]]
"""For each row, by its key: the number of the event that told of it last, and what it must say."""

_SHOWN = frozenset({EventTag.RECORD_PUBLISHED, EventTag.RECORD_RESTORED, EventTag.RECORD_MERGED})
_STATE_WORDS = {EventTag.RECORD_RETIRED: "retired", EventTag.RECORD_SUSPENDED: "suspended"}
_REVISION_TAGS = _SHOWN | {EventTag.SUBMISSION_MADE, EventTag.RECORD_SUSPENDED}
_SEALED = {
    EventTag.CONCERN_RAISED: "concern {concern}",
    EventTag.CONCERN_STEPPED: "step {step} of concern {concern}",
    EventTag.REPORT_MADE: "report {report}",
    EventTag.REPORT_ANSWERED: "answer to report {report}",
}
"""Events that carry a seal over their row, and the name of that row."""

_ASSESSMENT_ROWS = {
    EventTag.ASSESSMENT_DISSENTED: "dissent",
    EventTag.ASSESSMENT_HANDED_OVER: "step",
    EventTag.ASSESSMENT_LEFT: "step",
    EventTag.ASSESSMENT_READMITTED: "step",
    EventTag.ASSESSMENT_SAVED: "entry",
    EventTag.ASSESSMENT_SHARED: "member",
    EventTag.ASSESSMENT_SIGNED: "signature",
    EventTag.ASSESSMENT_STARTED: "assessment",
    EventTag.ASSESSMENT_WITHDRAWN: "step",
}
"""What each event about an assessment adds rows of; its detail has the seal of each row."""


@dataclass
class Ledger:
    """Filled event by event, in the order of the chain."""

    revisions: Shelf = field(default_factory=dict)
    records: Shelf = field(default_factory=dict)
    decisions: Shelf = field(default_factory=dict)
    confirmations: Shelf = field(default_factory=dict)
    accounts: Shelf = field(default_factory=dict)
    overrides: Shelf = field(default_factory=dict)
    sealed: Shelf = field(default_factory=dict)
    assessments: Shelf = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Note what an event says."""
        if event.tag in _REVISION_TAGS and "revision" in event.detail:
            self._revision(event)
        if event.tag in _SHOWN or event.tag in _STATE_WORDS:
            self._record(event)
        elif event.tag is EventTag.SUBMISSION_DECIDED:
            facts = {name: event.detail.get(name) for name in ("outcome", "sha256", "seal")}
            key = (event.detail.get("submission"), event.actor)
            self.decisions[key] = (event.seq, {**facts, "at": event.at})
        elif event.tag is EventTag.CHECK_CONFIRMED:
            facts = {name: event.detail.get(name) for name in ("sha256", "note")}
            self.confirmations[event.subject, event.actor, event.at] = (event.seq, facts)
        elif event.tag is EventTag.PROFILE_OVERRIDDEN:
            facts = {name: event.detail.get(name) for name in ("level", "seal")}
            self.overrides[event.detail.get("override"),] = (event.seq, {**facts, "by": event.actor})
        elif name := _SEALED.get(event.tag):
            facts = {"by": event.actor, "at": event.at, "seal": event.detail.get("seal")}
            self.sealed[name.format_map(defaultdict(str, event.detail)),] = (event.seq, facts)
        elif event.tag in (EventTag.ACCOUNT_ADDED, EventTag.ACCOUNT_CHANGED):
            self._account(event)
        elif event.tag in _ASSESSMENT_ROWS:
            self._assessment(event)

    def _revision(self, event: Event) -> None:
        key = (event.subject, event.detail["revision"])
        if key not in self.revisions:
            facts: Facts = {"sha256": event.detail.get("sha256"), "at": event.at, "event": event.seq}
            self.revisions[key] = (event.seq, facts)

    def _record(self, event: Event) -> None:
        _, before = self.records.get((event.subject,), (0, {}))
        state = _STATE_WORDS.get(event.tag, "published")
        facts: Facts = {
            "state": state,
            "revision": event.detail.get("revision", before.get("revision")),
            "reason": event.detail.get("reason") if event.tag in _STATE_WORDS else None,
            "successor": event.detail.get("successor") or None,
        }
        self.records[event.subject,] = (event.seq, facts)

    def _account(self, event: Event) -> None:
        _, before = self.accounts.get((event.subject,), (0, {"active": True}))
        said: Facts = {name: event.detail[name] for name in ("role", "active") if name in event.detail}
        self.accounts[event.subject,] = (event.seq, {**before, **said})

    def _assessment(self, event: Event) -> None:
        rows = event.detail.get("rows")
        for which, seal in rows.items() if isinstance(rows, dict) else ():
            self.assessments[event.subject, _ASSESSMENT_ROWS[event.tag], which] = (event.seq, {"seal": seal})
