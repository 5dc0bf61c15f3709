"""What people type, read by a grammar of our own that has an answer for every text.

    words            deepfake video          tools with all the words (soft: see `matching`)
    "phrase"         "age estimation"        the words side by side
    -not             -cloud -"face search"   tools without it
    prefix*          steg*                   words that start so
    field:value      name:amped provider:"thorn"       a field of TEXT_FIELDS
    facet:value      media:video -access:"law enforcement only"    a facet id acts as a filter

Anything else is taken as words: a lone sign is nothing, an open quotation mark closes at the end, a field
that does not exist is a word, with a note. Upper and lower case, accents and full-width signs make no
difference.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple

from catalog.domain.facets import FACET_IDS
from catalog.domain.search import TEXT_FIELDS
from catalog.search.words import MAX_FORM, STOP_WORDS, Compound, compounds, joined, normal, written

MAX_CHARACTERS: Final = 500
MAX_TERMS: Final = 32

CUT_NOTE: Final = (
    f"The text was long: only its first {MAX_CHARACTERS} characters and {MAX_TERMS} words were searched."
)

_SIGNS = {
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2212"), "-"),
}
_SIMPLE = re.compile(r"[a-z ]*")
_ENDS: Final = frozenset(",;.:!?\u060c\u061b\u061f\u3002\uff0c\uff1b\uff01\uff1f\u3001")
# Chinese has no space behind a comma, and many type none; a full stop within a word is part of it ("Node.js").
_PIECES = re.compile(r"[^,;!?\u060c\u061b\u061f\u3002\uff0c\uff1b\uff01\uff1f\u3001]+[^\w\s]?")
_TERM = re.compile(
    r"(?P<sign>-?)(?:(?P<field>[^\W\d_][\w-]{0,30}):(?!//))?(?:\"(?P<phrase>[^\"]*)\"?|(?P<word>[^\s\"]+))"
)


class Kind(Enum):
    """How the forms of a clause are looked for."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"


class Clause(NamedTuple):
    """One thing asked for. `parts` are folded forms; a word has several when it was typed as a compound."""

    parts: tuple[str, ...]
    kind: Kind = Kind.WORD
    field: str | None = None
    negative: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is a word without any operator: what may be missing in a softer match."""
        return self.kind is Kind.WORD and self.field is None and not self.negative


class Typed(NamedTuple):
    """A word without operator: as it was typed, and its folded parts; `last` when a sign ends its clause."""

    raw: str
    parts: tuple[str, ...]
    last: bool = False


class FacetClause(NamedTuple):
    """A facet's value that was typed; `negative` asks for tools without it."""

    facet: str
    value: str
    negative: bool = False


class Query(NamedTuple):
    """A text as its signs say: clauses in the order typed, facet values, and notes for the reader.

    `name` is the key of a tool's name if the text is nothing but words, else empty. `typed` are all words
    without any operator in order, stop words included.
    """

    clauses: tuple[Clause, ...] = ()
    facets: tuple[FacetClause, ...] = ()
    notes: tuple[str, ...] = ()
    name: str = ""
    typed: tuple[Typed, ...] = ()


@dataclass
class _Reading:
    clauses: list[Clause] = field(default_factory=list)
    facets: list[FacetClause] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    typed: list[Typed] = field(default_factory=list)
    name: list[str] = field(default_factory=list)


def parse(text: str) -> Query:
    """Return what the text asks for; it never fails."""
    if len(text) <= MAX_CHARACTERS and _SIMPLE.fullmatch(text) and len(words := text.split()) <= MAX_TERMS:
        return _of_words(words)
    cut = normal(text[: MAX_CHARACTERS + 1])[:MAX_CHARACTERS]
    reading = _Reading()
    for match in _TERM.finditer(cut.translate(_SIGNS)):
        _read(match, reading)
    within = _within(reading.clauses, MAX_TERMS)
    long = len(text) > MAX_CHARACTERS or within != reading.clauses or len(reading.facets) > MAX_TERMS
    clauses = _meant(within)
    notes = dict.fromkeys([*reading.notes, *([CUT_NOTE] if long else [])])
    only_words = all(clause.plain or clause.kind is Kind.PHRASE for clause in clauses) and not reading.facets
    name = "".join(reading.name) if only_words else ""
    typed = tuple(_first(reading.typed, MAX_TERMS))
    return Query(tuple(clauses), tuple(reading.facets[:MAX_TERMS]), tuple(notes), name, typed)


