"""The audit chain in the store: appended with the change it tells of, read back for checking."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from catalog.domain.events import GENESIS, Event, EventTag, JsonValue, Unreadable, detail_text, event_hash
from catalog.store.tables import EventRow

_EVENT = EventRow.__table__  # type: ignore[attr-defined]  # SQLModel adds it to table classes


def last_seq(connection: Connection) -> int:
    """Return the number of the newest event, 0 when there is none."""
    return int(connection.execute(select(func.max(_EVENT.c.seq))).scalar() or 0)


def append(
    connection: Connection,
    at: str,
    actor: str,
    tag: EventTag,
    subject: str,
    group: str,
    detail: dict[str, JsonValue],
) -> Event:
    """Write the next event of the chain in the caller's transaction and return it."""
    newest = connection.execute(
        select(_EVENT.c.seq, _EVENT.c.hash).order_by(_EVENT.c.seq.desc()).limit(1)
    ).first()
    seq, previous = (newest.seq + 1, newest.hash) if newest else (1, GENESIS)
    digest = event_hash(previous, seq, at, actor, tag, subject, group, detail)
    connection.execute(
        insert(_EVENT).values(
            seq=seq, at=at, actor=actor, tag=tag, subject=subject, group_id=group,
            detail=detail_text(detail), previous=previous, hash=digest,
        )
    )  # fmt: skip
    return Event(seq, at, actor, tag, subject, group, detail, previous, digest)


@dataclass(frozen=True)
class EventFilter:
    """Which events are wanted; an empty part leaves that open. `before` is a sequence number, not included."""

    tags: tuple[EventTag, ...] = ()
    actor: str = ""
    subject: str = ""
    since: str = ""
    until: str = ""
    before: int = 0


def newest(connection: Connection, wanted: EventFilter, limit: int) -> Iterator[Event]:
    """Yield the newest events that fit, at most `limit`, the newest first."""
    query = select(_EVENT).order_by(_EVENT.c.seq.desc()).limit(limit)
    for column, value in ((_EVENT.c.actor, wanted.actor), (_EVENT.c.subject, wanted.subject)):
        if value:
            query = query.where(column == value)
    if wanted.tags:
        query = query.where(_EVENT.c.tag.in_(wanted.tags))
    if wanted.since:
        query = query.where(_EVENT.c.at >= wanted.since)
    if wanted.until:
        query = query.where(_EVENT.c.at < wanted.until)
    if wanted.before:
        query = query.where(_EVENT.c.seq < wanted.before)
    yield from map(_event, connection.execute(query))


def events(connection: Connection) -> Iterator[Event]:
    """Yield every event in the order of the chain."""
    yield from map(_event, connection.execute(select(_EVENT).order_by(_EVENT.c.seq)))


def stored(connection: Connection) -> Iterator[Event | Unreadable]:
    """Yield every row in the order of the chain, byte for byte as it is stored, for verification."""
    with _strict_texts(connection):
        yield from map(_exact, connection.execute(select(_EVENT).order_by(_EVENT.c.seq)))


@contextmanager
def _strict_texts(connection: Connection) -> Iterator[None]:
    """Let SQLite hand out texts that are no UTF-8 instead of stopping at them; others cannot store such texts."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    driver.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def _exact(row: Row[Any]) -> Event | Unreadable:
    try:
        "".join(row[1:]).encode("utf-8")
        event = _event(row)
        return event if detail_text(event.detail) == row.detail else Unreadable(row.seq)
    except (TypeError, ValueError, RecursionError):
        return Unreadable(row.seq)


def _event(row: Row[Any]) -> Event:
    seq, at, actor, tag, subject, group, detail, previous, digest = tuple(row)
    return Event(seq, at, actor, EventTag(tag), subject, group, json.loads(detail), previous, digest)
