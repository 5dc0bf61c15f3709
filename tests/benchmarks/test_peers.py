"""The peers of the growth benchmark: they answer as ours does where the meaning is the same."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.growth_engines import MIXED, OURS, SQL, STORES, TANTIVY, asking, built, engines
from benchmarks.growth_update import update_times
from benchmarks.questions import SIX, Question, growth_questions
from benchmarks.sqlite_peer import PeerAnswer
from catalog.domain.search import SearchDocument, SearchRequest
from catalog.domain.thesaurus import Thesaurus
from tests.benchmarks.made_up import REAL

Places = dict[str, Path]
Asks = dict[str, Callable[[Question], PeerAnswer]]


@pytest.fixture(scope="module")
def documents() -> list[SearchDocument]:
    """A made-up catalogue; its tools differ in one word each."""
    return REAL


@pytest.fixture(scope="module")
def places(documents: list[SearchDocument], tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Every engine's store of these tools."""
    folder = tmp_path_factory.mktemp("stores")
    return {name: built(STORES[name], documents, Thesaurus(), folder).place for name in engines()}


@pytest.fixture
def asks(documents: list[SearchDocument], places: Places):
    """Every engine, opened."""
    with asking(engines(), places, documents) as opened:
        yield opened


def counted(answer: PeerAnswer) -> dict[str, dict[str, int]]:
    """Return the counts of the six facets that are not zero."""
    return {facet: {value: n for value, n in answer.counts[facet].items() if n} for facet in SIX}


def test_all_engines_find_and_count_the_same_by_filters(documents: list[SearchDocument], asks: Asks):
    """Totals and counts of three filters are equal, a facet's own filter left out of its counts."""
    for question in growth_questions(documents, ["match pictures police data"], 4)["three filters"]:
        answers = [ask(question) for ask in asks.values()]
        assert {one.total for one in answers} == {answers[0].total}
        assert all(counted(one) == counted(answers[0]) for one in answers)


def test_all_engines_find_a_word_and_mark_it(asks: Asks):
    """A word that one tool has finds that tool, and stands marked in its summary."""
    word = REAL[3].texts["summary"].split()[-1]
    question = Question("one word", SearchRequest(word), f'"{word}"')
    for name, ask in asks.items():
        answer = ask(question)
        assert answer.total == len(answer.cards) == 1, name
        assert any(str(cell).count(f">{word}</") for cell in answer.cards[0]), name


def test_peers_count_the_facets_of_the_task_and_ours_all(asks: Asks):
    """The peers do what was asked for and not more."""
    question = Question("empty", SearchRequest(), "")
    for name in (SQL, MIXED, TANTIVY):
        if name in asks:
            assert {facet for facet, found in asks[name](question).counts.items() if found} == set(SIX), name
    assert set(asks[OURS](question).counts) > set(SIX)


def test_a_changed_tool_is_found_in_every_engine_and_the_stores_stay_as_they_are(
    documents: list[SearchDocument], places: Places, asks: Asks
):
    """Each change is found once, and what was measured before is measured again as it was."""
    times = update_times(documents, places)
    assert set(times) == {OURS, MIXED} | ({TANTIVY} & set(places))
    for ask in asks.values():
        assert ask(Question("one word", SearchRequest("zzchanged0zz"), '"zzchanged0zz"')).total == 0


def test_a_store_that_is_kept_is_not_built_again(documents: list[SearchDocument], tmp_path: Path):
    """The time told is that of the one build; other documents have a store of their own."""
    first = built("fts5", documents, Thesaurus(), tmp_path)
    assert built("fts5", documents, Thesaurus(), tmp_path) == first
    assert built("fts5", documents[1:], Thesaurus(), tmp_path).place != first.place


@pytest.mark.parametrize("name", engines())
def test_a_fresh_process_tells_what_opening_took(places: Places, tmp_path: Path, name: str):
    """It opens the store by itself, answers, and prints milliseconds and megabytes."""
    questions = tmp_path / "questions.json"
    questions.write_text(json.dumps([["police", '"police"', {}], ["", "", {"access": ["access-1"]}]]))
    command = [sys.executable, "-m", "benchmarks.growth_process", STORES[name], places[name], questions]
    told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert 0 < told["open"] <= told["first"]
    assert told["empty"] is None or told["empty"] <= told["used"]
