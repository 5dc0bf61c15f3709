"""Which questions are asked, and what is still missing.

What is not known hides no question: a question is left out only when an answer rules it out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.domain.assessment_answers import HEAD_FIELDS, Filled
from catalog.domain.assessment_instrument import UNKNOWN, Instrument, Question, Section

BIOMETRIC_QUESTION = "biometric-data"
"""The question whose answer "no" is needed to leave the stricter path, unless a record says "yes"."""

NEEDED_HEAD = ("title", "use", "unit", "owner")
"""What the head must say before somebody signs."""


@dataclass(frozen=True)
class Setting:
    """What an assessment is about: kinds of tool, and whether the record says that it is biometric."""

    capabilities: frozenset[str] = frozenset()
    biometric: bool = False


def is_strict(instrument: Instrument, setting: Setting, said: Filled) -> bool:
    """Tell whether the stricter path applies: always, unless both record and answer leave biometrics out."""
    if instrument.form != "risk" or instrument.question(BIOMETRIC_QUESTION) is None:
        return False
    return setting.biometric or said.answer(BIOMETRIC_QUESTION) != "no"


def applicable(instrument: Instrument, setting: Setting, *, strict: bool) -> tuple[Question, ...]:
    """Return the questions for these kinds of tool and this path, whatever is answered."""
    return tuple(
        question
        for question in instrument.questions()
        if (strict or not question.strict)
        and (not question.capabilities or bool(setting.capabilities & set(question.capabilities)))
    )


def asked(instrument: Instrument, setting: Setting, said: Filled) -> tuple[Question, ...]:
    """Return the questions that are asked, in the order of the form."""
    every = {
        item.id: item for item in applicable(instrument, setting, strict=is_strict(instrument, setting, said))
    }
    known: dict[str, bool] = {}

    def holds(question_id: str) -> bool:
        if question_id not in known:
            question = every.get(question_id)
            known[question_id] = question is not None and all(
                holds(condition.question)
                and said.answer(condition.question) in ("", UNKNOWN, *condition.answers)
                for condition in question.shown_if
            )
        return known[question_id]

    return tuple(question for question in every.values() if holds(question.id))


def sections_asked(
    instrument: Instrument, setting: Setting, said: Filled
) -> tuple[tuple[Section, tuple[Question, ...]], ...]:
    """Return each part of the form with its questions that are asked; parts without any are left out."""
    shown = {question.id for question in asked(instrument, setting, said)}
    found = (
        (section, tuple(question for question in section.questions if question.id in shown))
        for section in instrument.sections
    )
    return tuple((section, questions) for section, questions in found if questions)


@dataclass(frozen=True)
class Missing:
    """Something without which nobody can sign: where it is (a path), and a sentence that says what to do."""

    path: str
    text: str


def missing(instrument: Instrument, setting: Setting, said: Filled) -> tuple[Missing, ...]:
    """Return everything that keeps an assessment from being signed, in the order of the form."""
    return (
        *_head_missing(said),
        *_answers_missing(instrument, setting, said),
        *_harms_missing(instrument, said),
        *_plans_missing(instrument, setting, said),
    )


def _head_missing(said: Filled) -> Iterator[Missing]:
    for name in NEEDED_HEAD:
        if not said.head.get(name):
            yield Missing(f"head/{name}", f"{HEAD_FIELDS[name][0]} is empty. Fill it in.")


def _answers_missing(instrument: Instrument, setting: Setting, said: Filled) -> Iterator[Missing]:
    strict = is_strict(instrument, setting, said)
    for question in asked(instrument, setting, said):
        answer = said.answer(question.id)
        if not answer:
            text = f"“{question.text}” is not answered. Answer it, or say that it is not known."
            yield Missing(f"answer/{question.id}", text)
        elif said.answers[question.id].prefilled:
            text = f"“{question.text}” was taken from the record. Confirm that it holds for this use, or change it."
            yield Missing(f"answer/{question.id}", text)
        elif answer == UNKNOWN and strict and question.strict:
            text = f"“{question.text}” must be known where biometric data are used. Find out before you sign."
            yield Missing(f"answer/{question.id}", text)


def _harms_missing(instrument: Instrument, said: Filled) -> Iterator[Missing]:
    if instrument.form == "risk" and not said.harms:
        yield Missing("harm/1", "No harm is named. Think of at least one; every use can do some.")
    for number, harm in said.harms.items():
        if any(not mitigation.settled for mitigation in harm.mitigations):
            text = f"Harm {number}: a mitigation has no owner or no date. Name who does it until when."
            yield Missing(f"harm/{number}", text)


def _plans_missing(instrument: Instrument, setting: Setting, said: Filled) -> Iterator[Missing]:
    if instrument.form != "readiness":
        return
    for question in asked(instrument, setting, said):
        if is_gap(said.answer(question.id)):
            plan = said.plans.get(question.id)
            if plan is None or not plan.settled:
                text = f"“{question.text}” shows a gap. Name the action, who does it and until when."
                yield Missing(f"plan/{question.id}", text)


TARGET = 3
"""The level of readiness below which a gap is named: in daily use."""


def is_gap(answer: str) -> bool:
    """Tell whether an answer about readiness names a gap; what is not known is one."""
    return answer == UNKNOWN or (answer.isdigit() and int(answer) < TARGET)
