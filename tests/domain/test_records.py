import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from catalog.domain.errors import NotAllowed
from catalog.domain.evidence import evidence_of, evidence_rank, independent_sources
from catalog.domain.facets import FACET_IDS, facet_values, licence_class
from catalog.domain.people import GRANTS, VISITOR, Actor, Permission, Role
from catalog.domain.provider import Provider
from catalog.domain.questions import questions_for
from catalog.domain.revision import canonical_json, content_hash
from catalog.domain.text import clean
from catalog.domain.tool import Tool
from catalog.domain.values import host_of, is_registry
from catalog.domain.vocabulary import Term, Vocabulary
from tests.samples import provider, raw_tool, source, tool

CLASSES = Vocabulary(
    vocabulary="licence-classes",
    label="Licence",
    terms=(
        Term(id="open-source", label="Open source", definition="o", spdx=("MIT", "Apache-2.0")),
        Term(id="open-with-restrictions", label="Restricted", definition="r", spdx=("CC-BY-NC-4.0",)),
        Term(id="proprietary", label="Proprietary", definition="p", spdx=("proprietary",)),
    ),
)


def test_a_document_survives_its_canonical_form() -> None:
    """Canonical JSON read back is the same document with the same hash."""
    original = tool(claims=[{"text": "99 %", "measured_by": "provider", "sources": [1]}])
    again = Tool.model_validate_json(canonical_json(original))
    assert again == original
    assert content_hash(canonical_json(again)) == content_hash(canonical_json(original))


def test_the_hash_follows_the_content_and_not_its_spelling() -> None:
    """The order of keys in a file does not matter; any other value does."""
    shuffled = Tool.model_validate(dict(reversed(raw_tool().items())))
    assert canonical_json(shuffled) == canonical_json(tool())
    assert canonical_json(tool(cost="paid")) != canonical_json(tool())


def test_documents_cannot_be_changed() -> None:
    """A document is frozen."""
    with pytest.raises(ValidationError):
        tool().name = "other"  # type: ignore[misc]


@pytest.mark.parametrize("text", ["a\x00b", "a\u202eb", "a\u2066b", "a\x85b", "   ", "\x1b[31m"])
def test_hidden_and_reordering_characters_are_refused(text: str) -> None:
    """Control characters, bidirectional overrides and blank text do not enter."""
    with pytest.raises(ValueError, match=r"character|empty"):
        clean(text)


@given(st.text(min_size=1, max_size=60))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Clean text stays as it is."""
    try:
        once = clean(text)
    except ValueError:
        return
    assert clean(once) == once


def test_registry_pages_are_known_by_host() -> None:
    """A registry's host and its subdomains are registries; a look-alike is not."""
    assert is_registry("https://www.npm" + "js.com/package/x")
    assert not is_registry("https://my" + "npm" + "js.org/x")
    assert host_of("https://www.example.org/a") == "example.org"


def test_evidence_is_independent_only_with_an_independent_measurement() -> None:
    """Independent sources alone do not make independent evidence, but they raise the rank."""
    claim = {"text": "t", "sources": [1]}
    silent, own = tool(), tool(claims=[claim | {"measured_by": "authors"}])
    tested = tool(claims=[claim | {"measured_by": "independent"}])
    assert [evidence_of(item) for item in (silent, own, tested)] == ["none", "provider", "independent"]
    assert evidence_rank(silent) < evidence_rank(own) < evidence_rank(tested)
    more = tool(sources={1: source(), 2: source(url="https://example.org/b")})
    assert independent_sources(more) == 2
    assert evidence_rank(more) > evidence_rank(silent)


def test_every_facet_has_a_value_even_when_nothing_is_stated() -> None:
    """An unknown fact is the value not-stated in its facet, never an absent one."""
    bare = tool(
        media="not-stated",
        deployment="not-stated",
        interfaces="not-stated",
        offline="not-stated",
        cost="not-stated",
    )
    values = facet_values(bare, None, CLASSES)
    assert set(values) == set(FACET_IDS)
    assert values["media"] == values["offline"] == values["country"] == values["cost"] == ("not-stated",)
    assert values["rights"] == ("nothing-recorded",)
    known = facet_values(tool(), Provider.model_validate(provider()), CLASSES)
    assert (known["country"], known["offline"], known["licence"]) == (("NO",), ("yes",), ("open-source",))


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("MIT", "open-source"),
        ("MIT (code); CC-BY-NC-4.0 (weights)", "open-with-restrictions"),
        ("Apache-2.0 OR proprietary", "proprietary"),
        ("unheard of", "not-stated"),
        ("not-stated", "not-stated"),
        ("SMITE", "not-stated"),
    ],
)
def test_the_licence_class_is_that_of_the_strictest_part(licence: str, expected: str) -> None:
    """A licence text falls in the class of its most restrictive known part."""
    assert licence_class(licence, CLASSES) == expected


def test_questions_come_from_what_is_not_stated() -> None:
    """A field that is stated asks nothing; one that is not asks its question; no evidence is asked first."""
    open_record = tool(cost="not-stated", hardware="not-stated")
    questions = questions_for(open_record)
    assert any("cost" in question for question in questions)
    assert "measurements" in questions[0]
    assert not any("cost" in question for question in questions_for(tool()))


def test_every_permission_is_granted_with_a_reason() -> None:
    """The table has each permission once, with roles and a sentence."""
    assert set(GRANTS) == set(Permission)
    assert all(roles and reason.endswith(".") for roles, reason in GRANTS.values())


def test_a_refusal_says_who_may_and_why() -> None:
    """An actor without the permission gets a sentence with the role that has it."""
    with pytest.raises(NotAllowed, match="needs the role system; you act as visitor"):
        VISITOR.require(Permission.CATALOGUE_LOAD)
    assert Actor("x", Role.SYSTEM).may(Permission.CATALOGUE_LOAD)
