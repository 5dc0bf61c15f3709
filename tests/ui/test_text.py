"""Words as pages write them."""

import pytest

from catalog.ui.parts.text import counted, marked, plain_label, stated, word_for


@pytest.mark.parametrize(
    ("text", "terms", "shown"),
    [
        ("Finds faces fast", ("faces",), "Finds <mark>faces</mark> fast"),
        ("Faces, FACES", ("faces",), "<mark>Faces</mark>, <mark>FACES</mark>"),
        ("surfaces", ("faces",), "surfaces"),
        ("PhotoDNA", ("dna",), "<mark>PhotoDNA</mark>"),
        ("hash-matching", ("matching",), "hash-<mark>matching</mark>"),
        ("Übersetzer", ("ubersetzer",), "<mark>Übersetzer</mark>"),
        ("<b>faces</b>", ("b",), "&lt;<mark>b</mark>&gt;faces&lt;/<mark>b</mark>&gt;"),
        ("faces", (), "faces"),
        ("a (b", ("(",), "a (b"),
    ],
)
def test_words_that_matched_are_marked(text: str, terms: tuple[str, ...], shown: str) -> None:
    """Whole words are marked by their folded form, and the rest of the text stays escaped."""
    assert marked(text, terms).text == shown


@pytest.mark.parametrize(
    "text", ["*bold*", ":red[x]", ":material/close:", "[a](b)", "`x`", "$x$", "1. a", "<b>", "\\"]
)
def test_labels_of_widgets_stay_plain(text: str) -> None:
    """Every character that Markdown or a directive would read is escaped."""
    label = plain_label(text)

    assert label.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == text
    assert all(
        label[at - 1] == "\\" for at, character in enumerate(label) if character in "*:[]()`$<>" and at
    )
    assert label[0] == "\\" or label[0].isalnum()


@pytest.mark.parametrize(
    "text", ["see https://a.example.org", "WWW.example.org", "ftp://a.b", "anna@example.org"]
)
def test_addresses_in_labels_are_no_links(text: str) -> None:
    """An address is parted by a sign that is not shown: an escaped one would still be made into a link."""
    label = plain_label(text)

    assert not any(mark in label.lower().replace("\\", "") for mark in ("://", "www.", "a@"))
    assert label.replace("\u2060", "").replace("\\", "") == text


def test_one_and_many() -> None:
    """A count takes the singular only for one."""
    assert [counted(number, "tool", "tools") for number in (0, 1, 2)] == ["0 tools", "1 tool", "2 tools"]


@pytest.mark.parametrize("value", ["not-stated", "not stated", ""])
def test_unknown_is_said(value: str) -> None:
    """What is not stated is written out and has its own look; it is never blank."""
    assert stated(value).text == '<span class="unstated">not stated</span>'


def test_unknown_term_is_opened() -> None:
    """A term without a label shows its last part with the hyphens opened."""
    assert (
        word_for({}, "principles", "fairness/equality-and-non-discrimination")
        == "Equality and non discrimination"
    )
    assert word_for({"cost:free": "Free"}, "cost", "free") == "Free"
