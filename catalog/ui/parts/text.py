"""Words as pages write them: labels that stay plain text in widgets, counts, dates, marked matches."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from catalog.domain.values import NOT_STATED
from catalog.search import fold
from catalog.ui.html import Html, join, tag, with_marks

UNSTATED: Final = "not stated"
_JOINER: Final = "\u2060"
_BLANK: Final = "\ufeff"
_BROKEN: Final = re.compile(
    r"(?i:www)(?=\.)|(?<=\S)(?=@)|<(?=\S)|\](?=\S)|&(?=[#\w])|\\(?=[^\w ]|$)|[-<>~=](?=[-<>=])"
)
"""Where a sign that is not shown ends an address, a tag, a link, an entity, an escape or an arrow."""
_EDGES: Final = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
"""Underscores at the edge of a word; inside one they mean nothing."""
_PAIRED: Final = re.compile(r"[*~$]")
_COLON: Final = re.compile(r":(?=\S)")
_LINE: Final = re.compile(r"(?m)^(?=[^\w\n]|\d+[.)])")
_WORD: Final = re.compile(r"\w+")
_PART: Final = re.compile(r"[A-Z]*[a-z0-9]+|[A-Z0-9]+")
_TEXTS_KEPT: Final = 4096
"""Names and summaries whose words are kept with their places: those of the real catalogue several times over."""


def plain_label(text: str) -> str:
    """Return the text for a widget's label, where Markdown and directives would otherwise be read.

    A label is also what a screen reader says, so nothing is escaped by a sign that is seen or heard. Signs without
    width stand where Markdown would act: a joiner parts what has to be adjacent; a blank on both sides of `*`, `~` and
    `$` keeps them from opening or closing anything, and one after a colon ends a directive or the name of an icon.
    Two backticks make code whatever stands beside them; they become the accent that looks like one.
    """
    whole = text.replace("`", "\u02cb") if text.count("`") > 1 else text
    whole = _COLON.sub(f":{_BLANK}", whole)
    parted = _EDGES.sub(f"{_JOINER}_{_JOINER}", _BROKEN.sub(f"\\g<0>{_JOINER}", whole))
    return _LINE.sub(_JOINER, _PAIRED.sub(f"{_BLANK}\\g<0>{_BLANK}", parted))


def counted(number: int, one: str, many: str) -> str:
    """Return "1 tool" or "12 tools"."""
    return f"{number} {one if number == 1 else many}"


def word_for(words: Mapping[str, str], vocabulary: str, term: str) -> str:
    """Return the label of a term, or its last part with the hyphens opened."""
    return words.get(f"{vocabulary}:{term}") or term.rpartition("/")[2].replace("-", " ").capitalize()


def stated(value: str) -> Html:
    """Return the value, or "not stated" in its own look."""
    if value in (NOT_STATED, UNSTATED, ""):
        return tag("span", UNSTATED, class_="unstated")
    return join(value)


def marked(text: str, terms: Collection[str]) -> Html:
    """Return the text with every word in <mark> that a term of `SearchPage.terms` matched.

    A word matches when its folded form, or that of one of its parts ("DNA" in "PhotoDNA"), is a term.
    """
    plain, places = _prepared(text)
    found = [places[term] for term in terms if term in places]
    if not found:
        return plain
    return with_marks(text, sorted({span for spans in found for span in spans}))


@lru_cache(maxsize=_TEXTS_KEPT)
def _prepared(text: str) -> tuple[Html, Mapping[str, Sequence[tuple[int, int]]]]:
    """Return the text without marks, and where the words are that each form would mark.

    Names and summaries of tools come again with every search; nothing of a search is kept.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for found in _WORD.finditer(text):
        for form in _forms(found.group()):
            places.setdefault(form, []).append(found.span())
    return with_marks(text, ()), places


def _forms(word: str) -> Iterable[str]:
    if word.islower() and word.isascii() and word.isalpha():
        return (word,)
    return {fold(word), *map(fold, _PART.findall(word))}