def _first(typed: list[Typed], words: int) -> Iterator[Typed]:
    for word in typed:
        if words > 0:
            yield word if len(word.parts) <= words else word._replace(parts=word.parts[:words])
        words -= len(word.parts)


def _of_words(words: list[str]) -> Query:
    """Return what a few words of small letters ask for, as most texts are: what reading the signs would make of them."""
    forms = [word[:MAX_FORM] for word in words]
    telling = [form for form in forms if form not in STOP_WORDS] or forms
    return Query(
        clauses=tuple([Clause((form,)) for form in dict.fromkeys(telling)]),
        name="".join(forms),
        typed=tuple([Typed(word, (form,)) for word, form in zip(words, forms, strict=True)]),
    )


def _read(match: re.Match[str], reading: _Reading) -> None:
    name = (match["field"] or "").lower()
    negative = match["sign"] == "-"
    quoted = match["phrase"] is not None
    value = match["phrase"] if quoted else match["word"]
    if name in FACET_IDS:
        if wanted := "-".join(value.lower().strip("*").split()):
            reading.facets.append(FacetClause(name, wanted, negative))
        else:
            reading.name.append(joined(name))
        return
    if name and name not in TEXT_FIELDS:
        reading.notes.append(f"There is no field “{name}”, so it was searched as a word.")
        found = list(compounds(name))
        reading.name += [compound.joined for compound in found]
        reading.clauses += _clauses(found, None, negative)
        name = ""
    reading.name += [name] if name else []
    if quoted or name or negative or value.endswith("*"):
        found = list(compounds(value))
    else:
        found = list(_typed(value, reading.typed))
    reading.name += [compound.joined for compound in found]
    if not quoted:
        reading.clauses += _clauses(found, name or None, negative, starred=value.endswith("*"))
    elif parts := tuple(part for compound in found for part in compound.parts):
        reading.clauses.append(Clause(parts, Kind.PHRASE, name or None, negative))


def _typed(value: str, typed: list[Typed]) -> Iterator[Compound]:
    """Yield the words between two blanks, and add them to those that were typed."""
    for piece in _PIECES.findall(value):
        words = list(written(piece))
        for place, (raw, compound) in enumerate(words, 1):
            typed.append(Typed(raw, compound.parts, place == len(words) and piece[-1] in _ENDS))
            yield compound


def _clauses(
    found: list[Compound], name: str | None, negative: bool, *, starred: bool = False
) -> Iterator[Clause]:
    for compound in found[:-1]:
        yield Clause(compound.parts, Kind.WORD, name, negative)
    for compound in found[-1:]:
        beginning = starred and len(compound.joined) > 1
        yield Clause(
            (compound.joined,) if beginning else compound.parts,
            Kind.PREFIX if beginning else Kind.WORD,
            name,
            negative,
        )


def _within(clauses: list[Clause], words: int) -> list[Clause]:
    """Return the clauses up to this number of words; the one that goes beyond is cut."""
    kept: list[Clause] = []
    for clause in clauses:
        if words <= 0:
            break
        kept.append(clause if len(clause.parts) <= words else clause._replace(parts=clause.parts[:words]))
        words -= len(clause.parts)
    return kept


def _meant(clauses: list[Clause]) -> list[Clause]:
    """Leave out stop words unless the text has no other words; leave out what was typed twice."""
    telling = [clause for clause in clauses if not (clause.plain and STOP_WORDS.issuperset(clause.parts))]
    asked = telling if any(not clause.negative for clause in telling) else clauses
    return list(dict.fromkeys(asked))
