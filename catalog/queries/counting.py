"""Counting for figures: how often each value stands there, in which order, and what is one row for all others."""

from collections.abc import Callable
from datetime import date
from typing import Final

import pandas as pd

from catalog.domain.figures import Column, Figure, Measure, part

NUMBER: Final = Column("Number")
SHARE: Final = Column("Share", Measure.SHARE)
MOST_NAMED: Final = 15
"""So many rows of a long list are named; the others are one row."""

AGES: Final = (
    (30, "Up to 30 days"),
    (90, "31 to 90 days"),
    (180, "91 to 180 days"),
    (365, "181 to 365 days"),
)


def total(column: "pd.Series[bool]") -> int:
    """Return how many are true."""
    return int(column.sum())


def ages(checked: "pd.Series[str]", today: str) -> tuple[tuple[str, int, float], ...]:
    """Return how many of these days lie how long before today (YYYY-MM-DD), with their shares."""
    now = date.fromisoformat(today)
    # A partial date counts from its first day.
    days = [max(0, (now - date.fromisoformat(f"{day}-01-01"[:10])).days) for day in checked]
    rows, before = [], -1
    for most, label in AGES:
        count = sum(before < age <= most for age in days)
        rows.append((label, count, part(count, len(days))))
        before = most
    older = sum(age > before for age in days)
    return (*rows, ("More than 365 days", older, part(older, len(days))))


def counted(
    name: str,
    title: str,
    how: str,
    head: str,
    values: "pd.Series[str]",
    label: Callable[[str], str | None],
    *,
    owners: "pd.Series[str] | None" = None,
    by_label: bool = False,
    note: str = "",
) -> Figure:
    """Return how often each value stands there, the most frequent first, or by label from the last.

    Rarer values are one row. `owners` says whose value it is where one may have several; then owners are counted.
    """
    frame = pd.DataFrame({"value": values, "owner": values.index if owners is None else owners})
    whole, named = frame["owner"].nunique(), frame["value"].nunique() if by_label else MOST_NAMED
    tally = frame.groupby("value")["owner"].nunique()
    counts = sorted(
        ((str(label(str(value)) or value), int(count), str(value)) for value, count in tally.items()),
        key=lambda item: (item[0] == "Not stated", -item[1], item[0]),
    )
    if by_label:
        counts.sort(reverse=True)
    rows = [(text, count, part(count, whole)) for text, count, _ in counts[:named]]
    if rest := [value for _, _, value in counts[named:]]:
        others = int(frame.loc[frame["value"].isin(rest), "owner"].nunique())
        rows.append((f"{len(rest)} others", others, part(others, whole)))
    return Figure(name, title, how, (Column(head, Measure.WORDS), NUMBER, SHARE), tuple(rows), note)
