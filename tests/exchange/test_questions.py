from pathlib import Path

import pytest

from catalog.domain.errors import Invalid
from catalog.exchange.questions import read_questions


def test_questions_are_read_in_order(tmp_path: Path) -> None:
    """Each line gives id and question; empty lines and other keys are left aside."""
    file = tmp_path / "q.jsonl"
    file.write_text(
        '{"id": "b", "query": "x", "kind": "task"}\n\n{"id": "a", "query": ""}\n', encoding="utf-8"
    )
    assert read_questions(file) == (("b", "x"), ("a", ""))


@pytest.mark.parametrize("line", ["[]", "{", '{"id": 1, "query": "x"}', '{"id": "a"}', "[" * 100_000])
def test_another_line_is_named(tmp_path: Path, line: str) -> None:
    """A line of another form is refused with its number."""
    file = tmp_path / "q.jsonl"
    file.write_text('{"id": "a", "query": "x"}\n' + line, encoding="utf-8")
    with pytest.raises(Invalid, match=r"q.jsonl, line 2 is not of the form"):
        read_questions(file)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are one sentence."""
    file = tmp_path / "q.jsonl"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(Invalid, match="cannot be read as UTF-8"):
        read_questions(file)
