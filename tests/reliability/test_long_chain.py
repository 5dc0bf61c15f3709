"""A chain of 100,000 events is verified whole."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter

from catalog.domain.events import GENESIS, BreakKind, EventTag, detail_text, event_hash
from catalog.store import Store
from tests.figures import figure

LENGTH = 100_000


def rows(length: int) -> Iterator[tuple[int | str, ...]]:
    """Yield the rows of a chain as the store writes them."""
    previous = GENESIS
    for seq in range(1, length + 1):
        detail = {"draft": seq, "note": "saved by hand – é", "sources": [1, 2, 3]}
        fields = (
            seq,
            "2026-11-21T12:00:00.000+00:00",
            "anna",
            EventTag.DRAFT_SAVED,
            f"tool:{seq % 500}",
            "g",
        )
        digest = event_hash(previous, *fields, detail)
        yield (*fields, detail_text(detail), previous, digest)
        previous = digest


def test_a_change_near_the_end_of_a_long_chain_is_found(tmp_path: Path) -> None:
    """Of 100,000 events all are looked at: the chain is whole, and a change of event 99,999 is found there."""
    store = Store.open(f"sqlite:///{tmp_path}/catalog.sqlite3")
    with closing(sqlite3.connect(tmp_path / "catalog.sqlite3")) as raw:
        raw.executemany("insert into event values (?,?,?,?,?,?,?,?,?)", rows(LENGTH))
        raw.commit()
        began = perf_counter()
        with store.reading() as reader:
            whole = reader.verify(())
        took = perf_counter() - began
        raw.execute("drop trigger event_no_update")
        raw.execute("update event set detail = replace(detail, 'hand', 'foot') where seq = ?", (LENGTH - 1,))
        raw.commit()
    with store.reading() as reader:
        broken = reader.verify(()).found
    store.close()
    figure(f"audit verify: {whole.events:,} events verified in {took:.1f} s")
    assert whole.found is None
    assert whole.events == LENGTH
    assert broken is not None
    assert (broken.seq, broken.kind) == (LENGTH - 1, BreakKind.CHANGED)
