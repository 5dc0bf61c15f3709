"""The audit page with a real store: what it shows, what a look leaves behind, and who is kept out."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from catalog.actions.audit import AuditFormat
from catalog.domain.errors import Invalid
from catalog.domain.events import Event, EventTag
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.store import EventFilter, Store
from catalog.ui.parts.audit_address import asked_for, export_address
from catalog.ui.parts.audit_looking import SHOWN
from tests.actions.workflow_world import ANNA, stock, submitted

EVA = Actor("eva", Role.ADMINISTRATOR)


def audit_page() -> None:
    """The body of a script that shows the audit page."""
    from catalog.ui.pages.audit import render  # noqa: PLC0415  # nothing outside a page script exists there

    render()


@pytest.fixture
def acting(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """The page with a small history; `actor` says who looks."""
    stock(store)
    submitted(store, ANNA, "photo-sorter", name="Sorter <b>of</b> photos")
    who = SimpleNamespace(actor=EVA)
    monkeypatch.setattr("catalog.ui.parts.audit_looking.the_app", lambda: SimpleNamespace(store=store))
    monkeypatch.setattr("catalog.ui.parts.audit_looking.current_actor", lambda: who.actor)
    yield who
    store.close()


def shown() -> AppTest:
    """Open the page."""
    return AppTest.from_function(audit_page, default_timeout=30).run()


def markup(at: AppTest) -> str:
    """Return all the markup of a page."""
    assert not at.exception
    return " ".join(str(item.value) for item in at.html)


def press(at: AppTest, label: str) -> AppTest:
    """Press a button."""
    return next(button for button in at.button if button.label == label).click().run()


def readings(store: Store) -> list[Event]:
    """Return the events that tell of a look."""
    with store.reading() as reader:
        return [event for event in reader.events() if event.tag is EventTag.AUDIT_READ]


def test_a_look_shows_events_and_is_one(store: Store, acting: Any) -> None:
    """Events are shown in words, as text; drawing the page again is no second look, asking again is."""
    at = shown()
    text = markup(at)
    assert "submission made" in text
    assert "tool:photo-sorter" in text
    assert "<b>" not in text
    at.run()
    assert [event.actor for event in readings(store)] == ["eva"]
    press(at, "Look")
    assert len(readings(store)) == 2


def test_filters_leave_what_fits_and_are_told(store: Store, acting: Any) -> None:
    """Person, kind and record narrow the list; the event says what was looked for."""
    at = shown()
    at.text_input[0].input("anna")
    at.multiselect[0].select(EventTag.SUBMISSION_MADE)
    text = markup(press(at, "Look"))
    assert "1 event, the newest first" in text
    assert "draft opened" not in text
    looked = readings(store)[-1].detail
    assert looked == {"looked_for": {"actor": "anna", "tags": ["submission:made"]}, "shown": 1}


def test_older_events_are_a_step_away(store: Store, acting: Any) -> None:
    """A hundred events are shown at once; the button leads on to those before."""
    with store.writing(SYSTEM) as work:
        for number in range(SHOWN):
            work.record(EventTag.CATALOGUE_LOADED, "catalogue", {"number": number})
    at = shown()
    assert "submission made" not in markup(at)
    assert "submission made" in markup(press(at, "Older"))


@pytest.mark.parametrize("role", [Role.CURATOR, Role.INVESTIGATOR])
def test_others_are_kept_out(store: Store, acting: Any, role: Role) -> None:
    """Who may not read the trail gets the reason and no event, also after somebody else has looked in this window."""
    at = shown()
    acting.actor = Actor("ivan", role)
    text = markup(at.run())
    assert "Not permitted" in text
    assert "tool:photo-sorter" not in text
    assert len(readings(store)) == 1


def test_the_address_of_a_file_says_what_the_form_said() -> None:
    """An address made for a filter asks for just that; what has no meaning is refused."""
    wanted = EventFilter(
        (EventTag.DRAFT_SAVED, EventTag.AUDIT_READ), "a b&c", "tool:x", "2026-01-01", "2026-02-01"
    )
    query = export_address(wanted, AuditFormat.CSV).partition("?")[2]
    assert asked_for(parse_qs(query)) == (wanted, AuditFormat.CSV)
    for wrong in (
        {"form": ["exe"]},
        {},
        {"form": ["csv"], "tag": ["x"]},
        {"form": ["csv"], "since": ["soon"]},
    ):
        with pytest.raises(Invalid):
            asked_for(wrong)
