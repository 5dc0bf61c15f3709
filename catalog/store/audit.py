"""The audit chain in the store: appended with the change it tells of, read back for checking."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection, func, insert, select

from catalog.domain.events import GENESIS, Event, EventTag, JsonValue, event_hash
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
    text = json.dumps(detail, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    connection.execute(
        insert(_EVENT).values(
            seq=seq, at=at, actor=actor, tag=tag, subject=subject, group_id=group,
            detail=text, previous=previous, hash=digest,
        )
    )  # fmt: skip
    return Event(seq, at, actor, tag, subject, group, detail, previous, digest)


def events(connection: Connection) -> Iterator[Event]:
    """Yield every event in the order of the chain."""
    for row in connection.execute(select(_EVENT).order_by(_EVENT.c.seq)):
        detail = json.loads(row.detail)
        yield Event(
            row.seq,
            row.at,
            row.actor,
            EventTag(row.tag),
            row.subject,
            row.group_id,
            detail,
            row.previous,
            row.hash,
        )
