import csv
import io
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from catalog.bootstrap import App
from catalog.domain.people import STRANGER
from catalog.domain.search import SearchRequest
from catalog.web import visits
from tests.awaiting import asked

Ask = Callable[[str], httpx.Response]


@pytest.fixture
def ask(real_app: App, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask the routes, which read from the repository's own content."""
    monkeypatch.setattr(visits, "the_app", lambda: real_app)
    return asked


def test_an_answer_is_given_out_in_its_order(ask: Ask, real_app: App) -> None:
    """The file holds the tools of the search, in the order of the search, and nothing else."""
    found = real_app.read.index.search(SearchRequest("face recognition", {"cost": ("free",)}, size=1_000))
    answer = ask("/export/json?q=face+recognition&cost=free")
    tools: list[dict[str, Any]] = json.loads(answer.content)["tools"]
    assert [tool["slug"] for tool in tools] == [hit.slug for hit in found.hits]
    assert "face" not in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"


def test_without_a_search_everything_published_is_given_out(ask: Ask, real_app: App) -> None:
    """The table has one line for each published tool."""
    answer = ask("/export/csv")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len([line for line in lines if len(line) > 3]) >= len(real_app.read.index)


@pytest.mark.parametrize("address", ["/export/exe", "/export/json?q=zzqqxxyy"])
def test_what_cannot_be_given_out_is_said(ask: Ask, address: str) -> None:
    """An unknown format and an empty answer are told in a sentence, with no traceback."""
    answer = ask(address)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_a_stranger_gets_no_file_where_members_read(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """In members mode whoever is not signed in is refused."""
    monkeypatch.setattr(visits, "actor_of", lambda *_: STRANGER)
    assert ask("/export/json").status_code == 403
