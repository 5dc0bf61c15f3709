"""What an assessment says, in words: answers, places, degrees, levels."""

from typing import Final

from catalog.domain.assessment_answers import HEAD_FIELDS
from catalog.domain.assessment_instrument import UNKNOWN, Instrument, Question
from catalog.domain.assessment_readiness import TENTHS
from catalog.domain.severity import DEGREES, Gravity

NOT_KNOWN: Final = "not known"
NO_ANSWER: Final = "no answer"
NOT_ASKED: Final = "not asked"


def answer_words(question: Question, answer: str) -> str:
    """Return an answer as a reader sees it."""
    if not answer:
        return NO_ANSWER
    if answer == UNKNOWN:
        return NOT_KNOWN
    if question.anchors and answer.isdigit():
        return f"{answer}: {question.anchors[int(answer)]}"
    option = question.option(answer)
    return option.label if option else answer


def place_words(instrument: Instrument, place: str) -> str:
    """Return what a dissent is about, in words."""
    room, _, name = place.partition("/")
    question = instrument.question(name)
    if question is not None:
        return question.text
    return f"Harm {name}" if room == "harm" else HEAD_FIELDS[name][0] if name in HEAD_FIELDS else "The whole"


def gravity_words(gravity: Gravity) -> str:
    """Return four degrees as "scale 3, scope unknown, …"."""
    return ", ".join(
        f"{DEGREES[name][0].lower()} {NOT_KNOWN if degree is None else degree}"
        for name, degree in gravity.degrees().items()
    )


def level_tenths(tenths: int) -> str:
    """Return a mean level with one decimal."""
    return f"{tenths // TENTHS}.{tenths % TENTHS}"
