"""Figures that say how they come about: a table of counts and shares, with the sentence of its computation.

Pages draw them, files carry them: both from this one form, so that their numbers are the same.
"""

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What a column holds: words, how many, or a part of a whole between 0 and 1."""

    COUNT = "count"
    SHARE = "share"
    WORDS = "words"


@dataclass(frozen=True)
class Column:
    """A column of a figure."""

    label: str
    measure: Measure = Measure.COUNT


Cell = str | int | float


@dataclass(frozen=True)
class Figure:
    """A table: the first column names the row. `how` says how the numbers are computed, `note` what they do not say.

    `id` is stable, for files. A figure with a column of shares is drawn as bars beside its table.
    """

    id: str
    title: str
    how: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    @property
    def shares(self) -> tuple[float, ...]:
        """The shares of the rows that a chart shows: those of the first column of shares, or none."""
        place = next((i for i, column in enumerate(self.columns) if column.measure is Measure.SHARE), None)
        return () if place is None else tuple(float(row[place]) for row in self.rows)


@dataclass(frozen=True)
class FigureSection:
    """Figures about one matter, in reading order."""

    id: str
    title: str
    lead: str
    figures: tuple[Figure, ...]


def part(count: int, whole: int) -> float:
    """Return the share of a count in a whole, to four places; 0 of nothing is 0."""
    return round(count / whole, 4) if whole else 0.0
