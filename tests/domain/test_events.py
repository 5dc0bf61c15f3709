from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.events import (
    GENESIS,
    Break,
    BreakKind,
    Event,
    EventTag,
    Unreadable,
    event_hash,
    first_break,
)


def chain(length: int) -> list[Event]:
    """Return a sound chain."""
    events: list[Event] = []
    previous = GENESIS
    for seq in range(1, length + 1):
        fields = (
            seq,
            f"2026-01-01T00:00:{seq:02}",
            "system",
            EventTag.RECORD_PUBLISHED,
            f"tool:{seq}",
            "g",
            {"n": seq},
        )
        digest = event_hash(previous, *fields)
        events.append(Event(*fields, previous=previous, hash=digest))
        previous = digest
    return events


def test_a_sound_chain_has_no_break() -> None:
    """Every event of a chain as written fits."""
    assert first_break(chain(8)) is None
    assert first_break([]) is None


@given(st.integers(0, 7), st.sampled_from(["at", "actor", "subject", "group", "tag", "detail"]))
def test_any_changed_field_is_found_at_its_event(index: int, field: str) -> None:
    """Changing any field of any event is noticed at that very event."""
    events = chain(8)
    changed = {"n": -1} if field == "detail" else EventTag.RECORD_RETIRED if field == "tag" else "other"
    events[index] = replace(events[index], **{field: changed})
    assert first_break(events) == Break(
        index + 1, BreakKind.CHANGED, f"the content of event {index + 1} was changed after it was written"
    )


def renumbered(events: list[Event]) -> list[Event]:
    """Return events with numbers that count without a gap again."""
    return [replace(event, seq=seq) for seq, event in enumerate(events, start=1)]


def found(events: list[Event]) -> tuple[int, BreakKind]:
    """Return number and kind of the first break."""
    broken = first_break(events)
    assert broken is not None
    return broken.seq, broken.kind


def test_what_was_done_is_named_at_the_first_bad_event() -> None:
    """Deleting, moving, repeating and replacing events is told apart, with numbers left as they were or made good."""
    events = chain(8)
    gone = events[:2] + events[3:]
    assert found(gone) == (3, BreakKind.DELETED)
    assert found(renumbered(gone)) == (3, BreakKind.DELETED)
    assert found(events[2:]) == (1, BreakKind.DELETED)
    moved = [events[0], events[2], events[1], *events[3:]]
    assert found(renumbered(moved)) == (2, BreakKind.REORDERED)
    assert found([*events[:2], *events[3:], replace(events[2], seq=9)]) == (3, BreakKind.REORDERED)
    repeated = [*events[:4], events[3], *events[4:]]
    assert found(repeated) == (4, BreakKind.INSERTED)
    assert found(renumbered(repeated)) == (5, BreakKind.INSERTED)
    assert found([*events[:4], Unreadable(5), *events[5:]]) == (5, BreakKind.CHANGED)


def forged(previous: str, event: Event) -> Event:
    """Return an event with another subject and the hashes that fit it."""
    fields = (event.seq, event.at, event.actor, event.tag, "tool:x", event.group, event.detail)
    return replace(event, subject="tool:x", previous=previous, hash=event_hash(previous, *fields))


def test_events_with_hashes_made_to_fit_are_found_by_what_follows() -> None:
    """A replaced event and one that was put in fit their own hash, but not what the event after them names."""
    events = chain(6)
    replaced = [events[0], forged(events[0].hash, events[1]), *events[2:]]
    assert found(replaced) == (2, BreakKind.CHANGED)
    put_in = forged(events[1].hash, replace(events[1], seq=3))
    assert found(renumbered([*events[:2], put_in, *events[2:]])) == (3, BreakKind.INSERTED)
