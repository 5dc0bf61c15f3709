"""Anchors: heads of the audit chain written down outside the database, so that a cut end or a new chain is seen.

One anchor is one line that can be printed and typed in again:

    safer-tools-catalog/anchor/v1 <number of the event> <hash of the event> <time>
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from catalog.domain.errors import Invalid
from catalog.domain.events import Break, BreakKind

_FORM: Final = "safer-tools-catalog/anchor/v1"
_LINE: Final = re.compile(rf"{re.escape(_FORM)} ([1-9][0-9]{{0,11}}) ([0-9a-f]{{64}}) ([0-9T:.+-]{{1,40}})")


@dataclass(frozen=True)
class Anchor:
    """The head of the chain as it stood at a moment: `seq` and `hash` of the newest event."""

    seq: int
    hash: str
    at: str

    @property
    def line(self) -> str:
        """The anchor as it is printed and kept."""
        return f"{_FORM} {self.seq} {self.hash} {self.at}"


def read_anchors(text: str) -> tuple[Anchor, ...]:
    """Return the anchors of a file, in its order; empty lines and lines that begin with # are left out.

    Raises:
        Invalid: a line is no anchor; its number is named.
    """
    anchors = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise Invalid(
                f"Line {number} of the anchors cannot be read. Somebody changed it, or a copy was cut; use another "
                "copy of the file."
            )
        anchors.append(Anchor(int(match[1]), match[2], match[3]))
    return tuple(anchors)


def anchor_break(
    anchors: Sequence[Anchor], hashes: Mapping[int, str], last: int, restored: Collection[int]
) -> Break | None:
    """Return the first event that an anchor contradicts, or None.

    `hashes` holds what is stored at the numbers of the anchors, `last` is the number of the newest event. What was
    anchored before an older backup was put back is excused when a later anchor stands at the event that tells of
    it; `restored` are the numbers of such events.
    """
    sound = [anchor.seq for anchor in anchors if hashes.get(anchor.seq) == anchor.hash]
    found = [
        _contradiction(anchor, sound, last)
        for place, anchor in enumerate(anchors)
        if hashes.get(anchor.seq) != anchor.hash and not _excused(anchor, anchors[place:], hashes, restored)
    ]
    return min(found, key=lambda item: item.seq, default=None)


def _contradiction(anchor: Anchor, sound: Sequence[int], last: int) -> Break:
    if anchor.seq > last:
        text = f"event {last + 1} is missing: the chain reached event {anchor.seq} on {anchor.at}, now it ends at {last}"
        return Break(last + 1, BreakKind.TRUNCATED, text)
    lower = max((seq for seq in sound if seq < anchor.seq), default=0)
    text = (
        f"the chain was written anew from an event between {lower + 1} and {anchor.seq} on: event {anchor.seq} is "
        f"not the one that was anchored on {anchor.at}"
    )
    return Break(anchor.seq, BreakKind.REWRITTEN, text)


def _excused(
    anchor: Anchor, following: Iterable[Anchor], hashes: Mapping[int, str], restored: Collection[int]
) -> bool:
    return any(
        later.seq <= anchor.seq and later.seq in restored and hashes.get(later.seq) == later.hash
        for later in following
    )
