"""Country names from ISO 3166-1 codes, by the CLDR tables that Babel carries."""

from functools import cache

from babel import Locale

from catalog.domain.values import NOT_STATED


@cache
def country_name(code: str) -> str:
    """Return the English name of a country code; an unknown code is returned as it is."""
    if code == NOT_STATED:
        return "not stated"
    return str(Locale("en").territories.get(code, code))
