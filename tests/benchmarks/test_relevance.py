"""The measures of relevance, by examples that were computed by hand."""

import json
from math import log2, nan
from pathlib import Path

import pytest

from benchmarks.measures import (
    Judged,
    exact_first,
    groups,
    mean,
    ndcg,
    recall_of_useful,
    reciprocal_rank_of_exact,
)
from benchmarks.relevance import QUERIES, read_queries, tables
from benchmarks.report import Table, median, percentile

GRADES = {"a": 3, "b": 2, "c": 1}


def judged(name="q1", kind="task", grades=GRADES, *, expect_none=False, lang="en"):
    """Return a judged query."""
    return Judged(name, kind, lang, "words", grades, expect_none)


def test_ndcg_is_one_for_the_best_order_and_counts_later_ranks_for_less():
    """The best order gets 1; a late exact tool gets its gain over log2 of its rank plus one."""
    best = 7 + 3 / log2(3) + 1 / 2
    assert ndcg(["a", "b", "c"], GRADES) == 1
    assert ndcg(["c", "x", "a"], GRADES) == pytest.approx((1 + 7 / 2) / best)
    assert ndcg([], GRADES) == 0


def test_ndcg_looks_at_ten_results_and_at_each_tool_once():
    """An exact tool at rank eleven gains nothing; a repeated one gains once, at its first place."""
    assert ndcg([f"x{i}" for i in range(10)] + ["a"], {"a": 3}) == 0
    assert ndcg(["a", "a"], {"a": 3, "b": 3}) == pytest.approx(1 / (1 + 1 / log2(3)))


def test_ndcg_is_not_defined_without_a_graded_tool():
    """A query without any graded tool has no ideal order, so it has no figure."""
    assert ndcg(["a"], {}) is None


def test_recall_counts_useful_tools_among_as_many_as_ten_places_hold():
    """Grade 1 is not useful; with twelve useful tools, ten in the first ten are all that is possible."""
    assert recall_of_useful(["a", "c", "x"], GRADES) == 0.5
    many = {f"u{i}": 2 for i in range(12)}
    assert recall_of_useful(list(many), many) == 1
    assert recall_of_useful([f"x{i}" for i in range(5)] + list(many), many) == 0.5
    assert recall_of_useful(["c"], {"c": 1}) is None


def test_reciprocal_rank_looks_for_the_first_exact_tool_in_the_whole_ranking():
    """Rank 4 gives a quarter, rank 20 a twentieth, absence 0; without an exact tool it is not defined."""
    assert reciprocal_rank_of_exact(["b", "c", "x", "a"], GRADES) == 0.25
    assert reciprocal_rank_of_exact([f"x{i}" for i in range(19)] + ["a"], GRADES) == 0.05
    assert reciprocal_rank_of_exact(["b"], GRADES) == 0
    assert reciprocal_rank_of_exact(["b"], {"b": 2}) is None


def test_success_at_one_is_asked_of_known_items_only():
    """A known item is a success when the very first result is exact; other kinds have no such figure."""
    known = judged(kind="known-item")
    assert exact_first(known, ["a", "b"]) == 1
    assert exact_first(known, ["b", "a"]) == 0
    assert exact_first(known, []) == 0
    assert exact_first(judged(kind="task"), ["a"]) is None


def test_means_leave_out_undefined_figures_and_take_a_missing_ranking_as_empty():
    """Of three queries one has no exact tool and one no ranking: the mean is over 1 and 0."""
    queries = [judged("q1"), judged("q2"), judged("q3", grades={"c": 1})]
    assert mean("MRR3", queries, {"q1": ["a"], "q3": ["c"]}) == 0.5
    assert mean("S@1", queries, {}) is None


def test_queries_without_an_answer_stand_apart():
    """They are in no group of the means; their table says how many results each engine gave."""
    queries = [
        judged("q1", lang="en"),
        judged("q2", kind="review", lang="de"),
        judged("q3", expect_none=True),
    ]
    assert {name: [q.id for q in members] for name, members in groups(queries).items()} == {
        "all": ["q1", "q2"],
        "kind: review": ["q2"],
        "kind: task": ["q1"],
        "language: de": ["q2"],
        "language: en": ["q1"],
    }
    made = tables(queries, {"one": {"q1": ["a"], "q3": ["x", "y"]}, "two": {}})
    assert made[-1].rows == (("words", 2, 0), ("answered with nothing", 0, 1))
    assert made[0].rows[0][-1] == 2


def test_a_line_that_is_no_judged_query_and_a_repeated_id_are_refused(tmp_path: Path):
    """A broken file is refused with the number of its line, so that no figure rests on a part of it."""
    line = json.dumps({"id": "q1", "kind": "task", "lang": "en", "query": "x", "relevant": {"a": 3}})
    file = tmp_path / "queries.jsonl"
    file.write_text(f"{line}\n{{}}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2 is not a judged query"):
        read_queries(file)
    file.write_text(f"{line}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="an id appears twice"):
        read_queries(file)


def test_the_judged_queries_that_we_ship_grade_only_by_one_two_or_three():
    """Every shipped query can be read; one that expects nothing has no graded tool, every other has one."""
    queries = read_queries(QUERIES)
    assert queries
    assert all(set(query.grades.values()) <= {1, 2, 3} for query in queries)
    assert all(query.expect_none != bool(query.grades) for query in queries)


def test_percentiles_are_by_nearest_rank():
    """Of 1 to 20 the median is 10 and the 95th percentile 19, both values that were measured."""
    values = [float(i) for i in range(20, 0, -1)]
    assert median(values) == 10
    assert percentile(values, 0.95) == 19
    assert percentile([3.0], 0.95) == 3


def test_a_table_shows_small_and_large_figures_readably_and_marks_what_is_missing():
    """Figures have three digits or so, missing ones are a dash, the notes follow as a list."""
    table = Table(
        "Times", ("what", "ms"), (("a", 1234.5), ("b", 0.1234), ("c", None), ("d", nan)), ("A note.",)
    )
    assert table.markdown() == (
        "### Times\n\n| what | ms |\n| --- | --- |\n| a | 1,234 |\n| b | 0.123 |\n| c | – |\n| d | – |\n\n- A note.\n"
    )
