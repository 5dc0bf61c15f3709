"""Words as pages write them: labels that stay plain text in widgets, counts, dates, marked matches."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from catalog.domain.values import NOT_STATED
from catalog.search import fold
from catalog.ui.html import Html, join, tag

UNSTATED: Final = "not stated"
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&@^=])")
_WORD: Final = re.compile(r"\w+")
_PART: Final = re.compile(r"[A-Z]*[a-z0-9]+|[A-Z0-9]+")


def plain_label(text: str) -> str:
    """Return the text for a widget's label, where Markdown and directives would otherwise be read."""
    return _MARKDOWN.sub(r"\\\1", text)


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
    pieces: list[Html | str] = []
    at = 0
    for found in _WORD.finditer(text) if terms else ():
        if any(fold(part) in terms for part in (found.group(), *_PART.findall(found.group()))):
            pieces += [text[at : found.start()], tag("mark", found.group())]
            at = found.end()
    return join(*pieces, text[at:])
