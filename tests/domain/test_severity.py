"""How severe a concern is: the table, and what not knowing does to it."""

import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.severity import DEGREES, IMPACT, TABLE, Gravity, Severity, impact_of, severity_of
from tests.figures import figure

NAMES = tuple(DEGREES)
degrees = st.integers(1, 4) | st.none()
gravities = st.builds(Gravity, degrees, degrees, degrees, degrees)
EVERY = [Gravity(*four) for four in product((1, 2, 3, 4, None), repeat=4)]


def test_not_knowing_never_makes_a_concern_lighter() -> None:
    """Of all 625 concerns, none gets lighter when one of its degrees becomes unknown."""
    pairs = 0
    for gravity in EVERY:
        for name in NAMES:
            assert severity_of(replace(gravity, **{name: None})) >= severity_of(gravity)
            pairs += 1
    figure(f"severity: {len(EVERY)} concerns × {len(NAMES)} unknowns = {pairs} pairs, none made lighter")


@given(gravities, st.sampled_from(NAMES), st.integers(1, 4))
def test_a_worse_degree_never_makes_a_concern_lighter(gravity: Gravity, name: str, degree: int) -> None:
    """Raising one of the four, whatever the others are, leaves the severity or raises it."""
    other = replace(gravity, **{name: degree})
    first, second = sorted((gravity, other), key=lambda item: item.degrees()[name] or 4)
    assert severity_of(first) <= severity_of(second)


@pytest.mark.parametrize(
    ("gravity", "severity"),
    [
        (Gravity(1, 1, 1, 1), Severity.LOW),
        (Gravity(1, 1, 4, 1), Severity.MODERATE),
        (Gravity(2, 2, 2, 2), Severity.MODERATE),
        (Gravity(2, 2, 4, 2), Severity.HIGH),
        (Gravity(3, 3, 3, 2), Severity.HIGH),
        (Gravity(3, 3, 3, 3), Severity.SEVERE),
        (Gravity(4, 1, 1, 3), Severity.MODERATE),
        (Gravity(4, 1, 3, 3), Severity.SEVERE),
        (Gravity(), Severity.SEVERE),
    ],
)
def test_the_table_is_read_as_written(gravity: Gravity, severity: Severity) -> None:
    """Cells of the documented table, read by hand."""
    assert severity_of(gravity) is severity


def test_the_gravest_and_lasting_effect_counts_fully_for_a_single_person() -> None:
    """Loss of liberty or safety that is hardly put right has the highest impact, however few it reaches."""
    assert impact_of(Gravity(4, 1, 1, 3)) == impact_of(Gravity(4, 1, 1, 4)) == 4


@pytest.mark.parametrize("degree", [0, 5, -1])
def test_a_degree_is_one_to_four_or_unknown(degree: int) -> None:
    """Anything else is refused."""
    with pytest.raises(ValueError, match="1 to 4 or unknown"):
        Gravity(scale=degree)


def test_the_guide_shows_the_table_that_counts() -> None:
    """The tables of docs/reviewing.md are those of the code, word by word."""
    guide = (Path(__file__).parents[2] / "docs" / "reviewing.md").read_text(encoding="utf-8")
    for impact, row in TABLE.items():
        cells = [f"**{item.label}**" if item is Severity.SEVERE else item.label for item in row]
        assert f"| {impact} | {' | '.join(cells)} |" in guide
    for label, _, degrees in DEGREES.values():
        assert re.search(rf"\| \*\*{label}\*\* – .*\? \| {re.escape(' | '.join(degrees))} \|", guide), label
    sums = [most for most, _ in IMPACT[:-1]]
    assert "up to {} is an impact of 1, up to {} of 2, up to {} of 3, more of 4".format(*sums) in guide
