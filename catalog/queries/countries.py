"""Names of countries and languages from their codes, by the CLDR tables that Babel carries."""

from functools import cache
from typing import Final

from babel import Locale

from catalog.domain.facets import OTHER_LANGUAGE
from catalog.domain.values import NOT_STATED

_NO_LANGUAGE: Final = {"mul": "Many languages", OTHER_LANGUAGE: "Said in other words"}


@cache
def country_name(code: str) -> str:
    """Return the English name of a country code; an unknown code is returned as it is."""
    if code == NOT_STATED:
        return "not stated"
    return str(Locale("en").territories.get(code, code))


@cache
def language_name(code: str) -> str:
    """Return the English name of a language code ("pt-BR" included); an unknown code is returned as it is."""
    if code in _NO_LANGUAGE:
        return _NO_LANGUAGE[code]
    languages = Locale("en").languages
    return str(languages.get(code.replace("-", "_")) or languages.get(code.partition("-")[0], code))
