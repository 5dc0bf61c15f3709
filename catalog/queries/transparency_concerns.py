"""The figures of concerns on the transparency page: where they stand, what was found, and what is in force."""

from collections.abc import Mapping
from typing import Final

from catalog.domain.figures import Column, Figure, FigureSection, Measure, part
from catalog.domain.people import VISITOR
from catalog.queries.concern_figures import concern_figures
from catalog.queries.reading import ReadSide

_NUMBER: Final = Column("Concerns")
_SHARE: Final = Column("Share", Measure.SHARE)
_EFFECTS: Final = {
    "none": "Nothing in force",
    "notice": "Shown as being examined",
    "warning": "A warning",
    "conditions": "Conditions of use",
    "suspension": "A tool is suspended",
}


def concerns_section(read: ReadSide) -> FigureSection:
    """Return how many concerns stand where, which verdicts were given, and what they set in force."""
    counted = concern_figures(read, VISITOR)
    effects = {_EFFECTS[name]: number for name, number in counted.by_effect.items()}
    return FigureSection(
        "concerns",
        "Concerns and verdicts",
        "Reviewers raise concerns about people's rights; others examine them and decide. Nothing is ever deleted, so "
        f"every concern that was raised here is counted. Tools that are out of sight now: {counted.suspended_tools}.",
        (
            _figure("concern-states", "Where concerns stand", "Every concern, by what happened to it last.",
                    "State", counted.by_state),
            _figure("concern-verdicts", "Verdicts", "Every concern that was decided, by its newest verdict.",
                    "Verdict", counted.by_verdict),
            _figure("concern-severity", "Severity", "Every concern, by its four variables and the published table; what "
                    "is unknown counts as the worst.", "Severity", counted.by_severity),
            _figure("concern-effects", "What is in force", "Every concern, by what it does to what investigators see.",
                    "Effect", effects),
        ),
    )  # fmt: skip


def _figure(name: str, title: str, how: str, first: str, numbers: Mapping[str, int]) -> Figure:
    whole = sum(numbers.values())
    rows = tuple((label.capitalize(), count, part(count, whole)) for label, count in numbers.items())
    return Figure(name, title, how, (Column(first, Measure.WORDS), _NUMBER, _SHARE), rows)
