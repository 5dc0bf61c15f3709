"""Text to forms: how words are folded, split and stemmed, alike for tools and for what people type.

A *form* is one folded word: NFKC, case and accents folded. A compound such as "hash-matching" or "PhotoDNA"
has parts ("hash", "matching") at following positions, and its joined form ("hashmatching") at the first and
at the last of them, so that phrases may run through it on either side. Names, aliases and providers also give
the joined form of each short run of words, so that "photodna" and "Photo DNA" meet.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from whoosh.lang.porter2 import stem as _porter2

MAX_FORM: Final = 64
"""A longer form is cut: no word of any language needs more, and a pasted key must not fill the lexicon."""

_STEMMED: Final = 4
"""Shorter forms are codes and names more often than words with an ending."""

_SPELLED: Final = 6
"""Shorter words have the same spelling on both sides, or too few letters to tell."""

_SPELLINGS: Final = (
    (re.compile(r"(?<=[a-z]{2}[al])ys(?=(?:e|ed|er|ers|es|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|er|ers|es|ing|ation|ations|able)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|al|ally|able|ful|hood|ite)?$)"), "or"),
    (re.compile(r"(?<=[nt])tre(?=s?$)"), "ter"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=[fcv]en)ce(?=s?$)"), "se"),
    (re.compile(r"(?<=[bdv]e)ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"^grey"), "gray"),
)
"""British and American endings, from the one to the other."""

_MAY_BE_BRITISH: Final = re.compile(
    r"(?:[iy]s(?:e|ed|er|ers|es|ing|ation|ations|able)|our(?:s|ed|ing|al|ally|able|ful|hood|ite)?"
    r"|tres?|ogues?|ces?|ll(?:ed|ing|er|ers))$|^grey"
)
"""What every word with one of them has: most words have none, which is seen at once."""

LONGEST_RUN: Final = 4
"""Names join runs of up to this many words."""

# Marks and vowel signs that Python's \w leaves out although they are part of a word.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u0f71-\u109f\u1780-\u17d3"
)
_PIECE_PATTERN = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_PIECE = re.compile(_PIECE_PATTERN)
_COMPOUND = re.compile(rf"{_PIECE_PATTERN}(?:[-.&'_\u2010]{_PIECE_PATTERN})*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][A-Za-z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
# Han and kana are written without spaces: each character is a word, and a run of them is a phrase.
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CJK = re.compile(rf"[{_IDEOGRAPHS}]|[^{_IDEOGRAPHS}]+")
_POSSESSIVE = re.compile(r"'s$", re.IGNORECASE)
# Characters without width or with an effect on direction only: they would split or disguise a word.
_INVISIBLE = dict.fromkeys(
    (0xAD, 0x640, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
)
_APOSTROPHES = {0x2019: "'", 0x2BC: "'", 0xFF07: "'"}
# Letters that Unicode does not decompose, and marks that are dropped with a base letter.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_ACCENTS = dict.fromkeys((*range(0x300, 0x370), *range(0x64B, 0x660), 0x670))
# The stemmer knows endings only; these plurals change the word.
_IRREGULAR = {"children": "child", "women": "woman", "men": "man", "people": "person", "persons": "person"}

_STOP_WORDS = """
a an and any are as at be been being by can could do does for from had has have how i if in
into is it its me my no nor not of off on only or our s should so some such t than that the
their them then there these they this those to too us was we were what when where which while
who whom whose why will with would you your
"""
STOP_WORDS: Final = frozenset(_STOP_WORDS.split())
"""English words that say nothing of a tool. They are indexed (phrases need them) but not asked for alone."""


class Compound(NamedTuple):
    """The parts of one written word, folded; more than one when it is joined by a hyphen, dot or capital."""

    parts: tuple[str, ...]

    @property
    def joined(self) -> str:
        """The parts as one form."""
        return "".join(self.parts)[:MAX_FORM]


class Occurrence(NamedTuple):
    """A form at a position of a text; `run` when several words were joined that are not written as one."""

    form: str
    position: int
    run: bool = False


def normal(text: str) -> str:
    """Return the text in NFKC, without invisible characters, with one kind of apostrophe."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_APOSTROPHES)


def fold(word: str) -> str:
    """Return the word as the lexicon spells it: case and accents folded."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFD", normal(word).casefold().translate(_PLAIN)).translate(_ACCENTS)
    return unicodedata.normalize("NFC", plain)


def stem(form: str) -> str:
    """Return the stem that groups this form with its mates; other scripts and codes are their own stem."""
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    if len(form) < _STEMMED or not form.isascii() or not form.isalpha():
        return form
    return str(_porter2(american(form)))


def american(form: str) -> str:
    """Return a folded English word with American spelling, under which both spellings meet."""
    if len(form) < _SPELLED or not _MAY_BE_BRITISH.search(form):
        return form
    for british, other in _SPELLINGS:
        form = british.sub(other, form)
    return form


def _parts(raw: str) -> tuple[str, ...]:
    if raw.isascii() and raw.isalpha() and raw.islower():
        return (raw[:MAX_FORM],)  # what most words are, and what the rest of this function would say
    found: list[str] = []
    for piece in _PIECE.findall(_POSSESSIVE.sub("", raw)):
        camel = _CAMEL.split(piece)
        pieces = camel if len(camel) > 1 and min(map(len, camel)) > 1 else [piece]
        for part in pieces:
            found += [part] if part.isascii() else _CJK.findall(part)
    return tuple(fold(part)[:MAX_FORM] for part in found)


def written(text: str) -> Iterator[tuple[str, Compound]]:
    """Yield each written word as it stands and as a compound, in order."""
    for match in _COMPOUND.finditer(normal(text)):
        parts = tuple(part for part in _parts(match.group()) if part)
        if parts:
            yield match.group(), Compound(parts)


def compounds(text: str) -> Iterator[Compound]:
    """Yield the written words of a text, in order."""
    return (compound for _, compound in written(text))


def joined(text: str) -> str:
    """Return the whole text as one form: the key under which equal names meet ("Photo-DNA", "photodna")."""
    return "".join(compound.joined for compound in compounds(text))


def occurrences(text: str, *, runs: bool = False) -> tuple[list[Occurrence], int]:
    """Return the forms of a text with their positions, and its length in parts.

    A new line leaves a gap, so that no phrase runs over it. With `runs`, short runs of words are joined too.
    """
    found: list[Occurrence] = []
    position = length = 0
    for line in text.splitlines():
        start = position
        written = list(compounds(line))
        for compound in written:
            found += _compound_at(compound, position)
            position += len(compound.parts)
        if runs:
            found += _runs(written, start)
        length += position - start
        position += 1
    return found, length


def _compound_at(compound: Compound, start: int) -> Iterator[Occurrence]:
    for i, part in enumerate(compound.parts):
        yield Occurrence(part, start + i)
    if len(compound.parts) > 1:
        yield Occurrence(compound.joined, start)
        yield Occurrence(compound.joined, start + len(compound.parts) - 1)


def _runs(written: list[Compound], start: int) -> Iterator[Occurrence]:
    parts = [part for compound in written for part in compound.parts]
    firsts = [0, *accumulate(len(compound.parts) for compound in written)]
    as_one = set(pairwise(firsts))
    for size in range(2, LONGEST_RUN + 1):
        for first in range(len(parts) - size + 1):
            if (first, first + size) not in as_one:
                form = "".join(parts[first : first + size])[:MAX_FORM]
                yield Occurrence(form, start + first, True)
                yield Occurrence(form, start + first + size - 1, True)
