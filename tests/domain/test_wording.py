from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from catalog.domain.census import take_census
from catalog.domain.expectations import Expectations, expectation_faults
from catalog.domain.wording import fingerprints, sentences, wording_faults
from tests.samples import capability, case, content_of, raw_tool, source, write_content

PROVIDER = {1: source(), 2: source(url="https://example.org/p", kind="provider", independent=False)}


def annotation(**changes: Any) -> dict[str, Any]:
    """Return the raw form of a ruling."""
    plain = {
        "principle": "human-autonomy/privacy",
        "kind": "ruling",
        "text": "A court decided.",
        "sources": [1],
    }
    return plain | changes


def found(folder: Path, notes: frozenset[bytes] = frozenset(), **changes: Any) -> list[str]:
    """Return the wording faults of one changed tool."""
    return [
        str(fault) for fault in wording_faults(content_of(write_content(folder, raw_tool(**changes))), notes)
    ]


def test_plain_words_have_no_fault(tmp_path: Path) -> None:
    """The sample tool keeps every rule."""
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"description": " ".join(["word"] * 41) + "."}, "description: has a sentence of 41 words"),
        ({"description": "The leading sorter of pictures."}, "description: sells (“leading”)"),
        ({"description": "A cutting-edge, powerful sorter."}, "description: sells (“cutting-edge”)"),
        (
            {"limitations": [{"text": "Fails [as a rule].", "sources": [1]}]},
            "limitations[0]: holds square brackets",
        ),
        ({"annotations": [annotation()]}, "annotations[0]: is a ruling without a date"),
        ({"summary": "This tool groups pictures."}, "summary: begins with the name"),
        ({"name": "Sorter", "summary": "Sorter groups pictures."}, "summary: begins with the name"),
        (
            {"description": "It recognises colours.", "output": "recognized color groups"},
            "mixes British and American spelling (“recognises”, “recognized”)",
        ),
        (
            {
                "claims": [{"text": "9 of 10.", "measured_by": "independent", "sources": [2]}],
                "sources": PROVIDER,
            },
            "claims[0]: is independent but only the provider says so",
        ),
    ],
)
def test_each_breach_of_the_guide_is_named(tmp_path: Path, changes: dict[str, Any], expected: str) -> None:
    """Every rule on wording has a breach that gives its fault with file and field."""
    faults = found(tmp_path, **changes)
    assert any(expected in fault for fault in faults), faults


@pytest.mark.parametrize(
    "changes",
    [
        {"annotations": [annotation(text="A court decided in 2023.")]},
        {"annotations": [annotation(date="2023-05")]},
        {"description": "A delay leading to errors; it may raise noise in an otherwise precise exercise."},
        {
            "claims": [
                {"text": "9 of 10.", "measured_by": "independent", "reported_by": "provider", "sources": [2]}
            ],
            "sources": PROVIDER,
        },
        {"description": "Sorts for the Organization for Color Recognition, and recognises shapes."},
    ],
)
def test_what_only_looks_like_a_breach_is_left_alone(tmp_path: Path, changes: dict[str, Any]) -> None:
    """Dates in the text, innocent words, told figures and names are no faults."""
    assert found(tmp_path, **changes) == []


def test_wording_of_the_notes_does_not_come_back(tmp_path: Path) -> None:
    """Eight words in a row that stand in the notes are a fault; a source's title quoted in the text is not."""
    copied = "It groups the seized pictures of one case by likeness."
    notes = fingerprints(copied)
    assert any("shares 8 words" in fault for fault in found(tmp_path, notes, description=copied))
    assert found(tmp_path, notes, description="It puts the seized pictures of one case in groups.") == []
    titled = {1: source(title=copied)}
    assert found(tmp_path, notes, description=copied, sources=titled) == []


def test_cases_keep_clear_of_the_notes_too(tmp_path: Path) -> None:
    """Each text of a case is compared with the notes; a source's title quoted in it is no copy."""
    copied = "The authority looked at how the seized pictures were kept."
    notes = fingerprints(copied)

    def fields(**changes: Any) -> list[str]:
        content = content_of(write_content(tmp_path, cases=[case(**changes)]))
        return [fault.field for fault in wording_faults(content, notes)]

    assert fields() == []
    for field in ("title", "what_happened", "outcome", "editors_view"):
        assert fields(**{field: copied}) == [field]
    assert fields(what_happened=copied, sources={1: source(title=copied)}) == []


def test_sentences_end_where_a_new_one_begins() -> None:
    """A full stop inside a number or an abbreviation before a small letter ends nothing."""
    assert sentences("One of 2.5 million. Two, i.e. more. Three!") == [
        "One of 2.5 million.",
        "Two, i.e. more.",
        "Three!",
    ]


def test_capabilities_keep_the_rules_too(tmp_path: Path) -> None:
    """The texts of a capability are held to the same rules."""
    kind = capability(definition="A powerful way to group pictures.")
    faults = wording_faults(content_of(write_content(tmp_path, capabilities=[kind])))
    assert [fault.field for fault in faults] == ["definition"]


def test_content_cannot_shrink_unseen(tmp_path: Path) -> None:
    """A count under its expectation is a fault that names both numbers; one that is met is not."""
    content = content_of(write_content(tmp_path))
    expected = Expectations(
        note="Least numbers.",
        records={"tools": 2, "providers": 1},
        tools_by_kind={"tool": 1},
        tools_by_family={"match-and-sort": 1},
        tools_by_stage={"prevention": 1},
        ethics_by_principle={},
    )
    faults = expectation_faults(content, take_census(content), expected)
    assert [fault.field for fault in faults] == ["records.tools", "tools_by_stage.prevention"]
    assert "there are 1, expected at least 2" in faults[0].message
    emptied = replace(content, capabilities={})
    assert any(
        f.field == "tools_by_family.match-and-sort"
        for f in expectation_faults(emptied, take_census(emptied), expected)
    )
