"""Whether the catalogue has what is asked for, and what is near when it has not."""

from typing import Final

import numpy as np

from catalog.search.labels import Labels
from catalog.search.reading import Reading
from catalog.search.records import Records
from catalog.search.scoring import Scores, most
from catalog.search.shares import Shares

HINTS: Final = 10
"""Tools with the most of the words, from which the nearest capability is told."""

MOST: Final = 0.51
"""The share of the words from which on a topic is what is asked for: more than half."""

NAMED_ENOUGH: Final = 0.35
"""The share of the words in a tool's name from which on there is an answer."""

OUTSIDE: Final = 2.0
"""How much more what leans outside of the catalogue counts than what leans inside."""

TEXT_AS_EVIDENCE: Final = 0.5
"""What the best text counts as evidence, of what the likeliest kind does: some text has some of any words."""

EVIDENCE: Final = 0.57
"""Least evidence that a question without a topic has an answer; set between judged and made-up questions."""

NOTHING_ABOUT: Final = "Nothing in the catalogue is about this."


def answerable(reading: Reading, shares: Shares) -> bool:
    """Tell whether there is evidence enough that the catalogue has what is asked for.

    A name is, or a topic met word for word that is most of the question. Else what the words lean to must lie
    inside, and some tool must have the whole of the words, or the kinds and the texts together enough of them: the
    more words, the less of each.
    """
    if reading.met >= MOST and any(strength >= 1.0 for _, strength, _ in reading.topics):
        return True
    if shares.named is not None and most(shares.named) >= NAMED_ENOUGH:
        return True
    likely = reading.likely
    if likely.outside > likely.share:
        return False
    if shares.whole:
        return True
    found: float = (likely.share + TEXT_AS_EVIDENCE * most(shares.text)) * likely.words**0.5
    return found - OUTSIDE * likely.outside >= EVIDENCE


def nearest_to(
    labels: Labels, records: Records, reading: Reading, hints: Scores | None
) -> tuple[list[str], tuple[str, ...]]:
    """Return notes for an empty answer (what is not covered, the nearest capability) and that capability.

    `hints` say how much of the words each tool has, too little to be an answer; None when no words were asked for.
    """
    notes = [f"The catalogue does not cover “{labels.concepts[number].label}”." for number in reading.outside]
    # Of what is not covered, a word in common would name a kind by chance.
    near = (
        "" if hints is None or reading.likely.outside > reading.likely.share else _capability(records, hints)
    )
    if near:
        notes.append(f"The nearest capability is “{labels.capabilities.get(near, near.replace('-', ' '))}”.")
        return notes, (near,)
    return notes or [NOTHING_ABOUT], ()


def _capability(records: Records, hints: Scores) -> str:
    """Return the capability of the tools with the most of the words; one tool with a rare word is chance."""
    best = np.argsort(-hints, kind="stable")[:HINTS]
    counted: dict[str, float] = {}
    for slug in records.facets.values.get("capability", ()):
        told = hints[best[np.isin(best, records.rows("capability", (slug,)))]]
        counted[slug] = float(told.sum()) if np.count_nonzero(told) > 1 else 0.0
    near = max(counted, key=lambda slug: counted[slug], default="")
    return near if near and counted[near] > 0 else ""
