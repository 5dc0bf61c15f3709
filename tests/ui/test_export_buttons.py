"""The export of an answer, as the search page offers it."""

import json
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from catalog.bootstrap import App
from catalog.domain.errors import NotAllowed
from catalog.domain.people import STRANGER, VISITOR
from catalog.domain.search import SearchRequest
from catalog.exchange.exports import Format
from catalog.ui.parts import export_buttons as part


def offer() -> None:
    """The body of a script that offers an answer of as many tools as the session says."""
    import streamlit as st  # noqa: PLC0415  # nothing outside a page script exists there

    from catalog.domain.search import SearchRequest  # noqa: PLC0415
    from catalog.ui.parts.export_buttons import export_buttons  # noqa: PLC0415

    export_buttons(SearchRequest("face"), st.session_state["total"])


@pytest.mark.parametrize(("total", "buttons"), [(0, 0), (3, len(Format))])
def test_there_is_a_button_for_each_format(total: int, buttons: int) -> None:
    """An answer is offered in every format, an empty one in none; no file is made before it is asked for."""
    at = AppTest.from_function(offer, default_timeout=30)
    at.session_state["total"] = total
    at.run()
    assert not at.exception
    assert len(at.get("download_button")) == buttons


def test_the_file_is_made_for_whoever_asks_then(real_app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """The press of the button reads who is there at that moment: a sign-in that has ended gets no file."""
    who = SimpleNamespace(actor=VISITOR)
    monkeypatch.setattr(part, "the_app", lambda: real_app)
    monkeypatch.setattr(part, "current_actor", lambda: who.actor)
    assert json.loads(part._data(Format.JSON, SearchRequest("face")))["tools"]
    who.actor = STRANGER
    with pytest.raises(NotAllowed):
        part._data(Format.JSON, SearchRequest("face"))
