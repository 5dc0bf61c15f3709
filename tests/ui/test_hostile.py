"""Hostile text in every field of every view stays text."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from pydantic import BaseModel

from catalog.domain.case_search import CaseRequest
from catalog.domain.search import SearchRequest
from catalog.queries.views import UnderstoodPart
from catalog.ui.html import Html, join
from catalog.ui.parts.about_text import about_document
from catalog.ui.parts.answer import answer
from catalog.ui.parts.capability_sections import capability_document
from catalog.ui.parts.case_register import register_document
from catalog.ui.parts.case_sections import case_document
from catalog.ui.parts.finder_steps import finder_end
from catalog.ui.parts.first_view import first_view
from catalog.ui.parts.found import Found
from catalog.ui.parts.map_table import map_document
from catalog.ui.parts.tool_sections import tool_document
from tests.ui import sample_views as sample
from tests.ui.reading import Read

HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(2)</script><a href='javascript:x'>&amp;"
CHOSEN_BY_CODE = {"measured_by", "reported_by", "status", "request"}
"""Fields whose values are checked against a fixed list before a view is made."""


def poisoned(value: Any, name: str = "", *, kind_is_fixed: bool = False) -> Any:
    """Return the value with the hostile text after every text in it."""
    if isinstance(value, str):
        fixed = name in CHOSEN_BY_CODE or (name == "kind" and kind_is_fixed)
        return value if fixed else value + HOSTILE
    if isinstance(value, tuple):
        return tuple(poisoned(item, name) for item in value)
    if isinstance(value, dict):
        return {key: poisoned(item) for key, item in value.items()}
    if isinstance(value, BaseModel):
        own = type(value).model_fields
        fixed = "principle" in own
        return value.model_copy(
            update={key: poisoned(getattr(value, key), key, kind_is_fixed=fixed) for key in own}
        )
    if is_dataclass(value) and not isinstance(value, type) and not isinstance(value, SearchRequest):
        return replace(
            value, **{item.name: poisoned(getattr(value, item.name), item.name) for item in fields(value)}
        )
    return value


def _search() -> Html:
    request = SearchRequest("age", {"cost": ("cost-a",)})
    found = sample.search_page(
        request,
        suspended=(sample.suspended_tool(),),
        notes=("A note.",),
        total=0,
        understood=sample.understood(),
        did_you_mean="aged",
    )
    page = poisoned(found)
    reasons = {card.slug: poisoned(sample.why()) for card in page.cards}
    undone = poisoned((UnderstoodPart("topic:x", "x", ("x",), "Cost", ("Free",)),))
    found = Found(page, undone, reasons, why=True)
    bare = replace(found, page=replace(page, suspended=()))
    return join(answer(found), answer(bare), answer(replace(found, page=replace(page, total=57))))


def _first_view() -> Html:
    page = poisoned(sample.search_page(SearchRequest("age" + HOSTILE, {"cost": (HOSTILE,)})))
    return first_view(Found(page, (), {}, why=True), ((HOSTILE, "/"),), join(HOSTILE))


def _finder() -> Html:
    view = poisoned(sample.finder())
    return finder_end(replace(view, request=SearchRequest(filters={"media": (HOSTILE,)}), total=3))


PIECES: dict[str, Callable[[], Html]] = {
    "tool": lambda: tool_document(poisoned(sample.tool_page()), HOSTILE),
    "suspended tool": lambda: tool_document(
        poisoned(sample.tool_page(suspended=sample.suspended_tool())), HOSTILE
    ),
    "capability": lambda: capability_document(poisoned(sample.capability_page())),
    "case": lambda: case_document(poisoned(sample.case_page())),
    "cases": lambda: register_document(poisoned(sample.case_register(CaseRequest("x", {"kind": ("a",)})))),
    "map": lambda: map_document(poisoned(sample.catalogue_map())),
    "about": lambda: about_document(poisoned(sample.about_page())),
    "search": _search,
    "first view": _first_view,
    "finder": _finder,
}


@pytest.mark.parametrize("name", PIECES)
def test_no_field_makes_an_element(name: str) -> None:
    """No text of a view makes an image, a script, a handler or an address of another scheme."""
    read = Read(PIECES[name]())

    assert {element for element, _ in read.elements}.isdisjoint({"img", "script", "iframe", "svg", "style"})
    assert not [key for _, attributes in read.elements for key in attributes if key.startswith("on")]
    assert all(link.startswith(("/", "#", "http://", "https://")) for link in read.links())
    assert HOSTILE in read.text or name == "finder"
