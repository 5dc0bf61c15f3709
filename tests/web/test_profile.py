"""A profile as a file: computed from the address, kept nowhere, refused to whoever may not read."""

import json
from collections.abc import Callable

import httpx
import pytest

from catalog.bootstrap import App
from catalog.domain.people import STRANGER
from catalog.web import visits
from tests.awaiting import asked
from tests.stores import dump

Ask = Callable[[str], httpx.Response]
USE = "tool=aasist&use=check-evidence"


@pytest.fixture
def ask(real_app: App, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask the routes, which read from the repository's own content."""
    monkeypatch.setattr(visits, "the_app", lambda: real_app)
    return asked


def test_both_forms_come_from_the_address(ask: Ask, real_app: App) -> None:
    """JSON and PDF hold the profile of the answers in the address; nothing is stored by it."""
    before = dump(real_app.store)
    made = ask(f"/profile/json?{USE}&part_of_chain=yes")
    read = json.loads(made.content)
    assert (read["tool"]["slug"], read["use"]["id"], read["level"]) == (
        "aasist",
        "check-evidence",
        "high-risk-likely",
    )
    assert any(rule["id"] == "R-42" for rule in read["rules"])
    pdf = ask(f"/profile/pdf?{USE}")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["content-disposition"] == 'attachment; filename="profile-aasist-check-evidence.pdf"'
    assert {made.headers["cache-control"], pdf.headers["cache-control"]} == {"no-store"}
    assert dump(real_app.store) == before


@pytest.mark.parametrize(
    "address", ["/profile/xml?tool=aasist", "/profile/json", "/profile/pdf?tool=../../etc"]
)
def test_what_cannot_be_given_out_is_said(ask: Ask, address: str) -> None:
    """An unknown form and an unknown tool are told in a sentence."""
    answer = ask(address)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_odd_parameters_are_left_out(ask: Ask) -> None:
    """Thousands of values, foreign names and signs change nothing and break nothing."""
    odd = "&".join([f"is_ai={n}" for n in range(500)] + ["%00=%ff", "in=mars", "use=<script>", "ask=x"])
    answer = ask(f"/profile/json?tool=aasist&{odd}")
    assert answer.status_code == 200
    assert json.loads(answer.content)["use"] == {"id": "", "label": "A use of your own"}


def test_a_stranger_gets_no_file_where_members_read(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """In members mode whoever is not signed in is refused."""
    monkeypatch.setattr(visits, "actor_of", lambda *_: STRANGER)
    assert ask(f"/profile/json?{USE}").status_code == 403
