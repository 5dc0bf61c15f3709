"""Names of countries and languages from their codes, by the CLDR tables that Babel carries."""

from functools import cache

from babel import Locale

from catalog.domain.values import NOT_STATED


@cache
def country_name(code: str) -> str:
    """Return the English name of a country code; an unknown code is returned as it is."""
    if code == NOT_STATED:
        return "not stated"
    return str(Locale("en").territories.get(code, code))


@cache
def language_name(code: str) -> str:
    """Return the English name of a language code ("pt-BR" included); an unknown code is returned as it is."""
    if code == "mul":
        return "Many languages"
    languages = Locale("en").languages
    return str(languages.get(code.replace("-", "_")) or languages.get(code.partition("-")[0], code))
