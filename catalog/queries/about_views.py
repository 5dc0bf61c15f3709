"""The view of the about page: counts, and what they were taken from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CountTable:
    """A titled table of counts: each row a label and its numbers, `columns` naming them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class AboutPage:
    """What the about page computes: the counts, the date of the content, its licence and its stages."""

    counts: tuple[CountTable, ...]
    records: int
    as_of: str
    version: str
