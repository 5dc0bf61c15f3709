# ruff: noqa: S311, S608  # changes are repeatable on purpose, and SQL is what the forger writes
"""Whoever can change the database file is found out: every column, every byte, every way to rearrange the chain."""

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from catalog.actions.accounts import add_account, change_role
from catalog.actions.audit import anchor_audit
from catalog.actions.checks import confirm
from catalog.actions.records import suspend
from catalog.actions.reports import dismiss_report, report, take_report
from catalog.domain.events import GENESIS, BreakKind, EventTag, event_hash
from catalog.domain.people import SYSTEM, Role
from catalog.store import AnchorFile, Store
from catalog.store.verifying import Verification
from tests.actions.concern_world import SEVERE, WITH_CONDITIONS, decided, raising
from tests.actions.workflow_world import ANNA, BORIS, CLARA, FRANK, TOOL, WHY, approved, stock, submitted
from tests.conftest import SteppingClock
from tests.figures import figure
from tests.people import PASSWORD

COLUMNS = ("seq", "at", "actor", "tag", "subject", "group_id", "detail", "previous", "hash")
GUARDS = (
    *("event", "revision", "decision", "confirmation"),
    *("concern", "concern_step", "concern_report", "report_answer"),
)


class Tampered:
    """A store with a history, its anchors, and somebody with direct access to its file."""

    def __init__(self, folder: Path) -> None:
        """Make the history, then take the guards of the database away."""
        self.store = Store.open(f"sqlite:///{folder}/catalog.sqlite3", SteppingClock())
        self.file = AnchorFile(folder / "anchors.txt")
        self._history()
        self.raw = sqlite3.connect(folder / "catalog.sqlite3", isolation_level=None)
        self.raw.execute("pragma synchronous=off")
        for table in GUARDS:
            self.raw.execute(f"drop trigger {table}_no_update")
            self.raw.execute(f"drop trigger {table}_no_delete")

    def _history(self) -> None:
        stock(self.store, "photo-sorter", "face-finder")
        add_account(self.store, SYSTEM, "gina", "curator", password=PASSWORD)
        change_role(self.store, SYSTEM, "gina", Role.REVIEWER)
        anchor_audit(self.store, SYSTEM, self.file)
        made = submitted(self.store, ANNA, "photo-sorter", name="Photo Sorter Zürich")
        shown = approved(self.store, BORIS, made)
        confirm(self.store, CLARA, TOOL, "photo-sorter", shown.sha256, "read every source again")
        suspend(self.store, CLARA, TOOL, "face-finder", WHY)
        self._concerns()
        anchor_audit(self.store, SYSTEM, self.file)
        self.anchors = self.file.read()

    def _concerns(self) -> None:
        told = {"what": "it named the wrong man", "harm": "people who look alike", "seen": "in training"}
        first, second = (report(self.store, FRANK, TOOL, "photo-sorter", **told) for _ in range(2))
        concern = take_report(self.store, CLARA, first.id, raising(SEVERE))
        dismiss_report(self.store, CLARA, second.id, "it is the same as the first one")
        decided(self.store, concern, WITH_CONDITIONS)

    def verify(self, *, anchored: bool = True) -> Verification:
        """Return what the verification finds."""
        with self.store.reading() as reader:
            return reader.verify(self.anchors if anchored else ())

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the rows of the chain."""
        return self.raw.execute(f"select {', '.join(COLUMNS)} from event order by seq").fetchall()

    def put(self, rows: list[tuple[Any, ...]]) -> None:
        """Put these rows in the place of the chain."""
        self.raw.execute("begin")
        self.raw.execute("delete from event")
        self.raw.executemany(f"insert into event values ({', '.join('?' * 9)})", rows)
        self.raw.execute("commit")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tampered]:
    """One history for all tests; each test puts back what it changed."""
    made = Tampered(tmp_path_factory.mktemp("tampered"))
    assert made.verify().found is None
    yield made
    made.raw.close()
    made.store.close()


def other_bytes(value: bytes, chance: random.Random) -> bytes:
    """Return the text with one byte changed."""
    place = chance.randrange(len(value))
    byte = chance.choice([item for item in range(256) if item != value[place]])
    return value[:place] + bytes([byte]) + value[place + 1 :]


def changed_and_found(
    world: Tampered, seq: int, column: str, new: bytes | int
) -> tuple[int, BreakKind] | None:
    """Change one column of one event, verify, put it back, and return what was found."""
    value, kind = world.raw.execute(
        f"select cast({column} as blob), typeof({column}) from event where seq = ?", (seq,)
    ).fetchone()
    cast = "text" if kind == "text" else "integer"
    world.raw.execute(f"update event set {column} = cast(? as {cast}) where seq = ?", (new, seq))
    try:
        found = world.verify(anchored=False).found
    finally:
        there = new if column == "seq" else seq
        world.raw.execute(f"update event set {column} = cast(? as {cast}) where seq = ?", (value, there))
    return None if found is None else (found.seq, found.kind)


def test_every_column_of_every_event_is_bound(world: Tampered) -> None:
    """A changed byte in any column of any event is found at that event, before any anchor is looked at."""
    chance, tried = random.Random(5), 0
    rows = world.rows()
    for row in rows:
        for column, value in zip(COLUMNS[1:], row[1:], strict=True):
            found = changed_and_found(world, row[0], column, other_bytes(value.encode(), chance))
            assert found == (row[0], BreakKind.CHANGED), (row[0], column)
            tried += 1
        found = changed_and_found(world, row[0], "seq", 10_000 + row[0])
        # The number of the last event alone is bound by its own hash; all others leave a gap.
        assert found is not None, row[0]
        assert found[0] == row[0], row[0]
        tried += 1
    figure(
        f"audit trail: {tried} of {len(rows)} events × {len(COLUMNS)} columns changed, {tried} found at their event"
    )
    assert world.rows() == rows


def single_bytes(world: Tampered, number: int) -> None:
    """Change single bytes at random and expect each to be found at its event."""
    chance, rows = random.Random(6), world.rows()
    for _ in range(number):
        row = chance.choice(rows)
        column = chance.randrange(1, len(COLUMNS))
        new = other_bytes(row[column].encode(), chance)
        found = changed_and_found(world, row[0], COLUMNS[column], new)
        assert found == (row[0], BreakKind.CHANGED), (row[0], COLUMNS[column], new)
    figure(f"audit trail: {number} single bytes changed at random, {number} found at their event")
    assert world.rows() == rows


def test_single_bytes_are_found(world: Tampered) -> None:
    """2,000 single bytes changed at random, also to bytes that are no text, are all found at their event."""
    single_bytes(world, 2_000)


@pytest.mark.slow
def test_many_single_bytes_are_found(world: Tampered) -> None:
    """10,000 single bytes changed at random are all found at their event."""
    single_bytes(world, 10_000)


def rechained(rows: list[tuple[Any, ...]], start: int) -> list[tuple[Any, ...]]:
    """Return the rows with one actor changed and every hash after it made to fit."""
    previous, made = GENESIS, []
    for row in rows:
        seq, at, actor, tag, subject, group, detail, _, digest = row
        if seq >= start:
            actor = "nobody" if seq == start else actor
            digest = event_hash(previous, seq, at, actor, tag, subject, group, json.loads(detail))
        made.append((seq, at, actor, tag, subject, group, detail, previous, digest))
        previous = digest
    return made


def numbered(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the rows with numbers that count without a gap."""
    return [(seq, *row[1:]) for seq, row in enumerate(rows, start=1)]


