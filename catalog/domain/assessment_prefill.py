"""What the record of a tool already answers: each answer with its reason, to be looked at by people."""

from collections.abc import Iterator
from typing import Final

from catalog.domain.assessment_answers import AnswerValue
from catalog.domain.assessment_instrument import Instrument
from catalog.domain.evidence import evidence_of
from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED

_WORDS: Final = {
    "biometric": "Biometric",
    "children_data": "Data of children",
    "deployment": "Where it runs",
    "evidence": "Best evidence",
    "listing": "Listing",
    "maturity": "Maturity",
    "offline": "Works offline",
    "personal_data": "Personal data",
}


def prefilled(instrument: Instrument, tool: Tool) -> dict[str, AnswerValue]:
    """Return the answers that the record gives; what it does not state stays unanswered."""
    found = {}
    for question in instrument.questions():
        if question.prefill is None:
            continue
        field = question.prefill.field
        for value in _values(tool, field):
            if (answer := question.prefill.answers.get(value)) is not None:
                found[question.id] = AnswerValue(value=answer, prefilled=_reason(tool, field, value))
                break
    return found


def _values(tool: Tool, field: str) -> Iterator[str]:
    """Yield what the record says of a field; only a single value is an answer."""
    if field == "evidence":
        yield evidence_of(tool)
        return
    value = tool.listing.status if field == "listing" else getattr(tool, field)
    if isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, str) and value != NOT_STATED:
        yield value
    elif isinstance(value, tuple) and len(value) == 1:
        yield str(value[0])


def _reason(tool: Tool, field: str, value: str) -> str:
    word = {"true": "yes", "false": "no"}.get(value, value)
    numbers = ", ".join(map(str, tool.supporting(field)))
    where = f" (source {numbers})" if numbers else ""
    return f"From the record of {tool.name}: {_WORDS[field].lower()}, {word}{where}. Checked {tool.verification.checked}."
