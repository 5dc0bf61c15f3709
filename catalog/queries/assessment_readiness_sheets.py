"""What the readiness of an agency says as tables."""

from collections.abc import Iterable

from catalog.domain.assessment_answers import PlanValue
from catalog.domain.assessment_readiness import LEVEL_WORDS, Dimension, Gap, ReadinessResult
from catalog.exchange.assessment_tables import Sheet
from catalog.queries.assessment_views import AssessmentPage
from catalog.queries.assessment_words import NOT_KNOWN, level_tenths

_LEVEL_HEADS = ("Level", "In words", "If unknowns were level 4", "Weakest answer", "Not known")


def readiness_sheets(page: AssessmentPage, result: ReadinessResult) -> tuple[Sheet, ...]:
    """Return the profile of an agency, the same by principle, and its gaps with what is done about them."""
    intro = (
        f"Mean level from 0 to 4, rounded down: {', '.join(f'{n} {word}' for n, word in enumerate(LEVEL_WORDS))}. "
        "What is not known counts as level 0; beside it stands the mean if all of it were level 4."
    )
    by_principle = "The same answers, grouped by core principle."
    gaps = "Whatever lies below “in daily use”: below level 2 it must be closed, at level 2 it should be."
    heads = ("Urgency", "Question", "Level", "Action", "Owner", "Date")
    return (
        Sheet("Profile", intro, ("Dimension", *_LEVEL_HEADS), _level_rows(page, result.dimensions)),
        Sheet(
            "The same by principle",
            by_principle,
            ("Principle", *_LEVEL_HEADS),
            _level_rows(page, result.principles),
        ),
        Sheet("Gaps and actions", gaps, heads, tuple(map(_gap_row, result.gaps))),
    )


def _level_rows(page: AssessmentPage, groups: Iterable[Dimension]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            page.principles.get(item.title, item.title),
            level_tenths(item.tenths),
            item.word,
            level_tenths(item.at_best),
            str(item.weakest),
            str(item.unresolved),
        )
        for item in groups
    )


def _gap_row(gap: Gap) -> tuple[str, ...]:
    plan = gap.plan or PlanValue()
    level = NOT_KNOWN if gap.level is None else str(gap.level)
    action = plan.action or gap.question.action or ""
    return gap.urgency, gap.question.text, level, action, plan.owner, plan.date