REARRANGED: dict[str, tuple[Callable[[list[Any]], list[Any]], BreakKind, bool]] = {
    "middle deleted": (lambda rows: rows[:9] + rows[10:], BreakKind.DELETED, False),
    "middle deleted, numbers made good": (lambda rows: numbered(rows[:9] + rows[10:]), BreakKind.DELETED, False),
    "beginning deleted": (lambda rows: numbered(rows[3:]), BreakKind.DELETED, False),
    "two swapped": (
        lambda rows: numbered([*rows[:9], rows[10], rows[9], *rows[11:]]), BreakKind.REORDERED, False,
    ),
    "one repeated": (lambda rows: numbered([*rows[:9], rows[8], *rows[9:]]), BreakKind.INSERTED, False),
    "end deleted": (lambda rows: rows[:-3], BreakKind.TRUNCATED, True),
    "all deleted": (lambda rows: rows[:0], BreakKind.TRUNCATED, True),
    "written anew from event 10 on": (lambda rows: rechained(rows, 10), BreakKind.REWRITTEN, True),
    "written anew as a whole": (lambda rows: rechained(rows, 1), BreakKind.REWRITTEN, True),
}  # fmt: skip


@pytest.mark.parametrize("what", REARRANGED)
def test_every_way_to_rearrange_the_chain_is_found(world: Tampered, what: str) -> None:
    """Deleting, swapping, repeating and rewriting are found and named, the last four through the anchors."""
    rearrange, kind, through_anchors = REARRANGED[what]
    rows = world.rows()
    world.put(rearrange(rows))
    try:
        found = world.verify().found
        alone = world.verify(anchored=False).found
    finally:
        world.put(rows)
    assert found is not None
    assert found.kind is kind
    chain_alone = alone is not None and alone.kind is kind
    assert chain_alone is not through_anchors
    figure(f"audit trail: {what}: {found.kind}, first bad event {found.seq}")


