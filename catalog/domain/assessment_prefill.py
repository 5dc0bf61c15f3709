"""What the record of a tool already answers: each answer with its reason, to be looked at by people."""

from collections.abc import Mapping
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
    """Return the answers that the record gives for certain; what it does not state stays unanswered."""
    found = {}
    for question in instrument.questions():
        if question.prefill is None:
            continue
        fields: tuple[str, ...] = (question.prefill.field, *question.prefill.only_if)
        said = {field: _values(tool, field) for field in fields}
        answer = question.prefill.answers.get(" ".join(said[fields[0]]))
        if answer is not None and all(
            said[field] and set(said[field]) <= set(values)
            for field, values in question.prefill.only_if.items()
        ):
            found[question.id] = AnswerValue(value=answer, prefilled=_reason(tool, said))
    return found


def _values(tool: Tool, field: str) -> tuple[str, ...]:
    """Return what the record says of a field; nothing where it says nothing."""
    if field == "evidence":
        return (evidence_of(tool),)
    value = tool.listing.status if field == "listing" else getattr(tool, field)
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if isinstance(value, str):
        return () if value == NOT_STATED else (value,)
    return tuple(map(str, value))


def _reason(tool: Tool, said: Mapping[str, tuple[str, ...]]) -> str:
    facts = "; ".join(_fact(tool, field, values) for field, values in said.items())
    return f"Taken from the record of {tool.name}: {facts}. Checked {tool.verification.checked}."


def _fact(tool: Tool, field: str, values: tuple[str, ...]) -> str:
    words = ", ".join({"true": "yes", "false": "no"}.get(value, value) for value in values)
    numbers = ", ".join(map(str, tool.supporting(field)))
    where = f" (source {numbers})" if numbers else ""
    return f"{_WORDS[field].lower()}, {words}{where}"
