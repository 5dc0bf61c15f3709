"""When a question has an answer, a few weak matches, or nothing, and what is named instead."""

import numpy as np
import pytest

from catalog.domain.search import Understood
from catalog.search import evidence
from catalog.search.evidence import FEW, Standing, keep_few, limits_alone, standing
from catalog.search.reading import Reading
from catalog.search.scoring import Scored
from catalog.search.shares import Shares
from catalog.search.soft import Likely

NOTHING_READ = Reading()
NOBODY = 0
SECOND = 0b10
"""The second of three tools, as a set."""


def shares(best: float, whole: int = NOBODY) -> Shares:
    """Return the shares of the words in the texts of three tools, and which have `whole` of them."""
    text = np.array([0.0, best, 0.1], dtype=np.float32)
    return Shares(text, None, [Scored(text, np.float32(1.0), whole)])


@pytest.mark.parametrize(
    ("best", "whole", "expected"),
    [
        (evidence.ENOUGH + 0.1, NOBODY, Standing.SURE),
        ((evidence.LEAST + evidence.ENOUGH) / 2, NOBODY, Standing.WEAK),
        (evidence.LEAST - 0.1, NOBODY, Standing.NOTHING),
        (evidence.LEAST - 0.1, SECOND, Standing.WEAK),
    ],
)
def test_texts_alone_must_have_enough(best: float, whole: int, expected: Standing) -> None:
    """Without topic and leaning the best text decides; a tool with all the words is shown at least weakly."""
    assert standing(NOTHING_READ, shares(best, whole), 0.0, known=False) is expected


def test_what_leans_outside_counts_against_an_answer() -> None:
    """The same texts are no answer where the words lean to what the catalogue does not cover."""
    away = Reading(likely=Likely((), (), 0.1, 0.5, 3))
    assert standing(away, shares(0.9), 0.0, known=False) is Standing.NOTHING


@pytest.mark.parametrize(
    ("strength", "met", "outside", "expected"),
    [
        (1.0, 0.5, 0.0, Standing.WEAK),
        (0.8, 0.5, 0.0, Standing.NOTHING),
        (1.0, 0.4, 0.0, Standing.NOTHING),
        (1.0, 0.5, 0.5, Standing.NOTHING),
    ],
)
def test_what_was_read_word_for_word_is_shown(
    strength: float, met: float, outside: float, expected: Standing
) -> None:
    """Half of a question met as a topic finds its tools, if weakly, unless the words lean outside."""
    read = Reading(topics=((0, strength, 1.0),), met=met, likely=Likely((), (), 0.1, outside, 2))
    assert standing(read, shares(0.0), 0.0, known=False) is expected


def test_what_is_looked_up_is_an_answer() -> None:
    """A whole name, or one word alone that a text has, needs no evidence."""
    assert standing(NOTHING_READ, shares(0.05), 0.0, known=True) is Standing.SURE


def test_the_few_are_the_best_and_those_with_all_words_before_them() -> None:
    """Of many weak matches FEW stay: first what has all the words, then the best scores."""
    scores = np.linspace(1.0, 2.0, 3 * FEW, dtype=np.float32)
    mask = np.ones(3 * FEW, dtype=np.bool_)
    keep_few(mask, scores, 0b1)
    assert mask.nonzero()[0].tolist() == [0, *range(2 * FEW + 1, 3 * FEW)]


def test_a_limit_beside_unknown_words_is_no_answer() -> None:
    """“python snake food” asks for no tool in Python; without limits there is nothing to stand alone."""
    limited = Reading(understood=Understood(), limits={"interface": ("python",)})
    assert not limits_alone(limited, Standing.NOTHING, 2)
    assert limits_alone(limited, Standing.WEAK, 2)
    assert not limits_alone(NOTHING_READ, Standing.SURE, 0)
