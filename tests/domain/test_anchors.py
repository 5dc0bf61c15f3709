import pytest

from catalog.domain.anchors import Anchor, anchor_break, read_anchors
from catalog.domain.errors import Invalid
from catalog.domain.events import BreakKind


def anchor(seq: int, letter: str = "a") -> Anchor:
    """Return an anchor at a number."""
    return Anchor(seq, letter * 64, "2026-11-21T12:00:00.000+00:00")


def test_an_anchor_is_read_as_it_was_printed() -> None:
    """The line of an anchor gives the anchor again; remarks and empty lines are passed over."""
    lines = f"# kept in the safe\n\n{anchor(12).line}\n{anchor(7, 'b').line}\n"
    assert read_anchors(lines) == (anchor(12), anchor(7, "b"))


@pytest.mark.parametrize("line", ["x", anchor(3).line[:-40], anchor(3).line.replace(" 3 ", " 0 ")])
def test_a_line_that_is_no_anchor_is_named(line: str) -> None:
    """A changed or cut line is refused with its number."""
    with pytest.raises(Invalid, match="Line 2"):
        read_anchors(f"{anchor(1).line}\n{line}\n")


def test_a_cut_end_and_a_new_chain_are_told_apart() -> None:
    """An anchor beyond the newest event shows a cut end, another hash at its place a chain that was written anew."""
    kept = [anchor(5), anchor(9)]
    hashes = {5: "a" * 64, 9: "a" * 64}
    assert anchor_break(kept, hashes, 9, ()) is None
    cut = anchor_break(kept, {5: "a" * 64}, 7, ())
    assert cut is not None
    assert (cut.seq, cut.kind) == (8, BreakKind.TRUNCATED)
    new = anchor_break(kept, hashes | {9: "b" * 64}, 9, ())
    assert new is not None
    assert (new.seq, new.kind) == (9, BreakKind.REWRITTEN)
    assert "between 6 and 9" in new.text
    gone = anchor_break(kept, {}, 0, ())
    assert gone is not None
    assert (gone.seq, gone.kind) == (1, BreakKind.TRUNCATED)


def test_only_a_restored_backup_excuses_what_was_anchored_before_it() -> None:
    """Anchors of events that a restore took back are excused by a later anchor at the event that tells of it."""
    kept = [anchor(5), anchor(9), anchor(6, "c")]
    hashes = {5: "a" * 64, 6: "c" * 64}
    assert anchor_break(kept, hashes, 6, {6}) is None
    assert anchor_break(kept, hashes, 6, ()) is not None
    assert anchor_break([anchor(5), anchor(6, "c"), anchor(9)], hashes, 6, {6}) is not None
