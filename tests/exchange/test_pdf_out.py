"""The PDF writer: what is read stands in it as data, tagged, the same bytes each time."""

import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from catalog.exchange import pdf_out
from catalog.exchange.pdf_out import Bars, Block, Heading, Items, Table, Text, pdf
from tests.figures import figure

BLOCKS: tuple[Block, ...] = (
    Heading(1, "Result"),
    Text("High-risk is likely.", strong=True),
    Heading(2, "Duties"),
    Items(["first", "second"]),
    Table(["Law", "Article"], [["EU AI Act", "Art 26(10)"]]),
    Bars([("Leadership", 2, 4)]),
)

NOTO = "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a"


def _text(made: bytes) -> str:
    pages = PdfReader(io.BytesIO(made)).pages
    return "\n".join(page.extract_text() for page in pages).replace("\u200b", "")


def test_every_block_stands_in_the_file() -> None:
    """Title, footer, page number and the text of each kind of block can be read back."""
    text = _text(pdf("A report", BLOCKS, footer="Not legal advice"))
    expected = ("A report", "Result", "High-risk is likely.", "first", "Art 26(10)", "Leadership", "2 of 4")
    assert [word for word in (*expected, "Not legal advice", "Page 1 of 1") if word not in text] == []


def test_the_file_is_tagged_and_says_its_language() -> None:
    """The PDF has a structure tree, a language and a title that readers show, as PDF/UA-1 asks."""
    root = PdfReader(io.BytesIO(pdf("A report", BLOCKS, footer="f"))).root_object
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_the_same_report_gives_the_same_bytes() -> None:
    """Two runs give one file, and another text gives another file."""
    one = pdf("A report", BLOCKS, footer="f")
    assert one == pdf("A report", BLOCKS, footer="f")
    assert one != pdf("A report", BLOCKS, footer="g")


@pytest.mark.parametrize(
    "text", ["#panic()", "$x$ *b* _i_ `c`", "<script>", '#import "@preview/a:1"', "\\u{41}"]
)
def test_markup_is_shown_and_never_obeyed(text: str) -> None:
    """Text in the language of the page setter comes out as it was written."""
    assert text in _text(pdf("t", [Text(text)], footer="f"))


@pytest.mark.parametrize(
    "said",
    [
        "Finds faces",
        "Détecte les visages",
        "¿Dónde está?",
        "Привет, мир",
        "儿童安全检测工具",
        "日本語のかな",
        "한국어",
    ],
)
def test_the_scripts_of_the_six_languages_of_the_un_stand_in_the_file(said: str) -> None:
    """Another program reads every sign back from title, text and table; no sign was replaced, and none is told of."""
    text = _text(pdf(said, [Text(said, strong=True), Table([said], [[said]])], footer="f"))
    assert text.count(said) == 4
    assert "\ufffd" not in text
    assert "fonts of this report lack" not in text


def test_arabic_stands_in_the_file_letter_by_letter() -> None:
    """A reader of PDF gives Arabic back in an order of its own, so the letters are compared."""
    said = "أداة للكشف"
    assert sorted(said.replace(" ", "") * 2) == sorted(
        letter
        for letter in _text(pdf("t", [Text(said), Items([said])], footer="f"))
        if letter in said.replace(" ", "")
    )


def test_a_sign_that_no_font_has_is_counted_and_the_reader_told_where_the_text_stands() -> None:
    """Nothing goes silently: Hindi is replaced sign by sign, and a line says how many and where to look."""
    text = " ".join(_text(pdf("t", [Text("儿童 हिन्दी")], footer="f")).split())
    assert "儿童 \ufffd" in text
    assert "6 signs that the fonts of this report lack" in text
    assert "stands whole on its page in the catalogue and in the JSON file" in text


def test_the_wide_font_is_the_file_that_was_looked_at_and_is_opened_only_when_needed() -> None:
    """Its SHA-256 is that of Noto Sans CJK as Debian ships it; a report in Latin letters does not carry it."""
    assert hashlib.sha256(pdf_out._WIDE.read_bytes()).hexdigest() == NOTO
    plain, wide = (pdf("t", [Text(text)], footer="f") for text in ("face", "face 脸"))
    assert b"NotoSansCJK" not in plain
    assert b"NotoSansCJK" in wide


@pytest.mark.parametrize(
    "blocks", [[Table(["a", "b"], [["1"]])], [Heading(2, "too deep")], [Heading(1, "x"), Heading(3, "y")]]
)
def test_a_block_that_cannot_be_tagged_is_refused(blocks: list[Block]) -> None:
    """A row of another length than its head and a skipped heading level are faults of the caller."""
    with pytest.raises(ValueError, match=r"row|level"):
        pdf("t", blocks, footer="f")


ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, ANY_TEXT, st.lists(ANY_TEXT, max_size=3))
def test_any_text_makes_a_file(title: str, text: str, lines: list[str]) -> None:
    """No text of any script, sign or control character keeps the report from being made."""
    blocks: list[Block] = [Heading(1, text), Text(text), Items(lines), Table(["a", text], [[text, "b"]])]
    assert pdf(title, blocks, footer=text).startswith(b"%PDF-")


def test_a_long_report_is_made() -> None:
    """A report of many pages is made too; its size is a figure."""
    made = pdf("long", [Text("word " * 200)] * 250, footer="f")
    figure(f"PDF: a report of {len(PdfReader(io.BytesIO(made)).pages)} pages has {len(made) // 1024} KiB")
    assert len(PdfReader(io.BytesIO(made)).pages) > 50
