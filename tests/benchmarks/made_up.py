"""A made-up catalogue for the tests of the benchmarks: twelve tools that differ in one word each."""

from benchmarks.synthetic import TAIL_WORDS, pseudo_word
from catalog.domain.facets import FACET_IDS
from catalog.domain.search import TEXT_FIELDS, SearchDocument
from catalog.domain.values import NOT_STATED

WORDS = [
    "police",
    "match",
    "pictures",
    "video",
    "child",
    "search",
    "data",
    "model",
    "image",
    "abuse",
    "offline",
]


def real(number: int) -> SearchDocument:
    """Return a tool of a made-up real catalogue; every third one states little."""
    texts = dict.fromkeys(TEXT_FIELDS, "")
    texts |= {
        "name": f"Tool {number}",
        "summary": " ".join([*WORDS[:10], pseudo_word(TAIL_WORDS - number)]),
        "description": " ".join(WORDS * 4),
        "capabilities": "Sorts files. What sorting is.\nReads text. What reading is.",
    }
    stated = number % 3 != 0
    facets = {facet: (f"{facet}-{number % 4}" if stated else NOT_STATED,) for facet in FACET_IDS}
    return SearchDocument(f"tool-{number}", texts, facets, "2026-01-01", number)


REAL = [real(number) for number in range(12)]
