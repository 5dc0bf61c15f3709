"""What must hold between an instrument of assessment and the rest of the curated content."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import get_args

from catalog.domain.assessment_instrument import CORES, UNKNOWN, Instrument, Question, TypicalHarm
from catalog.domain.content import Content
from catalog.domain.evidence import Evidence
from catalog.domain.faults import Fault
from catalog.domain.rule_parts import Vocabularies, cited_faults, source_faults, unknown
from catalog.domain.tool import ListingStatus
from catalog.domain.values import NOT_STATED

LEAST_QUESTIONS = 40
"""An instrument with fewer asks too little to be called an assessment."""


def instrument_faults(
    instrument: Instrument, content: Content, words: Vocabularies, today: str
) -> Iterator[Fault]:
    """Yield every breach of a rule in an instrument; `today` is YYYY-MM-DD."""
    file = f"assessments/{instrument.slug}.yaml"
    questions = {question.id: question for question in instrument.questions()}
    yield from _twice(file, instrument)
    if len(questions) < LEAST_QUESTIONS:
        yield Fault(file, "sections", f"asks {len(questions)} questions; ask at least {LEAST_QUESTIONS}")
    for question in questions.values():
        yield from _origin_faults(file, f"questions.{question.id}", question, instrument, content, words)
        yield from _condition_faults(file, question, questions)
        yield from _prefill_faults(file, question, words)
    for harm in instrument.harms:
        yield from _origin_faults(file, f"harms.{harm.id}", harm, instrument, content, words)
    if circle := _circle(questions):
        yield Fault(file, "shown_if", f"{' → '.join(circle)} depend on each other in a circle; break it")
    yield from source_faults(file, instrument.sources, words, today)


def _twice(file: str, instrument: Instrument) -> Iterator[Fault]:
    names = {
        "sections": [section.id for section in instrument.sections],
        "questions": [question.id for question in instrument.questions()],
        "harms": [harm.id for harm in instrument.harms],
    }
    for field, ids in names.items():
        for twice, times in sorted(Counter(ids).items()):
            if times > 1:
                yield Fault(file, field, f"{twice} stands twice; keep one")


def _origin_faults(
    file: str,
    field: str,
    item: Question | TypicalHarm,
    instrument: Instrument,
    content: Content,
    words: Vocabularies,
) -> Iterator[Fault]:
    if words.lacks("principles", item.principle) or item.principle.partition("/")[0] not in CORES:
        yield unknown(file, f"{field}.principle", item.principle, "vocabulary/principles.yaml")
    for capability in item.capabilities:
        if capability not in content.capabilities:
            yield unknown(file, f"{field}.capabilities", capability, "the files in capabilities/")
    known = {fact.id for fact in content.law.facts} if content.law else set()
    for fact in item.facts:
        if fact not in known:
            yield unknown(file, f"{field}.facts", fact, "compliance/facts.yaml")
    if not item.facts and not item.sources:
        yield Fault(file, field, "does not say where it comes from; name facts or sources")
    yield from cited_faults(file, field, item.sources, instrument.sources)


def _condition_faults(file: str, question: Question, questions: Mapping[str, Question]) -> Iterator[Fault]:
    for condition in question.shown_if:
        field = f"questions.{question.id}.shown_if"
        asked = questions.get(condition.question)
        if asked is None:
            yield unknown(file, field, condition.question, "the questions of this instrument")
            continue
        for answer in condition.answers:
            if answer == UNKNOWN:
                yield Fault(file, field, "names “unknown”, with which every question is asked; remove it")
            elif answer not in asked.answers:
                yield unknown(file, field, answer, f"the answers to {asked.id}")


_VALUES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("biometric", "children_data", "offline", "personal_data"), ("true", "false")),
    "evidence": get_args(Evidence),
    "listing": get_args(ListingStatus),
}
"""What the fields of a record can say that have no vocabulary; the other fields have one of their own name."""


def _prefill_faults(file: str, question: Question, words: Vocabularies) -> Iterator[Fault]:
    if (prefill := question.prefill) is None:
        return
    field = f"questions.{question.id}.prefill"
    for answer in prefill.answers.values():
        if answer not in question.answers:
            yield unknown(file, field, answer, f"the answers to {question.id}")
    for name, values in {**prefill.only_if, prefill.field: tuple(prefill.answers)}.items():
        for value in values:
            if name in _VALUES and value not in _VALUES[name]:
                yield unknown(file, field, value, f"the values of {name}")
            elif words.lacks(name, value) or value == NOT_STATED:
                yield unknown(file, field, value, f"vocabulary/{name}.yaml")


def _circle(questions: Mapping[str, Question]) -> tuple[str, ...]:
    """Return a circle of conditions, or nothing."""
    done: set[str] = set()

    def walk(question_id: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if question_id in path:
            return (*path[path.index(question_id) :], question_id)
        if question_id in done or question_id not in questions:
            return ()
        for condition in questions[question_id].shown_if:
            if circle := walk(condition.question, (*path, question_id)):
                return circle
        done.add(question_id)
        return ()

    return next((circle for question_id in questions if (circle := walk(question_id, ()))), ())
