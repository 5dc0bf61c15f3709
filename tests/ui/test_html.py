"""The one safe way to make markup."""

import pytest

from catalog.ui.html import Html, draw_style, join, tag
from tests.ui.reading import Read


@pytest.mark.parametrize(
    "hostile", ["<script>x</script>", "<img src=x onerror=y>", "a & b", "\"quoted\" 'too'", "</p>"]
)
def test_text_stays_text(hostile: str) -> None:
    """A text that holds markup is read back as the same text and makes no element."""
    read = Read(tag("p", hostile, title=hostile))

    assert read.text == hostile
    assert read.elements == [("p", {"title": hostile})]


def test_children_may_be_nested_numbered_or_missing() -> None:
    """Lists, numbers and None can stand where a child is expected."""
    assert tag("ul", [tag("li", 3), None, [tag("li", "x")]]).text == "<ul><li>3</li><li>x</li></ul>"


def test_attributes_are_named_as_in_html() -> None:
    """A trailing underscore goes, an inner one becomes a hyphen, and False or None leaves the attribute out."""
    written = tag("p", class_="a", aria_label="b", hidden=True, id=None, tabindex=False).text

    assert written == '<p class="a" aria-label="b" hidden></p>'


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//evil.example", "/\\evil.example", "x", ""],
)
def test_unsafe_address_is_refused(address: str) -> None:
    """Only our pages, anchors and http(s) can be linked to."""
    with pytest.raises(ValueError, match="an address"):
        tag("a", "x", href=address)


@pytest.mark.parametrize("address", ["/tool?slug=a", "#source-1", "https://a.example/x", "http://a.example"])
def test_safe_address_is_kept(address: str) -> None:
    """An address of ours, an anchor and http(s) are written as they are."""
    assert Read(tag("a", "x", href=address)).links() == [address]


@pytest.mark.parametrize("name", ["script", "style", "iframe", "img", "form", "input", "svg"])
def test_active_elements_cannot_be_made(name: str) -> None:
    """Elements that run, load or send something are not among those of the pages."""
    with pytest.raises(ValueError, match="not an element"):
        tag(name, "x")


def test_join_puts_the_gap_between() -> None:
    """The gap is escaped like any text and stands only between pieces."""
    assert join("a", None, "b", between=" < ").text == "a &lt; b"


def test_markup_is_not_escaped_twice() -> None:
    """What was made here goes into another element as it is."""
    assert tag("p", tag("strong", "&")).text == "<p><strong>&amp;</strong></p>"
    assert join(Html("<br>")).text == "<br>"


def test_style_sheet_cannot_end_early() -> None:
    """A style sheet that would close its own element is refused."""
    with pytest.raises(ValueError, match="closing tag"):
        draw_style("a{}</style><script>x</script>")
