"""The file of anchors, and what the serving process writes into it."""

import logging
from pathlib import Path

import pytest

from catalog.domain.errors import Unavailable
from catalog.domain.events import EventTag
from catalog.domain.people import SYSTEM
from catalog.store import AnchorFile, Store
from tests.people import HandClock, hand_store


def act(store: Store) -> None:
    """Do something that leaves an event."""
    with store.writing(SYSTEM) as work:
        work.record(EventTag.CATALOGUE_LOADED, "catalogue", {})


def test_an_act_is_anchored_once_an_hour(tmp_path: Path) -> None:
    """The first act of a process and the first after each hour are anchored, and what leaves no event is not."""
    clock = HandClock()
    store, file = hand_store(tmp_path, clock), AnchorFile(tmp_path / "anchors.txt")
    store.keep_anchors(file)
    for minutes in (0, 1, 58, 1, 30, 31):
        clock.forward(minutes=minutes)
        act(store)
    with store.writing(SYSTEM):
        clock.forward(hours=2)
    assert [anchor.seq for anchor in file.read()] == [1, 4, 6]
    with store.reading() as reader:
        assert reader.verify(file.read()).found is None
    store.close()


def test_an_act_that_is_undone_is_not_anchored(tmp_path: Path) -> None:
    """What is rolled back leaves no anchor, which would tell of an event that never was."""
    store, file = hand_store(tmp_path, HandClock()), AnchorFile(tmp_path / "anchors.txt")
    store.keep_anchors(file)

    def fail() -> None:
        with store.writing(SYSTEM) as work:
            work.record(EventTag.CATALOGUE_LOADED, "catalogue", {})
            raise KeyError("stop")

    with pytest.raises(KeyError):
        fail()
    assert file.read() == ()
    store.close()


def test_a_file_that_cannot_be_written_stops_no_act(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The act stands, since it is stored already; the log says that the anchor is missing, without its path."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    store, file = hand_store(tmp_path, HandClock()), AnchorFile(tmp_path / "file" / "anchors.txt")
    store.keep_anchors(file)
    with caplog.at_level(logging.WARNING, logger="catalog"):
        act(store)
    with store.reading() as reader:
        assert reader.last_event() == 1
    assert "cannot be written" in caplog.text
    assert str(tmp_path) not in caplog.text
    with pytest.raises(Unavailable, match="CATALOG_ANCHORS"):
        file.append()
    store.close()
