"""Reads a file of questions, one JSON object with `id` and `query` a line."""

import json
from pathlib import Path

from catalog.domain.errors import Invalid


def read_questions(file: Path) -> tuple[tuple[str, str], ...]:
    """Return (id, question) for each line that is not empty; other keys of a line are left aside.

    Raises:
        Invalid: the file cannot be read, or a line is not such an object.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(f"{file.name} cannot be read as UTF-8 text; name a file of questions.") from error
    return tuple(_question(file.name, number, line) for number, line in enumerate(lines, 1) if line.strip())


def _question(name: str, number: int, line: str) -> tuple[str, str]:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        raw = None
    match raw:
        case {"id": str(), "query": str()}:
            return raw["id"], raw["query"]
    raise Invalid(f'{name}, line {number} is not of the form {{"id": "...", "query": "..."}}; correct it.')
