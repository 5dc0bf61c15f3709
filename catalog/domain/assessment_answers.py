"""What people write into an assessment: entries by path, the last one of each path counts, none is ever removed.

Paths: `head/<field>`, `answer/<question>`, `harm/<number>`, `plan/<question>`. A null value takes an entry back.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from catalog.domain.assessment_instrument import UNKNOWN, Instrument
from catalog.domain.errors import Invalid
from catalog.domain.severity import WORST, Degree, Gravity
from catalog.domain.text import clean
from catalog.domain.values import Record

MOST_HARMS: Final = 40
_HARM: Final = re.compile(r"[1-9][0-9]?")


def _perhaps(text: str) -> str:
    return clean(text) if text.strip() else ""


def _day(text: str) -> str:
    if text:
        try:
            date.fromisoformat(text)
        except ValueError as error:
            raise ValueError("is not a date; write YYYY-MM-DD") from error
    return text


Words = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(_perhaps)]
ShortWords = Annotated[str, StringConstraints(max_length=300), AfterValidator(_perhaps)]
Day = Annotated[str, StringConstraints(max_length=10), AfterValidator(_day)]
Known = Annotated[int, Field(ge=1, le=WORST)] | None

HEAD_FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("Title", "A short name by which your colleagues recognise this assessment."),
    "use": ("Use", "Who uses what, on which material, for which step, and what follows from a result."),
    "unit": ("Agency and unit", "Who carries this out."),
    "owner": ("Responsible person", "The person who answers for it: name or function."),
    "contact": ("Public contact", "Where people outside can ask about it."),
    "people": ("People affected", "Whose data or rights are touched: victims, suspects, others, staff."),
    "before": ("How it was done before", "What was done without it, and which other ways were looked at."),
    "benefit": ("Expected benefit", "What gets better, and how you will see that it does."),
}
"""The free texts at the head of an assessment: label and help."""


class AnswerValue(Record):
    """An answer with a note. `prefilled` is the reason of an answer that the program entered from a record."""

    value: Annotated[str, StringConstraints(max_length=80)] = ""
    note: Words = ""
    prefilled: Words = ""


class Degrees(Record):
    """HUDERIA's four variables, 1 to 4 or unknown (null)."""

    scale: Known = None
    scope: Known = None
    probability: Known = None
    reversibility: Known = None


class Mitigation(Record):
    """What is done against a harm, by whom, until when, and whether it is in place."""

    text: Words
    owner: ShortWords = ""
    date: Day = ""
    in_place: bool = False

    @property
    def settled(self) -> bool:
        """Whether somebody answers for it by a date."""
        return bool(self.text and self.owner and self.date)


class HarmValue(Record):
    """A harm that the use may do: before anything is done about it, and after all its mitigations."""

    text: Words
    principle: Annotated[str, StringConstraints(max_length=80)]
    affected: ShortWords = ""
    before: Degrees = Degrees()
    after: Degrees = Degrees()
    mitigations: Annotated[tuple[Mitigation, ...], Field(max_length=10)] = ()


class PlanValue(Record):
    """What a gap in readiness asks for: the action, who does it, until when."""

    action: Words = ""
    owner: ShortWords = ""
    date: Day = ""

    @property
    def settled(self) -> bool:
        """Whether somebody answers for it by a date."""
        return bool(self.action and self.owner and self.date)


Entries = Mapping[str, Any]
"""From path to the plain value that stands there now."""


@dataclass(frozen=True)
class Filled:
    """What stands in an assessment now."""

    head: Mapping[str, str]
    answers: Mapping[str, AnswerValue]
    harms: Mapping[int, HarmValue]
    plans: Mapping[str, PlanValue]

    def answer(self, question_id: str) -> str:
        """Return the answer to a question, "" where there is none."""
        found = self.answers.get(question_id)
        return found.value if found else ""


