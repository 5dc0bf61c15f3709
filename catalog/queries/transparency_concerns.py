"""The figures of the transparency page about concerns and verdicts."""

from collections.abc import Mapping
from typing import Final

from catalog.domain.figures import Column, Figure, FigureSection, Measure, part
from catalog.queries.concern_figures import ConcernFigures
from catalog.queries.counting import NUMBER, SHARE

_EFFECTS: Final = {
    "none": "Nothing in force",
    "notice": "Shown as being examined",
    "warning": "A warning",
    "conditions": "Conditions of use",
    "suspension": "A tool is suspended",
}


def concern_section(found: ConcernFigures) -> FigureSection:
    """Return how many concerns stand where, and what they set in force; nobody and no tool is named."""

    def table(name: str, title: str, how: str, head: str, counts: Mapping[str, int]) -> Figure:
        whole = sum(counts.values())
        rows = tuple(
            (label.replace("-", " ").capitalize(), count, part(count, whole))
            for label, count in counts.items()
        )
        return Figure(name, title, how, (Column(head, Measure.WORDS), NUMBER, SHARE), rows)

    return FigureSection(
        "concerns",
        "Concerns and verdicts",
        f"Reviewers raise concerns about people's rights and decide on them: {found.total} so far. Tools that are out "
        f"of sight now, by a concern or by a person: {found.suspended_tools}.",
        (
            table(
                "concern-states",
                "Where concerns stand",
                "Every concern by its state now.",
                "State",
                found.by_state,
            ),
            table(
                "concern-verdicts",
                "Verdicts",
                "The newest verdict on each concern that has one.",
                "Verdict",
                found.by_verdict,
            ),
            table(
                "concern-effects",
                "What concerns set in force",
                "Every concern by the effect that it has now.",
                "Effect",
                {_EFFECTS[name]: count for name, count in found.by_effect.items()},
            ),
            table(
                "concern-severity",
                "How severe they are",
                "Every concern by its severity, from the four variables of its statement; unknown never lowers it.",
                "Severity",
                found.by_severity,
            ),
        ),
    )
