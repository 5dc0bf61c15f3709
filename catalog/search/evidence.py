"""Whether the catalogue has what is asked for, and what is near when it has not."""

from collections.abc import Iterable
from enum import Enum, auto
from typing import Final

import numpy as np

from catalog.search.bits import Bits, rows_of
from catalog.search.labels import Labels
from catalog.search.reading import Reading
from catalog.search.records import Mask, Records
from catalog.search.scoring import ALL, Scores, Scoring, most
from catalog.search.shares import Shares
from catalog.search.words import compounds

HINTS: Final = 10
"""Tools with the most of the words, from which the nearest capability is told."""

NAMED_ENOUGH: Final = 0.6
"""The share of the words in a tool's name from which on there is an answer."""

LEANING: Final = 2.25
"""What the topics count that the words lean to, of what the best text does, and the more, the more words lean there."""

BY_ITSELF: Final = 1.3
"""What is left out of the root of the number of words: that one word leans somewhere says nothing."""

BELIEVED: Final = 0.4
"""The same for topics that say all that is asked."""

PHRASE: Final = 0.3
"""The same for a label of PHRASE_WORDS or more that was met as good as word for word: that is no chance."""

PHRASE_WORDS: Final = 1.5
AS_GOOD_AS_MET: Final = 0.95

OUTSIDE: Final = 2.85
"""How much what leans outside of the catalogue counts against an answer, as far as nothing inside explains the words."""

HALF: Final = 0.5
"""The share of the words that topics met word for word must be, so that something is shown: the page says how it read
them, and would contradict itself with nothing."""

LEAST: Final = 0.6
"""Evidence under which nothing is found; set, like the weights, by judged and by unanswerable questions."""

ENOUGH: Final = 0.65
"""Evidence from which on a question has its full answer; under it the nearest FEW are shown, and said to be weak."""

FEW: Final = 10

WEAK_ONLY: Final = "Only weak matches: the nearest few are shown. Put a word in quotation marks to see every tool that has it."

NOTHING_ABOUT: Final = "Nothing in the catalogue is about this."


class Standing(Enum):
    """How well the catalogue answers a question."""

    NOTHING = auto()
    WEAK = auto()
    SURE = auto()


def standing(reading: Reading, shares: Shares, believed: float, *, known: bool) -> Standing:
    """Return whether there is evidence enough that the catalogue has what is asked for.

    A name is, and what is `known` to be looked up: a whole name, or one word alone that some text or label has. Else
    the best text, the topics as far as they are `believed` and the topics that several words lean to must say enough
    together, against what leans outside of the catalogue. Tools with all the words are shown, if weakly, whatever
    they are about, and so are those of topics that were met word for word in half of the question.
    """
    if known or (shares.named is not None and most(shares.named) >= NAMED_ENOUGH):
        return Standing.SURE
    likely = reading.likely
    leaning = likely.share * max(likely.words**0.5 - BY_ITSELF, 0.0)
    evidence = most(shares.text) + LEANING * leaning + BELIEVED * believed
    evidence += PHRASE * any(s >= AS_GOOD_AS_MET and words >= PHRASE_WORDS for _, s, words in reading.topics)
    evidence -= OUTSIDE * likely.outside * (1.0 - likely.share)
    if evidence >= ENOUGH:
        return Standing.SURE
    met = reading.met >= HALF and likely.outside <= likely.share
    read = met and any(strength >= 1.0 for _, strength, _ in reading.topics)
    return Standing.WEAK if evidence >= LEAST or shares.whole or read else Standing.NOTHING


def in_very_words(scoring: Scoring, labels: Labels, outside: Iterable[int], scores: Scores) -> Mask:
    """Add the scores of, and return, the few tools that have the very words of what the catalogue does not cover."""
    for number in outside:
        for text in labels.concepts[number].words:
            parts = tuple(part for compound in compounds(text) for part in compound.parts)
            found = scoring.phrase(parts, ALL)
            scores += found.scores
    return np.asarray(scores > 0, dtype=np.bool_)


def limits_alone(reading: Reading, stands: Standing, others: int) -> bool:
    """Tell whether all tools within the limits belong to the answer too.

    So it is where no topic says more, unless nothing is about the words beside the limits and those are not fewer.
    """
    if not reading.limits or reading.topics:
        return False
    words = {word for limit in reading.understood.filters for word in limit.words}
    return stands is not Standing.NOTHING or len(words) > others


def keep_few(mask: Mask, scores: Scores, first: Bits) -> None:
    """Leave the FEW tools with the best scores in the mask, those that come `first` before others."""
    scores[rows_of(first, len(mask))] += np.float32(most(scores))
    rows = mask.nonzero()[0]
    mask[rows[np.argsort(-scores[rows], kind="stable")[FEW:]]] = False


def nearest_to(
    labels: Labels, records: Records, reading: Reading, hints: Scores | None
) -> tuple[list[str], tuple[str, ...]]:
    """Return notes for an empty answer (what is not covered, the nearest capability) and that capability.

    `hints` say how much of the words each tool has, too little to be an answer; None when no words were asked for.
    """
    beyond = [labels.concepts[number] for number in reading.outside]
    notes = [f"The catalogue does not cover “{concept.label}”." for concept in beyond]
    near = tuple(dict.fromkeys(slug for concept in beyond for slug in concept.nearest))
    # Of what is not covered, a word in common would name a kind by chance.
    if hints is not None and not beyond and reading.likely.outside <= reading.likely.share:
        near = _capability(records, hints)
    named = " or ".join(f"“{labels.capabilities.get(slug, slug.replace('-', ' '))}”" for slug in near)
    if near:
        notes.append(f"The nearest capability is {named}.")
    return notes or [NOTHING_ABOUT], near


def _capability(records: Records, hints: Scores) -> tuple[str, ...]:
    """Return the capability of the tools with the most of the words; one tool with a rare word is chance."""
    best = np.argsort(-hints, kind="stable")[:HINTS]
    counted: dict[str, float] = {}
    for slug in records.facets.values.get("capability", ()):
        told = hints[best[np.isin(best, records.rows("capability", (slug,)))]]
        counted[slug] = float(told.sum()) if np.count_nonzero(told) > 1 else 0.0
    near = max(counted, key=lambda slug: counted[slug], default="")
    return (near,) if near and counted[near] > 0 else ()
