"""The words of looking through cases: by what they are narrowed, which values a case has, what is asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from catalog.domain.case import Case
from catalog.domain.facets import Facet
from catalog.domain.text import fold_slug

CASE_FACETS: Final = (
    Facet("kind", "Kind of case", "case-kinds", "What the case is."),
    Facet(
        "jurisdiction",
        "Jurisdiction",
        None,
        "Where it was decided or happened; parts of a country count there.",
    ),
    Facet("principle", "Principle", "principles", "Which of the five principles it bears on."),
    Facet("right", "Right", "rights", "Whose right it bears on."),
    Facet("capability", "Kind of tool", "capabilities", "Which kind of tool it is about."),
    Facet("tool", "Tool", None, "Which tool of the catalogue its sources name."),
)
CASE_FACET_IDS: Final = tuple(facet.id for facet in CASE_FACETS)

_CODE: Final = re.compile(r"([A-Z]{2,3})(?:-[A-Z0-9]{1,3})?")


@dataclass(frozen=True)
class CaseRequest:
    """What is asked of the register: words (all must occur), filters (OR within a facet, AND between), years.

    `first` and `last` are years, both within the range; 0 leaves that side open.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: int = 0
    last: int = 0

    def without(self, facet: str) -> "CaseRequest":
        """Return the same question without one facet's filter, or without the years."""
        if facet == "year":
            return replace(self, first=0, last=0)
        return replace(self, filters={name: kept for name, kept in self.filters.items() if name != facet})


def jurisdictions(text: str) -> dict[str, str]:
    """Return the countries or bodies of a jurisdiction text as id → code or name ("US-NJ / EU" → US, EU)."""
    found = {}
    for part in text.split(" / "):
        code = _CODE.fullmatch(part.strip())
        found[code[1] if code else fold_slug(part) or "other"] = code[1] if code else part.strip()
    return found


def year_of(case: Case) -> int:
    """Return the year of a case."""
    return int(case.date[:4])


def case_values(case: Case) -> dict[str, frozenset[str]]:
    """Return the case's values for every facet; a part of a principle counts for the principle as well."""
    cores = {part.partition("/")[0] for part in case.principles}
    return {
        "kind": frozenset((case.kind,)),
        "jurisdiction": frozenset(jurisdictions(case.jurisdiction)),
        "principle": frozenset((*case.principles, *cores)),
        "right": frozenset(case.rights),
        "capability": frozenset(case.capabilities),
        "tool": frozenset(case.tools),
    }


def within(values: Mapping[str, frozenset[str]], year: int, request: CaseRequest) -> bool:
    """Tell whether a case with these values is within the filters and years that are asked for."""
    if (request.first and year < request.first) or (request.last and year > request.last):
        return False
    return all(values[facet] & set(wanted) for facet, wanted in request.filters.items() if wanted)
