from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.events import GENESIS, Event, EventTag, event_hash, first_break


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
    assert first_break(events) == (index + 1, "its content was changed after it was written")


def test_removed_moved_and_rewritten_events_are_found() -> None:
    """A gap, a swap and a re-hashed event are each noticed at the first event that does not fit."""
    events = chain(5)
    gap = first_break(events[:2] + events[3:])
    assert gap is not None
    assert gap[0] == 3
    swapped = first_break([events[0], events[2], events[1], *events[3:]])
    assert swapped is not None
    assert swapped[0] == 2
    forged = replace(events[1], subject="tool:x")
    fields = (forged.seq, forged.at, forged.actor, forged.tag, forged.subject, forged.group, forged.detail)
    forged = replace(forged, hash=event_hash(forged.previous, *fields))
    after = first_break([events[0], forged, *events[2:]])
    assert after == (3, "it does not name the hash of the event before it")
