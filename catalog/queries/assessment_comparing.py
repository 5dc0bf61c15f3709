"""Compares two assessments with the same questions: levels and answers that differ."""

from collections.abc import Iterator

from catalog.domain.errors import Invalid
from catalog.domain.people import Actor, Permission
from catalog.queries.assessment_views import (
    RISK_WORDS,
    AnswerChange,
    AssessmentPage,
    ComparePage,
    LevelChange,
)
from catalog.queries.assessment_words import NOT_ASKED, answer_words, level_tenths
from catalog.queries.assessments import assessment_page
from catalog.queries.reading import ReadSide


def compare_page(read: ReadSide, actor: Actor, one: int, other: int, today: str) -> ComparePage:
    """Return what differs between two assessments, the older one first.

    Raises:
        NotFound: one of them is not there for this person.
        Invalid: they have different questions, or are the same one.
    """
    actor.require(Permission.ASSESSMENT_READ)
    if one == other:
        raise Invalid("These are the same assessment. Choose another one to compare it with.")
    pages = [assessment_page(read, actor, number, today) for number in (one, other)]
    older, newer = sorted(pages, key=lambda page: (page.assessment.started_at, page.assessment.id))
    if older.assessment.instrument != newer.assessment.instrument:
        raise Invalid("These have different questions and cannot be compared. Choose two of the same kind.")
    return ComparePage(older, newer, tuple(_levels(older, newer)), tuple(_answers(older, newer)))


def _levels(older: AssessmentPage, newer: AssessmentPage) -> Iterator[LevelChange]:
    if older.risk and newer.risk:
        later = {item.principle: item for item in newer.risk.principles}
        for risk in older.risk.principles:
            if (now := later.get(risk.principle)) is not None:
                better = None if now.level == risk.level else now.level < risk.level
                title = newer.principles.get(risk.principle, risk.principle)
                yield LevelChange(title, RISK_WORDS[risk.level], RISK_WORDS[now.level], better)
    elif older.readiness and newer.readiness:
        after = {item.id: item for item in newer.readiness.dimensions}
        for part in older.readiness.dimensions:
            if (then := after.get(part.id)) is not None:
                better = None if then.tenths == part.tenths else then.tenths > part.tenths
                yield LevelChange(part.title, level_tenths(part.tenths), level_tenths(then.tenths), better)


def _answers(older: AssessmentPage, newer: AssessmentPage) -> Iterator[AnswerChange]:
    asked = {question.id: question for question in newer.instrument.questions()}
    for question in older.instrument.questions():
        asked.setdefault(question.id, question)
    for question in asked.values():
        before, after = (_words(page, question.id) for page in (older, newer))
        if before != after:
            yield AnswerChange(question.text, before, after)


def _words(page: AssessmentPage, question_id: str) -> str:
    asked = {question.id: question for part in page.parts for question in part.questions}
    question = asked.get(question_id)
    return answer_words(question, page.said.answer(question_id)) if question else NOT_ASKED
