"""Synthetic catalogues and the questions asked of them: seeded, and with the real one's distributions."""

from collections import Counter
from itertools import pairwise

import pytest

from benchmarks.questions import SIX, growth_questions
from benchmarks.synthetic import KEPT, OWN_FACETS, TAIL_WORDS, catalogue, pseudo_word
from catalog.domain.facets import FACET_IDS
from tests.benchmarks.made_up import REAL, WORDS


def test_pseudo_words_differ_from_each_other_and_from_real_ones():
    """Every number has a word of its own, and neighbours do not begin alike, as misspellings would."""
    words = [pseudo_word(number) for number in range(20_000)]
    assert len(set(words)) == len(words)
    assert sum(one[:4] == other[:4] for one, other in pairwise(words)) < len(words) / 1000
    assert not set(words) & set(WORDS)


def test_the_same_seed_makes_the_same_catalogue_and_another_seed_another():
    """What was measured can be made again."""
    assert list(catalogue(REAL, 30, 1)) == list(catalogue(REAL, 30, 1))
    assert list(catalogue(REAL, 30, 1)) != list(catalogue(REAL, 30, 2))


def test_synthetic_tools_have_names_of_their_own_and_values_and_lengths_of_real_ones():
    """Slugs differ; each facet's values are some real tool's, together with those whose texts are copied."""
    made = list(catalogue(REAL, 200, 1))
    assert len({one.slug for one in made}) == len(made)
    for facet in FACET_IDS:
        assert {one.facets[facet] for one in made} <= {one.facets[facet] for one in REAL}
    assert {tuple(one.facets[f] for f in OWN_FACETS) for one in made} <= {
        tuple(one.facets[f] for f in OWN_FACETS) for one in REAL
    }
    lengths = {round(len(one.texts["description"].split()) * KEPT["description"]) for one in REAL}
    assert {len(one.texts["description"].split()) for one in made} == lengths
    assert {one.texts["capabilities"] for one in made} == {"Sorts files\nReads text"}


def test_running_words_are_mostly_real_and_the_tail_grows():
    """Real words keep their share, and a larger catalogue has more words of the tail."""
    tail = {pseudo_word(number) for number in range(TAIL_WORDS)}
    words = Counter(w for one in catalogue(REAL, 300, 1) for w in one.texts["description"].split())
    used = sum(times for word, times in words.items() if word in tail)
    assert used / sum(words.values()) == pytest.approx(0.15, abs=0.03)
    few = {w for one in catalogue(REAL, 30, 1) for w in one.texts["description"].split()}
    assert len(few) < len(words)


def test_full_searches_ask_words_of_people_and_values_of_one_tool():
    """One to three words that people asked and three values in different facets, all of one tool."""
    asked = growth_questions(REAL, ["match a child in pictures", "police data", "video model"], 4)
    assert list(asked) == ["three filters", "first touch", "full", "broad", "one word"]
    people = {"match", "child", "pictures", "police", "data", "video", "model"}
    for question in asked["full"]:
        words = set(question.request.text.split())
        assert 1 <= len(words) <= 3
        assert words <= people
        assert set(question.filters) <= set(SIX)
        assert len(question.filters) == 3
        assert any(
            words <= set(one.texts["description"].split())
            and all(set(values) <= set(one.facets[facet]) for facet, values in question.filters.items())
            for one in REAL
        )


def test_no_first_touch_asks_for_a_word_twice():
    """A word that was asked for is in a cache then; every word of this kind is new."""
    asked = growth_questions(REAL, ["match a child in pictures", "police data", "video model"], 7)
    words = [question.request.text for question in asked["first touch"]]
    assert len(set(words)) == 7


def test_a_broad_search_asks_for_a_common_word_without_filters():
    """The word is one of those that all summaries have, not one that a single tool has."""
    asked = growth_questions(REAL, ["match a child in pictures", "police data"], 5)
    summaries = [set(one.texts["summary"].split()) for one in REAL]
    for question in asked["broad"]:
        assert not question.filters
        assert all(question.request.text in words for words in summaries)
