"""Postings: where each form stands, as arrays over all forms, fields and tools.

Whoosh inverts the texts; what it wrote is unpacked into these arrays once, when an index is built (see
`inverting`). A *slot* is a form in a field: slots are in the order of forms and, within one, of fields, and the
postings of a slot in the order of rows.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from catalog.domain.search import TEXT_FIELDS
from catalog.search.columns import Arrays
from catalog.search.placing import Places, Placing, United

POSITION_BITS: Final = 20
"""An occurrence is one number: the row above, the position in its lowest bits."""

JOINED: Final = len(TEXT_FIELDS)
"""The number of the field beside the text fields: forms that a tool has only where several words were joined."""

FIELDS: Final = JOINED + 1


class Counts(NamedTuple):
    """Rows that have a form in a field, in order, and how often."""

    rows: NDArray[np.int64]
    times: NDArray[np.float32]


@dataclass(frozen=True)
class Postings:
    """Every posting: `rows` and how many `times`; those of slot s from `starts[s]` to `starts[s + 1]`.

    `positions` are those of all occurrences, posting after posting, those of slot s from `firsts[s]` on.
    """

    starts: Places
    rows: NDArray[np.int32]
    times: NDArray[np.int32]
    positions: NDArray[np.int32]
    firsts: Places

    @classmethod
    def of(
        cls,
        starts: Places,
        rows: NDArray[np.int32],
        times: NDArray[np.int32],
        positions: NDArray[np.int32],
    ) -> Self:
        """Return the postings of these arrays."""
        return cls(starts, rows, times, positions, _from_zero(times)[starts])

    def arrays(self) -> Arrays:
        """Return what `from_arrays` reads."""
        return {
            "posting_starts": self.starts,
            "posting_rows": self.rows,
            "posting_times": self.times,
            "positions": self.positions,
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Return the postings that `arrays` wrote."""
        return cls.of(
            *(arrays[name] for name in ("posting_starts", "posting_rows", "posting_times", "positions"))
        )

    def counts(self, form: int, field: int) -> Counts:
        """Return the rows that have the form in the field."""
        slot = form * FIELDS + field
        own = slice(self.starts[slot], self.starts[slot + 1])
        return Counts(self.rows[own].astype(np.int64), self.times[own].astype(np.float32))

    def places(self, form: int, field: int) -> NDArray[np.int64]:
        """Return all occurrences of the form in the field: row << POSITION_BITS | position, in order."""
        slot = form * FIELDS + field
        own = slice(self.starts[slot], self.starts[slot + 1])
        rows = np.repeat(self.rows[own].astype(np.int64) << POSITION_BITS, self.times[own])
        return rows | self.positions[self.firsts[slot] : self.firsts[slot + 1]]

    def standing(self) -> NDArray[np.int64]:
        """Return, forms x fields, how many tools have the form in the field."""
        return np.diff(self.starts).reshape(-1, FIELDS)

    def slots(self, postings: Places) -> Places:
        """Return the slots of these postings."""
        return np.searchsorted(self.starts, postings, side="right") - 1

    def gone(self, rows: Placing) -> Places:
        """Return the postings of the tools that go."""
        if len(rows.new) - (rows.size - rows.length) == 0:
            return np.zeros(0, dtype=np.int64)
        return np.flatnonzero((rows.old < 0)[self.rows])

    def with_changes(self, other: "Postings", rows: Placing, forms: United, gone: Places) -> "Postings":
        """Return the postings with those of other tools, rows and forms being placed so."""
        at = self._places_for(other, rows, forms)
        placing = Placing.of(len(self.rows), gone, at)
        ends = _from_zero(self.times)
        own = Placing.of(
            len(self.positions),
            np.concatenate([np.arange(ends[one], ends[one + 1]) for one in gone.tolist()] or [gone]),
            np.repeat(ends[at], other.times),
        )
        standing = self.standing().copy()
        np.subtract.at(standing.reshape(-1), self.slots(gone), 1)
        united = forms.placing.array(standing, 0)
        united[forms.right] += other.standing()
        return Postings.of(
            _from_zero(united.reshape(-1)),
            placing.array(
                rows.old[self.rows] if rows.moves else self.rows, rows.new.astype(np.int32)[other.rows]
            ),
            placing.array(self.times, other.times),
            own.array(self.positions, other.positions),
        )

    def _places_for(self, other: "Postings", rows: Placing, forms: United) -> Places:
        """Return in front of which of these postings each other one is put."""
        at = np.empty(len(other.rows), dtype=np.int64)
        slots = np.flatnonzero(np.diff(other.starts))
        fronts = dict(zip(forms.fresh.tolist(), forms.placing.before.tolist(), strict=True))
        for slot in slots.tolist():
            form, field = divmod(slot, FIELDS)
            known = int(forms.found[form])
            own = slice(other.starts[slot], other.starts[slot + 1])
            if known < 0:
                at[own] = self.starts[fronts[form] * FIELDS]
                continue
            first, end = self.starts[known * FIELDS + field], self.starts[known * FIELDS + field + 1]
            at[own] = first + np.searchsorted(self.rows[first:end], rows.before[other.rows[own]])
        return at


def _from_zero(counts: NDArray[np.int32] | NDArray[np.int64]) -> Places:
    """Return the sums of the counts before each, and of all."""
    sums = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=sums[1:])
    return sums