ROWS = (
    "update revision set content = replace(content, 'Zürich', 'Bern') where slug = 'photo-sorter' and number = 2",
    "update revision set content = replace(content, 'a', 'b'), sha256 = 'x' || substr(sha256, 2) where number = 2",
    "update revision set created_at = '2020-01-01' where number = 2",
    "update revision set event_seq = 1 where number = 2",
    "delete from revision where slug = 'photo-sorter' and number = 1",
    "insert into revision select 9999, kind, slug, 9, sha256, content, created_at, event_seq from revision limit 1",
    (
        "update record set revision_id = (select id from revision where slug = 'photo-sorter' and number = 1) "
        "where slug = 'photo-sorter'"
    ),
    "update record set state = 'published', reason = null where slug = 'face-finder'",
    "update record set reason = 'no reason at all' where slug = 'face-finder'",
    "delete from record where slug = 'face-finder'",
    "update decision set comment = 'looks fine'",
    "update decision set interest = 'many ties'",
    "update decision set role = 'reviewer'",
    "update decision set account = 'clara'",
    "update decision set outcome = 'reject'",
    "update decision set checklist = '[]'",
    "update decision set checklist = '{'",
    "update decision set sha256 = 'f' || substr(sha256, 2)",
    "delete from decision",
    "update confirmation set note = 'read nothing at all'",
    "update confirmation set account = 'anna'",
    "delete from confirmation",
    "update account set role = 'administrator'",
    "update account set active = 0",
    (
        "insert into account (name, role, active, totp_confirmed, totp_last_step, created_at, row_version) "
        "values ('mallory', 'administrator', 1, 0, 0, '2026', 1)"
    ),
    "delete from account",
    "update concern set statement = 'all is well'",
    "update concern set scale = 1",
    "update concern set scope = null, probability = 9",
    "update concern set slug = 'face-finder'",
    "update concern set account = 'anna'",
    "update concern set report_id = null",
    "update concern set rights = '{'",
    "delete from concern",
    "update concern_step set effect = 0 where kind = 'verdict'",
    "update concern_step set verdict = 'not upheld' where kind = 'verdict'",
    """update concern_step set conditions = '["Any use is fine."]' where kind = 'verdict'""",
    "update concern_step set review_on = '2199-01-01' where kind = 'verdict'",
    "update concern_step set account = 'clara'",
    "update concern_step set interest = 'many ties'",
    "update concern_step set number = number + 5",
    "delete from concern_step where kind = 'verdict'",
    (
        "insert into concern_step select null, concern_id, 3, kind, account, role, at, text, 'not upheld', 0, '[]', "
        "'', '', '' from concern_step where kind = 'verdict'"
    ),
    "update concern_report set what = 'nothing at all'",
    "delete from concern_report where id = 2",
    "update report_answer set text = 'thank you' where concern_id is null",
    "update report_answer set concern_id = null",
    "delete from report_answer",
)


def after(world: Tampered, folder: Path, *statements: str) -> Store:
    """Return a copy of the store in which somebody has run these statements."""
    with closing(sqlite3.connect(folder / "copy.sqlite3")) as copy:
        world.raw.backup(copy)
        for statement in statements:
            assert copy.execute(statement).rowcount > 0
        copy.commit()
    return Store(f"sqlite:///{folder}/copy.sqlite3", SteppingClock())


@pytest.mark.parametrize("statement", ROWS)
def test_rows_that_no_event_tells_of_are_found(world: Tampered, tmp_path: Path, statement: str) -> None:
    """Revisions, decisions, second looks, accounts, concerns and reports changed behind the program's back are found."""
    store = after(world, tmp_path, statement)
    with store.reading() as reader:
        found = reader.verify(world.anchors).found
    store.close()
    assert found is not None
    assert found.kind in (BreakKind.INCONSISTENT, BreakKind.DELETED, BreakKind.INSERTED)


def test_a_changed_concern_is_named(world: Tampered, tmp_path: Path) -> None:
    """Whoever verifies the audit trail reads which row of which concern was changed."""
    store = after(world, tmp_path, "update concern_step set effect = 0 where kind = 'verdict'")
    with store.reading() as reader:
        found = reader.verify(world.anchors).found
    store.close()
    assert found is not None
    assert "step 2 of concern 1 is not as event" in found.text


def test_a_clock_that_was_set_back_breaks_nothing(world: Tampered, tmp_path: Path) -> None:
    """Times are information: the numbers are the order, so a clock set back leaves the chain whole."""
    store = after(world, tmp_path)
    with store.writing(SYSTEM) as work:
        work.record(EventTag.CATALOGUE_LOADED, "catalogue", {})
    with store.reading() as reader:
        times = [event.at for event in reader.events()]
        assert reader.verify(world.anchors).found is None
    store.close()
    assert times[-1] < times[-2]
