from pathlib import Path

import pytest

from catalog.domain.wording import fingerprints
from catalog.exchange.checks import NOTES, read_expectations, read_fingerprints
from catalog.exchange.readability import median_ease, reading_ease, syllables


def test_expectations_are_read_or_named(tmp_path: Path) -> None:
    """A folder without expectations expects nothing; a crooked file is a fault with its field."""
    assert read_expectations(tmp_path) == (None, ())
    (tmp_path / "expectations.yaml").write_text("note: x\nrecords: {tools: -1}\n", encoding="utf-8")
    expected, faults = read_expectations(tmp_path)
    assert expected is None
    assert "records.tools" in {fault.field for fault in faults}
    (tmp_path / "expectations.yaml").write_text("note: [", encoding="utf-8")
    assert [fault.field for fault in read_expectations(tmp_path)[1]] == [""]


def test_fingerprints_survive_their_file(tmp_path: Path) -> None:
    """What is written as bytes is read as the same set; without the file there are none."""
    assert read_fingerprints(tmp_path) == frozenset()
    known = fingerprints("one two three four five six seven eight nine ten")
    (tmp_path / NOTES).parent.mkdir()
    (tmp_path / NOTES).write_bytes(b"".join(sorted(known)))
    assert read_fingerprints(tmp_path) == known
    assert len(known) == 3


@pytest.mark.parametrize(("word", "number"), [("cat", 1), ("pictures", 2), ("investigator", 5)])
def test_syllables_are_counted_by_hyphenation(word: str, number: int) -> None:
    """A word has as many syllables as it can be divided into, at least one."""
    assert abs(syllables(word) - number) <= 1
    assert syllables(word) >= 1


def test_short_words_read_more_easily() -> None:
    """Flesch's figure is higher for short words and short sentences, and nothing to read is 0."""
    easy, hard = (
        reading_ease("Sorts the files. Shows the rest."),
        reading_ease("Facilitates multimodal categorisation."),
    )
    assert easy > 80 > hard
    assert reading_ease("") == 0.0
    assert median_ease(["Sorts files."] * 9 + ["Categorisation."])[0] > 50
    assert median_ease([]) == (0.0, 0.0)
