"""One place where errors of the catalogue are shown: their sentence, never a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from catalog.domain.errors import CatalogError, Conflict, Invalid, NotAllowed, NotFound, Unavailable
from catalog.ui.html import Html, draw, tag
from catalog.ui.parts.badges import icon

_TITLES: dict[type[CatalogError], str] = {
    NotFound: "Not found",
    NotAllowed: "Not permitted",
    Invalid: "This cannot be read",
    Conflict: "Somebody else was faster",
    Unavailable: "Not available at the moment",
}


def sentence_page(title: str, sentence: str) -> Html:
    """Return a page that only says something, with the way to the search."""
    return tag(
        "div",
        tag("h1", title),
        tag("div", icon("alert"), tag("p", sentence), class_="notice tone-caution", role="alert"),
        tag("p", tag("a", "Go to the search", href="/")),
        class_="record narrow",
    )


@contextmanager
def shown_errors() -> Iterator[None]:
    """Draw the sentence of any error of the catalogue that the block raises."""
    try:
        yield
    except CatalogError as error:
        draw(sentence_page(_TITLES.get(type(error), "This did not work"), str(error)))