def filled(entries: Entries) -> Filled:
    """Return what entries that were checked when they were written say."""
    rooms: dict[str, dict[str, Any]] = {"head": {}, "answer": {}, "harm": {}, "plan": {}}
    for path, value in entries.items():
        room, _, name = path.partition("/")
        if value is not None:
            rooms[room][name] = value
    return Filled(
        head={name: str(value) for name, value in rooms["head"].items()},
        answers={name: AnswerValue.model_validate(item) for name, item in rooms["answer"].items()},
        harms={int(name): HarmValue.model_validate(item) for name, item in sorted(rooms["harm"].items(), key=_number)},
        plans={name: PlanValue.model_validate(item) for name, item in rooms["plan"].items()},
    )  # fmt: skip


def _number(pair: tuple[str, Any]) -> int:
    return int(pair[0])


def checked_entry(instrument: Instrument, path: str, value: Any) -> Any:
    """Return the plain value that may be stored at a path of an assessment.

    Raises:
        Invalid: the instrument has no such place, or the value is none for it.
    """
    room, _, name = path.partition("/")
    try:
        match room:
            case "head" if name in HEAD_FIELDS:
                return _head(name, value)
            case "answer" if (question := instrument.question(name)) is not None:
                answer = AnswerValue.model_validate(value)
                if answer.value not in ("", UNKNOWN, *question.answers):
                    raise Invalid(f"“{question.text}” has no such answer. Choose one of those offered.")
                return answer.model_dump(mode="json")
            case "harm" if instrument.form == "risk" and _HARM.fullmatch(name) and int(name) <= MOST_HARMS:
                return None if value is None else _harm(instrument, value)
            case "plan" if instrument.form == "readiness" and instrument.question(name) is not None:
                return None if value is None else PlanValue.model_validate(value).model_dump(mode="json")
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        said = first["msg"].removeprefix("Value error, ")
        raise Invalid(f"{_place(first['loc'])}{said}. Nothing was saved; correct it.") from error
    raise Invalid("These questions have no such place. Nothing was saved; load the page anew.")


def _place(where: tuple[int | str, ...]) -> str:
    words = " ".join(str(part).replace("_", " ") for part in where if isinstance(part, str))
    return f"{words.capitalize()}: " if words else ""


def _head(name: str, value: Any) -> str:
    text = value if isinstance(value, str) else ""
    if len(text) > (most := 300 if name in ("title", "unit", "owner", "contact") else 2_000):
        raise Invalid(f"{HEAD_FIELDS[name][0]}: at most {most:,} characters. Nothing was saved; shorten it.")
    try:
        return _perhaps(text)
    except ValueError as error:
        raise Invalid(f"{HEAD_FIELDS[name][0]} {error}. Nothing was saved.") from error


def _harm(instrument: Instrument, value: Any) -> Any:
    harm = HarmValue.model_validate(value)
    cores = {question.core for question in instrument.questions()}
    if not harm.text:
        raise Invalid("Say what the harm is. Nothing was saved.")
    if harm.principle.partition("/")[0] not in cores:
        raise Invalid("Choose the principle that the harm goes against. Nothing was saved.")
    for name, degree in harm.after.model_dump().items():
        before = getattr(harm.before, name)
        if degree is not None and before is not None and degree > before:
            raise Invalid(
                f"{name.capitalize()}: after the mitigations it cannot be worse than before. Correct one of the two; "
                "a mitigation that does harm is a harm of its own. Nothing was saved."
            )
    return harm.model_dump(mode="json")


def gravity(degrees: Degrees) -> Gravity:
    """Return the four variables as what severity is worked out from."""
    return Gravity(degrees.scale, degrees.scope, degrees.probability, degrees.reversibility)


def mitigated(before: Degrees, after: Degrees) -> Gravity:
    """Return the variables after mitigation: what is not known, or would be worse, stays as before."""

    def less(name: str) -> Degree:
        old, new = getattr(before, name), getattr(after, name)
        if new is None:
            return None if old is None else int(old)
        return int(new) if old is None else min(int(old), int(new))

    return Gravity(less("scale"), less("scope"), less("probability"), less("reversibility"))


def canonical(value: Any) -> str:
    """Return the one spelling of plain values: sorted keys, no spaces, non-ASCII kept."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Any) -> str:
    """Return the SHA-256 of plain values."""
    return hashlib.sha256(canonical(value).encode("utf-8")).hexdigest()
