"""The route of suggestions."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from catalog.bootstrap import App
from catalog.domain.people import STRANGER, VISITOR
from catalog.domain.search import Suggestion
from catalog.ui.parts.suggesting import suggestion_data
from catalog.web import suggesting
from tests.awaiting import awaited


def ask(body: bytes) -> tuple[int, Mapping[str, str], bytes]:
    """Return status, headers and body of the answer to a posted text."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/suggest", "headers": [], "query_string": b""}
    awaited(lambda: suggesting.SUGGEST.app(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:])


@pytest.fixture
def app(real_app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """The route, reading from the repository's own content."""
    monkeypatch.setattr(suggesting, "the_app", lambda: real_app)
    return real_app


def test_suggestions_are_a_list_that_nobody_keeps(app: App) -> None:
    """A beginning is answered with labels and where they lead, and the answer is not to be stored."""
    status, headers, body = ask(b"photod")

    assert (status, headers["cache-control"]) == (200, "no-store")
    assert {"label": "PhotoDNA", "what": "open tool", "open": "/tool?slug=photodna"} in json.loads(body)


@pytest.mark.parametrize("body", [b"", b"   ", b"\xff\xfe", '\u202e\u0000*:"-('.encode(), b"zzqqxx"])
def test_what_means_nothing_has_no_suggestions(app: App, body: bytes) -> None:
    """Empty, broken and strange texts are answered with an empty list."""
    status, _, answered = ask(body)
    assert (status, json.loads(answered)) == (200, [])


def test_a_long_text_is_refused(app: App) -> None:
    """More than a search may hold is refused before it is read."""
    assert ask(b"x" * 100_000)[0] == 413


def test_strangers_get_none_where_only_members_read(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may not read the catalogue learns nothing of what is in it."""
    monkeypatch.setattr(suggesting, "actor_of", lambda *_: STRANGER)
    assert ask(b"photod")[::2] == (403, b"")


def test_each_kind_leads_where_it_says(real_app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tool is opened, a kind of tool becomes a filter, a topic becomes the words of a search."""
    found = (
        Suggestion("tool", "a-tool", "A <b>Tool</b>"),
        Suggestion("capability", "age-estimation", "Estimate age"),
        Suggestion("concept", "x", "face & voice"),
    )
    monkeypatch.setattr("catalog.ui.parts.suggesting.suggestions", lambda *_: found)

    assert suggestion_data(real_app.read, VISITOR, "a") == [
        {"label": "A <b>Tool</b>", "what": "open tool", "open": "/tool?slug=a-tool"},
        {"label": "Estimate age", "what": "kind of tool", "query": "capability=age-estimation"},
        {"label": "face & voice", "what": "topic", "query": "q=face+%26+voice"},
    ]
