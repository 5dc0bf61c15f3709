"""Languages of a question: which ones a word may belong to, and the key under which its inflections meet.

The script decides between Arabic, Chinese and Russian; words in Latin letters may be English, French or
Spanish, and each is tried. No word of the question leaves the machine, and none is kept.

- English, French, Spanish, Russian: the Snowball stemmers that Whoosh ships.
- Arabic: light stemming (Larkey, Ballesteros and Connell 2002): the article, joined prepositions and common
  endings are taken off. Whoosh ships the ISRI root stemmer, which puts words of different meaning under one
  root; for short labels that costs more than it finds.
- Chinese has no spaces and no inflection: a character is a word, and the longest label wins, which needs no
  segmenter and no dictionary beyond the thesaurus itself.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from whoosh.lang.snowball.french import FrenchStemmer
from whoosh.lang.snowball.russian import RussianStemmer
from whoosh.lang.snowball.spanish import SpanishStemmer

from catalog.search.words import stem

LATIN: Final = ("en", "fr", "es")

_SHORTEST = 4
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_PLURAL_OF_Z = re.compile(r"(?<=[aeiou])ces$")
_ION = re.compile(r"(?<=[cs])ion$")
# Folding turns й into и; the endings that the stemmer knows need it back.
_SHORT_I = re.compile(r"(?<=[аеоуыэюя])и$")

_ARABIC_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ی": "ي"})
_ARTICLES: Final = ("وال", "بال", "كال", "فال", "لل", "ال")
_ENDINGS: Final = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_FRONTS: Final = ("ل", "ب", "ف", "ك", "س")
_LEAST: Final = 2
_LEAST_BARED: Final = 3
_LEAST_AFTER_WAW: Final = 3

_french = FrenchStemmer()
_spanish = SpanishStemmer()
_russian = RussianStemmer()


def languages_of(form: str) -> tuple[str, ...]:
    """Return the languages that a folded form may belong to, by its script."""
    if form.isascii():
        return LATIN
    if _HAN.search(form):
        return ("zh",)
    if _CYRILLIC.search(form):
        return ("ru",)
    return ("ar",) if _ARABIC.search(form) else LATIN


def key(form: str, language: str) -> str:
    """Return the key of a folded form in a language: inflections of one word share it.

    Latin letters and digits within a text in another script ("SIM卡") have no inflection there.
    """
    return form if language not in LATIN and form.isascii() else _KEYS[language](form)


def _spanish_key(form: str) -> str:
    """Spanish plurals in -ces come from words in -z ("voces", "voz")."""
    return _romance(_spanish)(_PLURAL_OF_Z.sub("z", form))


def _romance(stemmer: FrenchStemmer | SpanishStemmer) -> Callable[[str], str]:
    def of(form: str) -> str:
        if len(form) < _SHORTEST or not form.isalpha():
            return form
        # Twice: folding took the accents by which the stemmers tell endings apart.
        return _stemmed(stemmer, _stemmed(stemmer, _ION.sub("ión", form)))

    return of


def _stemmed(stemmer: FrenchStemmer | SpanishStemmer, form: str) -> str:
    try:
        return str(stemmer.stem(form))
    except IndexError:
        # The Spanish one looks for the last letter of nothing in short words in -gue ("argue"), which lose the e alone.
        return form[:-1]


def _russian_key(form: str) -> str:
    if len(form) < _SHORTEST or not form.isalpha():
        return form
    return str(_russian.stem(_SHORT_I.sub("й", form)))


def _arabic_key(form: str) -> str:
    plain = form.translate(_ARABIC_LETTERS)
    if plain.startswith("و") and len(plain) > _LEAST_AFTER_WAW + 1:
        joined = plain[1:]
        plain = joined if joined.startswith("ال") or len(plain) > _LEAST_AFTER_WAW + 2 else plain
    for article in _ARTICLES:
        if plain.startswith(article) and len(plain) - len(article) >= _LEAST:
            plain = plain[len(article) :]
            break
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _LEAST:
            plain = plain[: -len(ending)]
    return plain


def bared(key: str) -> Iterator[str]:
    """Yield an Arabic key without what may be joined to its front, such as a preposition.

    Such a letter is as often the first of the word itself, so only a reader who knows words can tell.
    """
    for front in _FRONTS:
        if key.startswith(front) and len(key) - len(front) >= _LEAST_BARED:
            yield key[len(front) :]


_KEYS: Final[Mapping[str, Callable[[str], str]]] = {
    "en": stem,
    "fr": _romance(_french),
    "es": _spanish_key,
    "ru": _russian_key,
    "ar": _arabic_key,
    "zh": lambda form: form,
}
