"""The form of a draft: every field has its place, and what a widget shows is what is saved again."""

from typing import Any

import pytest

from catalog.bootstrap import App
from catalog.domain.case import SUPPORTABLE, Case
from catalog.domain.changes import LABELS
from catalog.domain.content import RecordKind
from catalog.domain.provider import Provider
from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED
from catalog.ui.parts.case_fields import CASE_SECTIONS, FRESH_CASE
from catalog.ui.parts.draft_acts import _FRESH, _FRESH_PROVIDER
from catalog.ui.parts.draft_fields import FORMS, ITEM_FIELDS, ITEM_TITLES, PROVIDER_SECTIONS, SECTIONS
from catalog.ui.parts.draft_form import _meant, _shown
from catalog.ui.parts.draft_paths import root_of, said, steps, value_at, with_value

NOT_ASKED = {"slug", "redirects", "verification"}
"""Set by the program, or by a merge; only the vetting level of the verification is asked."""


def test_every_field_of_a_tool_has_its_place_in_the_form() -> None:
    """Each field of the record is asked in a section or in a list, and has its words."""
    asked = {root_of(spec.path) for section in SECTIONS for spec in section.fields} | set(ITEM_FIELDS)
    assert set(Tool.model_fields) - asked <= NOT_ASKED
    assert set(ITEM_FIELDS) == set(ITEM_TITLES)
    assert set(Tool.model_fields) <= set(LABELS)


def test_every_field_of_a_provider_has_its_place_in_the_form() -> None:
    """The same for providers; which tools name it is the catalogue's business."""
    asked = {root_of(spec.path) for section in PROVIDER_SECTIONS for spec in section.fields}
    assert set(Provider.model_fields) - asked == {"slug", "named_in", "sources"}
    assert FORMS[RecordKind.PROVIDER][1] == ("sources",)


def test_every_field_of_a_case_has_its_place_in_the_form() -> None:
    """The same for cases; each field has its words, and what a source can back is a field."""
    asked = {root_of(spec.path) for section in CASE_SECTIONS for spec in section.fields}
    assert set(Case.model_fields) - asked == {"slug", "sources"}
    assert set(Case.model_fields) <= set(LABELS)
    assert set(SUPPORTABLE) <= set(Case.model_fields)
    assert FORMS[RecordKind.CASE][1] == ("sources",)


def test_what_a_draft_begins_with_are_fields_of_its_record() -> None:
    """Nothing is stated before a source states it, and nothing is there that a record does not have."""
    assert set(_FRESH) <= set(Tool.model_fields)
    assert set(_FRESH_PROVIDER) <= set(Provider.model_fields)
    assert set(FRESH_CASE) <= set(Case.model_fields)


def test_showing_and_taking_over_changes_no_fact_of_the_catalogue(real_app: App) -> None:
    """For every published tool, what each widget shows is read back as the very value that was there."""
    looked = 0
    for tool in real_app.read.all_tools():
        content = tool.model_dump(mode="json")
        for section in SECTIONS:
            for spec in section.fields:
                value = value_at(content, spec.path)
                assert _meant(spec, _shown(spec, value)) == value, (tool.slug, spec.path)
                looked += 1
        for name, specs in ITEM_FIELDS.items():
            held = content[name]
            for item in held.values() if isinstance(held, dict) else held:
                for spec in specs:
                    shown = _meant(spec, _shown(spec, item[spec.path]))
                    assert shown == item[spec.path], (tool.slug, name, spec.path)
                    looked += 1
    assert looked > 10_000


def test_showing_and_taking_over_changes_no_case(real_app: App) -> None:
    """The same for every published case."""
    for case in real_app.read.cases.values():
        content = case.model_dump(mode="json")
        for spec in (spec for section in CASE_SECTIONS for spec in section.fields):
            value = value_at(content, spec.path)
            assert _meant(spec, _shown(spec, value)) == value, (case.slug, spec.path)
    assert len(real_app.read.cases) > 60


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("name", "B"),
        ("ai.use", "x"),
        ("claims[1].text", "y"),
        ("sources.4.url", "z"),
        ("listing", {"status": "q"}),
    ],
)
def test_a_value_is_put_where_its_path_leads_and_nowhere_else(path: str, value: Any) -> None:
    """The changed content has the value at the path; the old one is untouched."""
    content = {
        "name": "A",
        "ai": {"use": "a", "family": "b"},
        "claims": [{"text": "1"}, {"text": "2"}],
        "sources": {"4": {"url": "u"}},
    }
    changed = with_value(content, path, value)
    assert value_at(changed, path) == value
    assert value_at(content, path) != value
    other = {key: item for key, item in changed.items() if key != root_of(path)}
    assert other == {key: item for key, item in content.items() if key != root_of(path)}


def test_a_path_that_leads_nowhere_is_nothing_and_cannot_be_written() -> None:
    """A place in a list that is gone is None when read, and an error that the form shows when written."""
    assert value_at({"claims": []}, "claims[0].text") is None
    with pytest.raises(LookupError):
        with_value({"claims": []}, "claims[0].text", "x")
    assert steps("claims[2].text") == ["claims", 2, "text"]


def test_what_two_people_wrote_is_told_in_words() -> None:
    """Lists, items and nothing at all are shown as text."""
    assert said(NOT_STATED) == said([]) == said(None) == "nothing"
    assert said(["a", {"url": "b"}]) == "a; url: b"
