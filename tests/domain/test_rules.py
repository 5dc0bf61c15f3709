from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from catalog.domain.content import Content
from catalog.domain.rules import VOCABULARIES, content_faults
from catalog.domain.vocabulary import Term, Vocabulary
from tests.samples import TODAY, capability, case, content_of, provider, raw_tool, source, write_content


def faults(content: Content) -> list[str]:
    """Return the faults as text."""
    return [str(fault) for fault in content_faults(content, TODAY)]


def of_tool(folder: Path, **changes: Any) -> list[str]:
    """Return the faults of a folder with one changed tool."""
    return faults(content_of(write_content(folder, raw_tool(**changes))))


def test_a_sound_folder_has_no_fault(tmp_path: Path) -> None:
    """Records that fit together give no fault."""
    assert faults(content_of(write_content(tmp_path, raw_tool(), cases=[case()]))) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"capabilities": ["mind-reading"]}, "capabilities: mind-reading is not one of"),
        ({"stages": ["lunch"]}, "stages: lunch is not one of"),
        ({"media": ["smell"]}, "media: smell is not one of"),
        ({"access": "secret"}, "access: secret is not one of"),
        ({"cost": "dear"}, "cost: dear is not one of"),
        ({"maturity": "ripe"}, "maturity: ripe is not one of"),
        ({"ai": {"family": "magic", "use": "x"}}, "ai.family: magic is not one of"),
        ({"provider": "nobody"}, "provider: nobody is not one of"),
        ({"relations": [{"kind": "see-also", "tool": "missing"}]}, "relations: missing is not another tool"),
        (
            {"relations": [{"kind": "see-also", "tool": "photo-sorter"}]},
            "relations: photo-sorter is not another",
        ),
        ({"limitations": [{"text": "t", "sources": [9]}]}, "limitations[0].sources: names source 9"),
        ({"sources": {1: source(kind="rumour")}}, "sources.1.kind: rumour is not one of"),
        (
            {"sources": {1: source(kind="provider")}},
            "sources.1.independent: a provider page is not independent",
        ),
        ({"sources": {1: source(), 2: source()}}, "sources.2.url: is the same page as source 1"),
        (
            {"sources": {1: source(), 2: source(url="https://example.org/2", supports=[])}},
            "sources.2: backs nothing",
        ),
        ({"sources": {1: source(supports=["cost"])}}, "description: no source supports it"),
        (
            {"sources": {1: source(supports=["description", "users"])}},
            "sources.1.supports: users is not a field",
        ),
        ({"sources": {1: source(date="2027-01")}}, "sources.1.date: 2027-01 is in the future"),
        ({"last_release": "2026-12"}, "last_release: 2026-12 is in the future"),
        (
            {"annotations": [{"principle": "luck/chance", "kind": "concern", "text": "t", "sources": [1]}]},
            "annotations[0].principle: luck/chance is not one of",
        ),
        (
            {"verification": {"level": "desk-reviewed", "checked": TODAY, "next_check": "2026-01"}},
            "verification.next_check: is not after",
        ),
        ({"redirects": ["photo-sorter"]}, "redirects: photo-sorter is already a tool"),
    ],
)
def test_each_breach_of_a_tool_is_named(tmp_path: Path, changes: dict[str, Any], expected: str) -> None:
    """Every rule about tools has a breach that gives its fault with file and field."""
    found = of_tool(tmp_path, **changes)
    assert any(fault.startswith(f"tools/photo-sorter.yaml: {expected}") for fault in found), found


def test_the_same_day_or_month_is_not_the_future(tmp_path: Path) -> None:
    """A date as precise as a month or a year is compared at that precision."""
    assert of_tool(tmp_path, last_release="2026-11") == []


def test_two_tools_of_one_name_are_a_fault(tmp_path: Path) -> None:
    """A name stands for one tool."""
    folder = write_content(tmp_path, raw_tool("one", name="Same"), raw_tool("two", name="same"))
    assert any("is also the name of one" in fault for fault in faults(content_of(folder)))


@pytest.mark.parametrize(
    ("shelf", "record", "expected"),
    [
        ("cases", case(tools=["missing"]), "cases/xx-example-2024.yaml: tools: missing is not a tool"),
        ("cases", case(kind="gossip"), "cases/xx-example-2024.yaml: kind: gossip is not one of"),
        ("cases", case(rights=["luck"]), "cases/xx-example-2024.yaml: rights: luck is not one of"),
        ("cases", case(date="2027"), "cases/xx-example-2024.yaml: date: 2027 is in the future"),
        (
            "capabilities",
            capability(family="odd"),
            "capabilities/near-duplicate-clustering.yaml: family: odd",
        ),
        (
            "capabilities",
            capability(legal_facts=["AIA-99"]),
            "capabilities/near-duplicate-clustering.yaml: legal_facts",
        ),
        (
            "capabilities",
            capability(not_to_be_confused_with={"x": "y"}),
            "capabilities/near-duplicate-clustering.yaml: not_",
        ),
        ("providers", provider(type="clan"), "providers/example-lab.yaml: type: clan is not one of"),
        (
            "providers",
            provider(named_in=["gone"]),
            "providers/example-lab.yaml: named_in: gone is not a tool",
        ),
        (
            "providers",
            provider(named_in=[]),
            "providers/example-lab.yaml: sources: nothing supports this provider",
        ),
    ],
)
def test_each_breach_of_other_records_is_named(
    tmp_path: Path, shelf: str, record: Any, expected: str
) -> None:
    """Rules about cases, capabilities and providers name file and field too."""
    found = faults(content_of(write_content(tmp_path, **{shelf: [record]})))
    assert any(fault.startswith(expected) for fault in found), found


def test_missing_and_crooked_vocabularies_are_faults(tmp_path: Path) -> None:
    """A missing vocabulary, a doubled term, an unknown parent and too many families are each named."""
    content = content_of(write_content(tmp_path))
    term = Term(id="a", label="A", definition="One.")
    crooked = Vocabulary(
        vocabulary="media", label="M", terms=(term, term, Term(id="b", label="B", definition="B", parent="z"))
    )
    many = Vocabulary(
        vocabulary="families",
        label="F",
        terms=tuple(Term(id=f"f{i}", label="F", definition="F") for i in range(10)),
    )
    kept = {name: item for name, item in content.vocabularies.items() if name != "rights"}
    found = faults(replace(content, vocabularies=kept | {"media": crooked, "families": many}))
    for expected in (
        "rights.yaml: the vocabulary is missing",
        "a stands twice",
        "z is not one of",
        "more than 9 families",
    ):
        assert any(expected in fault for fault in found), (expected, found)


def test_every_vocabulary_that_must_exist_is_shipped(tmp_path: Path) -> None:
    """The curated folder carries each vocabulary that the rules name."""
    assert set(VOCABULARIES) <= set(content_of(write_content(tmp_path)).vocabularies)
