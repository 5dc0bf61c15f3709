"""What is refused in the files on compliance profiles: each odd file gets a sentence with file and field."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from catalog.domain.compliance_faults import ring_in
from catalog.domain.compliance_review import review_warnings
from catalog.domain.content import RULEBOOK_KINDS, Content, RecordKind
from catalog.domain.rules import content_faults
from catalog.exchange.curated import curated_files, read_content, read_document
from catalog.exchange.strict_yaml import read_yaml

DATA = Path(__file__).parent.parent.parent / "data"
RAW: dict[str, Any] = {
    kind.value: read_yaml((DATA / "compliance" / f"{kind}.yaml").read_bytes()) for kind in RULEBOOK_KINDS
}
Odd = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def rest() -> Content:
    """The facts, cases and capabilities that the files name."""
    folders = ("compliance/facts", "cases/", "capabilities/")
    return read_content(f for f in curated_files(DATA) if f.name.startswith(folders))[0]


def faults_of(rest: Content, odd: Odd, today: str = "2026-11-22") -> list[str]:
    """Return the faults on compliance after a change of the raw files, as sentences."""
    raw = deepcopy(RAW)
    odd(raw)
    found, parts = [], {}
    for name, value in raw.items():
        kind = RecordKind(name)
        parts[name], faults = read_document(kind, f"compliance/{kind}.yaml", value)
        found += [str(fault) for fault in faults]
    if found:
        return found
    content = Content(capabilities=rest.capabilities, cases=rest.cases, law=rest.law, **parts)
    return [str(fault) for fault in content_faults(content, today) if fault.file.startswith("compliance/")]


def rule(raw: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a rule of the raw files."""
    return next(item for item in raw["rules"]["rules"] if item["id"] == name)


def question(raw: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a question of the raw files."""
    return next(item for item in raw["questions"]["questions"] if item["id"] == name)


def test_the_files_as_they_stand_have_no_fault(rest: Content) -> None:
    """The rulebook of the repository keeps every rule."""
    assert faults_of(rest, dict) == []


ODD: tuple[tuple[Odd, str], ...] = (
    (lambda raw: rule(raw, "R-20").update(cite=[]), "cite: needs at least one entry"),
    (lambda raw: rule(raw, "R-20")["cite"][0].pop("facts"), "names no fact and no case"),
    (lambda raw: rule(raw, "R-20")["cite"][0].update(facts=["AIA-999"]), "AIA-999 is not in facts.yaml"),
    (
        lambda raw: rule(raw, "R-11")["cite"][0].update(cases=["no-such"]),
        "no-such is not in the files in cases/",
    ),
    (lambda raw: rule(raw, "R-20").update(colour="red"), "colour: is not a field of this record"),
    (
        lambda raw: rule(raw, "R-02").update(when={"field": "nobody_asks", "one_of": ["yes"]}),
        "no question nobody_asks",
    ),
    (
        lambda raw: rule(raw, "R-02").update(when={"field": "is_ai", "one_of": ["maybe"]}),
        "maybe is no answer",
    ),
    (lambda raw: rule(raw, "R-02").update(when={"colour": "red"}), "is not a condition"),
    (lambda raw: rule(raw, "R-02").update(when={"term": "no-such"}), "the term no-such is not in `terms`"),
    (lambda raw: rule(raw, "R-02").update(when={"missing": "is_ai"}), "is no question on a safeguard"),
    (lambda raw: rule(raw, "R-02").update(when={"unknown": "is_ai"}), "asks for what is unknown or missing"),
    (lambda raw: rule(raw, "R-02").update(level="no-such"), "no-such is not in levels.yaml"),
    (lambda raw: rule(raw, "R-02").update(duties=["no-such"]), "no-such is not in duties.yaml"),
    (lambda raw: rule(raw, "R-02").update(law="no-such"), "no-such is not in frameworks.yaml"),
    (lambda raw: rule(raw, "R-40").update(sets_aside=["R-41"]), "goes round in a ring (R-40 → R-41 → R-40)"),
    (lambda raw: rule(raw, "R-23").update(confidence="high"), "is high on a draft alone"),
    (lambda raw: rule(raw, "R-31").update(alternatives=[]), "is empty at low confidence"),
    (lambda raw: rule(raw, "R-31").update(as_of="2029"), "2029 is in the future"),
    (lambda raw: rule(raw, "R-31").update(id="R-30"), "R-30 stands twice"),
    (lambda raw: raw["rules"]["terms"].update(police={"term": "live-in-public"}), "goes round in a ring"),
    (
        lambda raw: question(raw, "user_role").update(
            asked_when={"field": "acts_for_police", "one_of": ["yes"]}
        ),
        "questions.yaml: asked_when: goes round in a ring",
    ),
    (lambda raw: raw["duties"]["duties"][0].update(facts=[]), "a duty without a source is not taken"),
    (lambda raw: rule(raw, "R-84").update(duties=[]), "outside-purpose: follows from no rule"),
    (
        lambda raw: raw["uses"]["uses"][0].update(capabilities=["no-such"]),
        "no-such is not in the files in capabil",
    ),
    (lambda raw: raw["uses"]["uses"][0]["answers"].update(is_ai=["yes", "no"]), "takes one answer"),
    (lambda raw: raw["levels"]["levels"].pop(), "no-rule-met is missing"),
    (lambda raw: raw["frameworks"]["frameworks"][0].update(facts=["XX-00"]), "XX-00 is not in facts.yaml"),
)


@pytest.mark.parametrize(("odd", "sentence"), ODD, ids=[sentence[:45] for _, sentence in ODD])
def test_an_odd_file_gets_a_clear_sentence(rest: Content, odd: Odd, sentence: str) -> None:
    """The fault names file and field and says what is wrong; nothing else happens."""
    found = faults_of(rest, odd)
    assert any(sentence in fault for fault in found), found
    assert all(fault.startswith("compliance/") for fault in found)


def test_a_missing_file_is_named(rest: Content) -> None:
    """With one of the six files gone the others are not taken, and the missing one is named."""
    found = faults_of(rest, lambda raw: raw.pop("duties"))
    assert any("duties.yaml: is missing" in fault for fault in found)


def test_what_is_past_its_review_date_is_warned_of(rest: Content) -> None:
    """Before the date nothing is due; after it every rule is, with the facts to look at."""
    content = read_content(f for f in curated_files(DATA) if f.name.startswith("compliance/"))[0]
    book = content.rulebook()
    assert book is not None
    assert review_warnings(book, "2027-02-01") == ()
    due = review_warnings(book, "2027-02-02")
    assert len(due) == len(book.rule_by_id) + len(book.framework_by_id)
    assert any("R-20 was to be read again by 2027-02-01; check AIA-25, AIA-60" in text for text in due)


@pytest.mark.parametrize(
    ("links", "ring"),
    [
        ({}, ()),
        ({"a": ["b"], "b": ["c"], "c": []}, ()),
        ({"a": ["a"]}, ("a", "a")),
        ({"a": ["b", "c"], "b": ["c"], "c": ["b"]}, ("b", "c", "b")),
    ],
)
def test_rings_are_found(links: dict[str, list[str]], ring: tuple[str, ...]) -> None:
    """A ring is told by its names in order; chains and diamonds are none."""
    assert ring_in(links) == ring
