"""The one safe way to make HTML: every text is escaped unless it was made here. The only caller of `st.html`.

An element is made with `tag("p", "text", class_="lead")`. A text that holds markup comes out as text; an
address that is not a page of ours, an anchor or http(s) is refused.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, Literal
from urllib.parse import urlsplit

import streamlit as st

_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_TAGS: Final = frozenset(
    {
        *(
            "a",
            "article",
            "br",
            "caption",
            "dd",
            "div",
            "dl",
            "dt",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "header",
            "hr",
            "li",
        ),
        *(
            "mark",
            "nav",
            "ol",
            "p",
            "section",
            "span",
            "strong",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ),
        *("del", "details", "ins", "summary", "wbr"),
    }
)


_SPECIAL: Final = re.compile("[&<>\"']")
"""What `escape` changes; most names and summaries have none of it."""


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that is safe to show. Only this module makes it: `tag`, `join` and `with_marks`."""

    text: str


Child = Html | str | int | None | Iterable["Child"]
"""What an element may hold: markup, text (escaped), a number, nothing, or several of them."""


def _safe_address(address: str) -> str:
    if address.startswith("#") or (address.startswith("/") and not address.startswith(("//", "/\\"))):
        return address
    if urlsplit(address).scheme in ("http", "https"):
        return address
    raise ValueError("an address in a page is ours (/…), an anchor (#…) or http(s)")


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {written}"
    text = _safe_address(str(value)) if written == "href" else str(value)
    return f' {written}="{escape(text, quote=True)}"'


def _content(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child.text
    if isinstance(child, str):
        return escape(child, quote=True)
    if isinstance(child, int):
        return str(child)
    return "".join(_content(part) for part in child)


def tag(name: str, *children: Child, **attributes: str | int | bool | None) -> Html:
    """Return one element; `class_` is written `class`, `aria_label` is written `aria-label`.

    An attribute that is None or False is left out.

    Raises:
        ValueError: the element is not one that pages use, or an `href` is not a safe address.
    """
    if name not in _TAGS:
        raise ValueError(f"<{name}> is not an element that pages use")
    return element(name, *children, **attributes)


def element(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Html:
    """Return one element of any name, for documents outside the script (catalog.web); children are escaped alike.

    Raises:
        ValueError: an `href` is not a safe address.
    """
    opening = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Html(opening if name in _VOID else f"{opening}{_content(children)}</{name}>")


def join(*children: Child, between: Child = None) -> Html:
    """Return the children one after the other as one piece, with `between` in the gaps."""
    return Html(_content(between).join(_content(child) for child in children if child is not None))


def with_marks(text: str, spans: Sequence[tuple[int, int]]) -> Html:
    """Return the text with the words at these places in `<mark>`; the spans are in order and do not overlap."""
    if not _SPECIAL.search(text):
        return Html(_with_marks(text, spans, str))
    return Html(_with_marks(text, spans, escape))


def _with_marks(text: str, spans: Sequence[tuple[int, int]], written: Callable[[str], str]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += (written(text[at:start]), "<mark>", written(text[start:end]), "</mark>")
        at = end
    return "".join((*pieces, written(text[at:])))


def draw(piece: Html, width: Literal["stretch", "content"] = "stretch") -> None:
    """Show the piece at this place of the page; an empty piece shows nothing."""
    if piece.text:
        st.html(piece.text, width=width)


def draw_style(css: str) -> None:
    """Add our style sheet (a file of this package, never data) to the page.

    Raises:
        ValueError: it could end the style element early.
    """
    if "</" in css:
        raise ValueError("a style sheet holds no closing tag")
    st.html(f"<style>{css}</style>")
