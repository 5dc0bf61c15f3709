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


UNSEEN = str.maketrans({"\u2060": None, "\ufeff": None, "\u02cb": "`"})


@pytest.mark.parametrize(
    "text",
    [
        "*bold*",
        ":red[x]",
        ":material/close:",
        "[a](b)",
        "`x`",
        "$x$",
        "1. a",
        "<b>",
        "\\*",
        "_it_",
        "~~no~~",
        "a -> b",
        "&amp;",
    ],
)
def test_labels_of_widgets_stay_plain(text: str) -> None:
    """What Markdown or a directive would read is parted by signs without width; none that is seen or heard is added."""
    label = plain_label(text)

    assert label != text
    assert label.translate(UNSEEN) == text


@pytest.mark.parametrize(
    "text",
    ["Name: value", "Half-filled (2 of 3), e.g. file_name", "A + B = C!", "It's 10 % | or “more”", "a ` b"],
)
def test_an_ordinary_label_is_left_as_it_is(text: str) -> None:
    """Signs that mean nothing where they stand are not touched, so a screen reader says the very text."""
    assert plain_label(text) == text


@pytest.mark.parametrize(
    "text", ["see https://a.example.org", "WWW.example.org", "ftp://a.b", "anna@example.org"]
)
def test_addresses_in_labels_are_no_links(text: str) -> None:
    """An address is parted by a sign that is not shown."""
    label = plain_label(text)

    assert not any(mark in label.lower() for mark in ("://", "www.", "a@"))
    assert label.translate(UNSEEN) == text


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
