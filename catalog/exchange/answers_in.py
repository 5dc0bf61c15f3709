"""Reads a file of answers for a compliance profile: one JSON object with `answers` and, if wanted, `places`."""

import json
from typing import Any, Final

from catalog.domain.errors import Invalid

_MOST_BYTES: Final = 50_000
_FORM: Final = 'Write {"places": ["eu"], "answers": {"is_ai": "yes", "content_task": ["search"]}}.'


def read_answers(raw: bytes) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the answers by question, and the places; whether they exist is not asked here.

    Raises:
        Invalid: the file is too large, no JSON, or of another form.
    """
    if len(raw) > _MOST_BYTES:
        raise Invalid(
            f"The file of answers is larger than {_MOST_BYTES:,} bytes; no profile has so many. {_FORM}"
        )
    try:
        read = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Invalid(f"The file of answers cannot be read as JSON. {_FORM}") from error
    if not isinstance(read, dict) or not set(read) <= {"answers", "places"}:
        raise Invalid(f"The file of answers has another form. {_FORM}")
    answers, places = read.get("answers", {}), read.get("places", [])
    if not isinstance(answers, dict):
        raise Invalid(f"“answers” is not a list of questions with their answers. {_FORM}")
    return {name: _texts(name, value) for name, value in answers.items()}, _texts("places", places)


def _texts(name: str, value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) for item in values):
        raise Invalid(f"“{name[:60]}” takes a word or a list of words. {_FORM}")
    return tuple(values)
