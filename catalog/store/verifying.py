"""Verifies the audit trail: the chain, the anchors, and that the rows say what the events say."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, select

from catalog.domain.anchors import Anchor, anchor_break
from catalog.domain.concern_seals import answer_seal, raised_seal, report_seal, step_seal
from catalog.domain.errors import Invalid
from catalog.domain.events import Break, BreakKind, Event, EventTag, JsonValue, Unreadable, first_break
from catalog.domain.ledger import Facts, Key, Ledger, Shelf
from catalog.domain.profiles import override_seal
from catalog.domain.revision import content_hash
from catalog.domain.workflow import decision_seal
from catalog.store import audit, work_tables
from catalog.store.assessments import sealed_rows
from catalog.store.concern_reads import (
    ANSWER,
    CONCERN,
    REPORT,
    STEP,
    read_concern,
    read_report,
    read_step,
)
from catalog.store.profile_tables import OverrideRow
from catalog.store.profiles import read_override
from catalog.store.publishing import table
from catalog.store.workflow_reads import DECISION, RECORD, REVISION, read_decision

_ACCOUNT = table(work_tables.AccountRow)
_OVERRIDE = table(OverrideRow)
_CONFIRMATION = table(work_tables.ConfirmationRow)


@dataclass(frozen=True)
class Verification:
    """What was verified. `head` is the newest event; `found` is the first break, None when all fits."""

    events: int
    revisions: int
    decisions: int
    anchors: int
    head: Anchor | None
    found: Break | None


class _Reading:
    """One pass over the events: what the anchors and the rows are compared with."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        self.ledger = Ledger()
        self.hashes: dict[int, str] = {}
        self.restored: set[int] = set()
        self.head: Anchor | None = None
        self._wanted = frozenset(anchor.seq for anchor in anchors)

    def events(self, rows: Iterable[Event | Unreadable]) -> Iterator[Event | Unreadable]:
        for row in rows:
            if isinstance(row, Event):
                self._note(row)
            yield row

    def _note(self, event: Event) -> None:
        self.head = Anchor(event.seq, event.hash, event.at)
        self.ledger.take(event)
        if event.seq in self._wanted:
            self.hashes[event.seq] = event.hash
        if event.tag is EventTag.BACKUP_RESTORED:
            self.restored.add(event.seq)


def verify(connection: Connection, anchors: Sequence[Anchor]) -> Verification:
    """Return what the audit trail looks like, with the first break if there is one."""
    reading = _Reading(anchors)
    found = first_break(reading.events(audit.stored(connection)))
    last = reading.head.seq if reading.head else 0
    ledger = reading.ledger
    found = (
        found
        or anchor_break(anchors, reading.hashes, last, reading.restored)
        or _row_break(connection, ledger)
    )
    return Verification(
        last, len(ledger.revisions), len(ledger.decisions), len(anchors), reading.head, found
    )  # fmt: skip


def _row_break(connection: Connection, ledger: Ledger) -> Break | None:
    shelves = (
        ("revision", ledger.revisions, _revisions(connection)),
        ("record", ledger.records, _records(connection)),
        ("decision", ledger.decisions, _decisions(connection)),
        ("second look", ledger.confirmations, _confirmations(connection)),
        ("account", ledger.accounts, _accounts(connection)),
        ("sealed", ledger.sealed, chain(_sealed(connection), sealed_rows(connection))),
    )
    found = [item for what, told, rows in shelves for item in _differences(what, told, dict(rows))]
    return min(found, key=lambda item: item.seq, default=None)


def _differences(what: str, told: Shelf, rows: Mapping[Key, Facts]) -> Iterator[Break]:
    for key, (seq, facts) in told.items():
        name = f"{what} {_spelled(key)}"
        if key not in rows:
            yield Break(seq, BreakKind.DELETED, f"the {name}, of which event {seq} tells, is missing")
            continue
        wrong = [field for field, value in rows[key].items() if value != facts.get(field)]
        if wrong:
            text = f"the {name} is not as event {seq} tells: {', '.join(wrong)}"
            yield Break(seq, BreakKind.INCONSISTENT, text)
    for key in rows.keys() - told.keys():
        yield Break(0, BreakKind.INSERTED, f"no event tells of the {what} {_spelled(key)}")


def _spelled(key: Sequence[JsonValue]) -> str:
    return ", ".join(str(part) for part in key)


def _revisions(connection: Connection) -> Iterator[tuple[Key, Facts]]:
    for row in connection.execute(select(REVISION)):
        honest = content_hash(row.content) == row.sha256
        facts: Facts = {
            "sha256": row.sha256 if honest else "another content",
            "at": row.created_at,
            "event": row.event_seq,
        }
        yield (f"{row.kind}:{row.slug}", row.number), facts


def _records(connection: Connection) -> Iterator[tuple[Key, Facts]]:
    query = select(
        RECORD, REVISION.c.number, REVISION.c.kind.label("of"), REVISION.c.slug.label("its")
    ).outerjoin(REVISION, REVISION.c.id == RECORD.c.revision_id)
    for row in connection.execute(query):
        own = (row.of, row.its) == (row.kind, row.slug)
        facts: Facts = {
            "state": row.state,
            "revision": row.number if own else "that of another record",
            "reason": row.reason,
            "successor": row.successor or None,
        }
        yield (f"{row.kind}:{row.slug}",), facts


def _decisions(connection: Connection) -> Iterator[tuple[Key, Facts]]:
    for row in connection.execute(select(DECISION)):
        facts: Facts = {
            "outcome": row.outcome, "sha256": row.sha256, "at": row.at,
            "seal": _seal(lambda row: decision_seal(read_decision(row)), row),
        }  # fmt: skip
        yield (row.submission_id, row.account), facts


def _seal(sealed: Callable[[Row[Any]], str], row: Row[Any]) -> str:
    try:
        return sealed(row)
    except (ValueError, TypeError, AttributeError, Invalid):
        return "cannot be read"


_SEALED: Final[tuple[tuple[Table, str, Callable[[Row[Any]], str]], ...]] = (
    (CONCERN, "concern {id}", lambda row: raised_seal(read_concern(row))),
    (STEP, "step {number} of concern {concern_id}", lambda row: step_seal(read_step(row))),
    (REPORT, "report {id}", lambda row: report_seal(read_report(row))),
    (ANSWER, "answer to report {report_id}", lambda row: answer_seal(row.concern_id, row.text)),
    (_OVERRIDE, "profile override {id}", lambda row: override_seal(read_override(row))),
)
"""Tables whose rows are sealed as a whole: the name by which the event tells of a row, and its seal."""


def _sealed(connection: Connection) -> Iterator[tuple[Key, Facts]]:
    for target, name, seal in _SEALED:
        for row in connection.execute(select(target)):
            facts: Facts = {"by": row.account, "at": row.at, "seal": _seal(seal, row)}
            yield (name.format(**row._mapping),), facts  # noqa: SLF001  # its public name, in spite of the _


def _confirmations(connection: Connection) -> Iterator[tuple[Key, Facts]]:
    for row in connection.execute(select(_CONFIRMATION)):
        yield (f"{row.kind}:{row.slug}", row.account, row.at), {"sha256": row.sha256, "note": row.note}


def _accounts(connection: Connection) -> Iterator[tuple[Key, Facts]]:
    for row in connection.execute(select(_ACCOUNT.c.name, _ACCOUNT.c.role, _ACCOUNT.c.active)):
        yield (f"account:{row.name}",), {"role": row.role, "active": bool(row.active)}
