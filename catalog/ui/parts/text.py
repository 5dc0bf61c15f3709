"""Words as pages write them: labels that stay plain text in widgets, counts, dates, marked matches."""

import re
from collections.abc import Collection, Iterable, Mapping
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
    return with_marks(text, _matches(text, terms))


def _matches(text: str, terms: Collection[str]) -> list[tuple[int, int]]:
    if text.isascii():
        lower = text.lower()
        near = [term for term in terms if term in lower]
        if not near:
            return []
        words: Iterable[tuple[int, int]] = _words_with(lower, near)
    else:
        words = (found.span() for found in _WORD.finditer(text))
    wanted = frozenset(terms)
    return [(start, end) for start, end in words if _matching(text[start:end], wanted)]


def _matching(word: str, wanted: Collection[str]) -> bool:
    return fold(word) in wanted or any(fold(part) in wanted for part in _PART.findall(word))


def _words_with(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Return where the words of an ASCII text are that hold a term, in order."""
    spans = set()
    for term in terms:
        place = text.find(term)
        while place >= 0:
            rest = _WORD.match(text, place)
            last = rest.end() if rest else place + 1
            if rest:
                first = place
                while first and (text[first - 1].isalnum() or text[first - 1] == "_"):
                    first -= 1
                spans.add((first, last))
            place = text.find(term, last)
    return sorted(spans)
