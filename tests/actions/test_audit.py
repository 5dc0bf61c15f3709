from pathlib import Path

import pytest

from catalog.actions.audit import MOST_SHOWN, anchor_audit, read_audit
from catalog.domain.errors import NotAllowed
from catalog.domain.events import EventTag
from catalog.domain.people import SYSTEM
from catalog.store import AnchorFile, EventFilter, Store
from tests.actions.workflow_world import ANNA, CLARA, EVA, FRANK


def test_reading_the_trail_is_an_event(store: Store) -> None:
    """What was found is returned, and then stands in the trail itself with what was looked for."""
    with store.writing(SYSTEM) as work:
        work.record(EventTag.CATALOGUE_LOADED, "catalogue", {})
    found = read_audit(store, EVA, EventFilter(actor="system"))
    assert [event.tag for event in found] == [EventTag.CATALOGUE_LOADED]
    with store.reading() as reader:
        event = list(reader.events())[-1]
    assert (event.actor, event.tag) == ("eva", EventTag.AUDIT_READ)
    assert event.detail == {"looked_for": {"actor": "system"}, "shown": 1}


def test_only_those_who_look_into_acts_read_it(store: Store) -> None:
    """Reviewers and administrators read it; curators and investigators do not, and their try is an event."""
    read_audit(store, CLARA, EventFilter())
    for actor in (ANNA, FRANK):
        with pytest.raises(NotAllowed):
            read_audit(store, actor, EventFilter())
    with store.reading() as reader:
        tags = [event.tag for event in reader.events()]
    assert tags == [EventTag.AUDIT_READ, EventTag.ACTION_REFUSED, EventTag.ACTION_REFUSED]


def test_no_look_is_without_end(store: Store) -> None:
    """However many are asked for, a look shows 500 events at most."""
    with store.writing(SYSTEM) as work:
        for _ in range(MOST_SHOWN + 5):
            work.record(EventTag.CATALOGUE_LOADED, "catalogue", {})
    assert len(read_audit(store, EVA, EventFilter(), limit=100_000)) == MOST_SHOWN


def test_an_anchor_is_the_event_that_tells_of_it(store: Store, tmp_path: Path) -> None:
    """Anchoring by hand writes an event and its hash into the file, which then fits the chain."""
    file = AnchorFile(tmp_path / "elsewhere" / "anchors.txt")
    written = anchor_audit(store, SYSTEM, file)
    assert file.read() == (written,)
    with store.reading() as reader:
        assert reader.verify(file.read()).found is None
        assert reader.newest_detail(EventTag.AUDIT_ANCHORED) == {"asked_for": "by hand"}
