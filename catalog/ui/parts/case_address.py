"""The address of the register of cases: it holds the whole question, so that it can be kept and shared."""

import re
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from catalog.domain.case_search import CASE_FACET_IDS, CaseRequest
from catalog.ui.parts.address import MAX_TEXT, Params

_MAX_VALUES: Final = 50
_VALUE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9/-]{0,99}")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")

PARAMETERS: Final = ("q", *CASE_FACET_IDS, "from", "to")
"""What the register reads of an address."""


def case_request_of(params: Params) -> CaseRequest:
    """Return the question that an address asks; malformed values are left out, years in the wrong order turned."""
    texts = params.get("q", ())
    found = {
        facet: tuple(dict.fromkeys(value for value in params.get(facet, ()) if _VALUE.fullmatch(value)))
        for facet in CASE_FACET_IDS
    }
    first, last = _year(params, "from"), _year(params, "to")
    if first and last and first > last:
        first, last = last, first
    return CaseRequest(
        text=" ".join(texts[-1].split())[:MAX_TEXT] if texts else "",
        filters={facet: values[:_MAX_VALUES] for facet, values in found.items() if values},
        first=first,
        last=last,
    )


def _year(params: Params, name: str) -> int:
    values = params.get(name, ())
    return int(values[-1]) if values and _YEAR.fullmatch(values[-1]) else 0


def params_of_register(request: CaseRequest) -> dict[str, list[str]]:
    """Return the parameters of a question; what is usual is left out."""
    params: dict[str, list[str]] = {"q": [request.text]} if request.text else {}
    params |= {facet: list(request.filters[facet]) for facet in CASE_FACET_IDS if request.filters.get(facet)}
    params |= {name: [str(year)] for name, year in (("from", request.first), ("to", request.last)) if year}
    return params


def register_address(request: CaseRequest) -> str:
    """Return the address of a question to the register."""
    query = urlencode(params_of_register(request), doseq=True)
    return f"/case?{query}" if query else "/case"


def cases_address(**values: str) -> str:
    """Return the address of the register with one value for each facet named."""
    return register_address(CaseRequest(filters={facet: (value,) for facet, value in values.items()}))


def with_case_value(request: CaseRequest, facet: str, value: str, *, chosen: bool) -> CaseRequest:
    """Return the question with one value chosen or dropped; the words and the years are dropped by their names."""
    if facet == "q":
        return replace(request, text=value if chosen else "")
    if facet == "year":
        return request.without("year")
    others = tuple(item for item in request.filters.get(facet, ()) if item != value)
    filters = dict(request.filters) | {facet: (*others, value) if chosen else others}
    return replace(request, filters={name: values for name, values in filters.items() if values})
