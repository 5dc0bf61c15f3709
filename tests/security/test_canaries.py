"""Nobody but editors finds a word of what is suspended or was never published, at any door."""

import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from catalog import bootstrap
from catalog.bootstrap import App, ensure_index, open_app, renewed
from catalog.domain.errors import NotFound
from catalog.domain.people import VISITOR, Actor, Role
from catalog.domain.search import SearchRequest
from catalog.queries.history import history_page
from catalog.queries.search import search_page, suggestions
from catalog.queries.tools import tool_page
from catalog.search.columns import to_bytes
from catalog.settings import Settings
from catalog.ui.navigation import PAGES
from catalog.ui.parts.profile_address import DOWNLOAD
from catalog.ui.parts.tool_sections import tool_document
from tests.actions.workflow_world import ANNA, CLARA, FRANK
from tests.awaiting import asked
from tests.figures import figure
from tests.queries.effects_world import CASE, KIND, through
from tests.samples import TODAY, capability, case, raw_tool, write_content
from tests.security.canaries import MARK, Aviary, fill, found
from tests.test_cli import catalog

HIDDEN = tuple(f"hidden-{number}" for number in range(12))
SHOWN = ("photo-sorter", *(f"shown-{number}" for number in range(8)))
READERS = (VISITOR, Actor("henri", Role.INVESTIGATOR))


@dataclass(frozen=True)
class World:
    """A catalogue full of canaries, with its folder and all that was put where."""

    app: App
    folder: Path
    aviary: Aviary


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Publish, suspend, write, submit, import and report; then bring the catalogue up to date."""
    folder, aviary = tmp_path_factory.mktemp("canaries"), Aviary()
    tools = [
        aviary.tool(slug, "suspended tool", redirects=[f"old-{aviary.canary('suspended tool')}"])
        for slug in HIDDEN
    ]
    links = [{"kind": "see-also", "tool": slug} for slug in HIDDEN]
    tools += [raw_tool(slug, relations=links) for slug in SHOWN]
    tools += [raw_tool("zebra-finder")]
    cases = [case(tools=[*HIDDEN, *SHOWN])]
    data = write_content(folder / "data", *tools, cases=cases, capabilities=[capability()])
    app = open_app(Settings(home=folder / "home", data=data), TODAY)
    fill(app, aviary, HIDDEN, SHOWN)
    yield World(renewed(app), folder, aviary)
    app.store.close()


@pytest.fixture(params=READERS, ids=[actor.role for actor in READERS])
def reader(request: pytest.FixtureRequest, world: World, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """Somebody who reads; pages and routes take the catalogue for theirs, and every browser for this person's."""
    shared = SimpleNamespace(app=lambda _: world.app, refresh=lambda: world.app)
    monkeypatch.setattr(bootstrap, "_shared", shared)
    for room in ("ui.parts.actor", "web.visits", "web.first_page", "web.suggesting"):
        monkeypatch.setattr(f"catalog.{room}.actor_of", lambda *_: request.param)
    return request.param


def test_there_are_enough_canaries_and_editors_see_them(world: World) -> None:
    """More than 2,000 in every kind of content; a reviewer finds the suspended tools, so that the traps are set."""
    counted = world.aviary.counted()
    figure(
        f"canaries: {sum(counted.values())} in {', '.join(f'{n} {kind}' for kind, n in sorted(counted.items()))}"
    )
    assert sum(counted.values()) >= 2_000
    assert not [slug for slug in HIDDEN if slug in world.app.read.index.slugs()]
    page = search_page(world.app.read, CLARA, SearchRequest())
    assert {item.card.slug for item in page.suspended} == set(HIDDEN)
    seen = {
        canary
        for slug in HIDDEN
        for canary in found(tool_document(tool_page(world.app.read, ANNA, slug), slug).text)
    }
    assert len(seen) > 30 * len(HIDDEN)


def test_no_search_finds_one(world: World, reader: Actor) -> None:
    """Every canary is asked for as a word and as the beginning of one: no tool, no count, no suggestion."""
    read = world.app.read
    for canary in world.aviary.kinds:
        result = read.index.search(SearchRequest(canary))
        told = (result.hits, result.nearest, result.understood.did_you_mean, result.understood.corrections)
        assert (result.total, *map(bool, told)) == (0, False, False, False, False), canary
        assert not any(sum(counts.values()) for counts in result.facets.values())
        assert not suggestions(read, reader, canary[: len(MARK) + 4])
    for typed in (MARK, f"{MARK}*", f"name:{MARK}*", "hidden", "old-kan"):
        page = search_page(read, reader, SearchRequest(typed, size=100))
        assert page.suspended == ()
        assert not list(found(repr(replace(page, request=SearchRequest(), notes=()))))


def test_no_door_shows_one(world: World, reader: Actor) -> None:
    """Results, first view, cards, related, capability and case pages, exports in five formats, command line, counts."""
    doors = 0
    for name, text in through(world.app, reader):
        assert not list(found(text)), name
        assert not [slug for slug in HIDDEN if slug in text], name
        doors += 1
    for slug in (*SHOWN, "zebra-finder"):
        shown = tool_document(tool_page(world.app.read, reader, slug), slug).text
        assert not list(found(shown + repr(history_page(world.app.read, reader, slug)))), slug
        doors += 2
    for slug in HIDDEN:
        with pytest.raises(NotFound):
            tool_page(world.app.read, reader, slug)
    figure(f"canaries as {reader.role}: none of {len(world.aviary.kinds)} at {doors} doors")


def _addresses(aviary: Aviary) -> Iterator[str]:
    yield from ("/", f"/?q={MARK}*", f"/?capability={KIND}", "/?concern=suspended", "/?sort=name&page=2")
    yield from (f"/?q={canary}" for canary in list(aviary.kinds)[:: len(aviary.kinds) // 40])
    yield from (f"/export/{form}" for form in ("csv", "xlsx", "json", "yaml", "jsonld"))
    yield from (f"/export/{form}?concern=none" for form in ("csv", "json"))
    yield from ("/export/json?concern=suspended", f"/export/json?q={MARK}*", "/audit/export", "/changes.atom")
    yield from ("/transparency.csv", "/transparency.json")
    yield from (f"{DOWNLOAD.format(form=form)}?tool=hidden-0" for form in ("json", "pdf"))


def test_no_route_hands_one_out(world: World, reader: Actor) -> None:
    """The routes beside the pages; the feed names suspended tools, which is public, and says nothing else of them."""
    names = 0
    answers = [(path, asked(path)) for path in _addresses(world.aviary)]
    answers += [(word, asked("/suggest", word)) for word in (MARK, MARK[:4], "tool kan", "hidden", "it says")]
    for path, answer in answers:
        named = set(found(path))
        seen = set(found(_text(path, answer))) - named
        if path in ("/changes.atom", "/transparency.json"):
            names += len(seen)
            assert {world.aviary.kinds[canary] for canary in seen} == {"suspended tool, name"}
        else:
            assert not seen, path
    figure(
        f"canaries as {reader.role}: none at {len(answers)} addresses; feed and transparency file have {names} names of suspended tools"
    )


def _text(path: str, answer: httpx.Response) -> str:
    if not path.startswith("/export/xlsx") or answer.status_code != httpx.codes.OK:
        return answer.text

    book = load_workbook(io.BytesIO(answer.content))
    return json.dumps([[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()])


def _one_page() -> None:
    import importlib  # noqa: PLC0415  # the body of a page script: nothing outside it exists there

    import streamlit as st  # noqa: PLC0415

    navigation = importlib.import_module("catalog.ui.navigation")
    actor = importlib.import_module("catalog.ui.parts.actor").current_actor()
    entry = next(one for one in navigation.PAGES if one.path == st.session_state["page-under-test"])
    (entry.render if actor.may(entry.permission) else navigation.closed_page(actor, entry.permission))()


def _visits(aviary: Aviary) -> Iterator[tuple[str, dict[str, str]]]:
    for entry in PAGES:
        yield entry.path, {}
    for slug in (
        "photo-sorter",
        "hidden-0",
        "hidden-1",
        "hidden-2",
        "open-0",
        "waiting-0",
        "undone-import-0",
    ):
        yield "tool", {"slug": slug}
        yield "history", {"slug": slug}
    yield from (("capability", {"slug": KIND}), ("case", {"slug": CASE}))
    known = {entry.path for entry in PAGES}
    for path in ("draft", "review", "concern", "raise", "report"):
        for number in ("1", "2", "3") if path in known else ():
            yield path, {"id": number, "kind": "tool", "slug": "hidden-0"}
    yield from ((path, {"tool": "hidden-0"}) for path in ("profile", "assessments", "case") if path in known)
    yield "", {"q": f"{MARK}*"}


def test_no_page_shows_one(world: World, reader: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page of the menu and every hidden one, run as Streamlit runs it, at addresses of hidden content."""
    drawn: list[Any] = []
    monkeypatch.setattr("catalog.ui.pages.search.draw_controls", lambda data, *_: drawn.append(data))
    public = {"changes", "history", "concern", "transparency"}  # what was suspended, when and why, is public
    seen_names, runs = Counter[str](), 0
    for path, params in _visits(world.aviary):
        page = AppTest.from_function(_one_page, default_timeout=60)
        page.session_state["page-under-test"] = path
        for name, value in params.items():
            page.query_params[name] = value
        drawn.clear()
        page.run()
        assert not page.exception, (path, params, page.exception)
        text = repr([getattr(node, "proto", "") for node in page._tree]) + repr(drawn)
        for canary in found(text):
            assert world.aviary.kinds[canary] == "suspended tool, name", (path, params, canary)
            assert path in public, (path, params, canary)
            seen_names[path] += 1
        runs += 1
    figure(
        f"canaries as {reader.role}: none on {runs} pages; names of suspended tools on {sorted(seen_names)} only"
    )


def test_a_reporter_reads_the_own_reports_only(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody's list of reports has what that person wrote and was answered, and nothing else."""
    shared = SimpleNamespace(app=lambda _: world.app, refresh=lambda: world.app)
    monkeypatch.setattr(bootstrap, "_shared", shared)
    monkeypatch.setattr("catalog.ui.parts.actor.actor_of", lambda *_: FRANK)
    page = AppTest.from_function(_one_page, default_timeout=60)
    page.session_state["page-under-test"] = "my-reports"
    page.run()
    with world.app.store.reading() as reader:
        own = {word for item in reader.concerns.reports(FRANK.name) for word in found(repr(item))}
        others = {word for item in reader.concerns.reports() for word in found(repr(item))} - own
    seen = set(found(repr([getattr(node, "proto", "") for node in page._tree])))
    assert own <= seen
    assert not others & seen
    assert {world.aviary.kinds[canary] for canary in seen - own} <= {"suspended tool, name"}


def test_the_index_holds_none(world: World) -> None:
    """Neither the index in memory nor the files of one that is built now hold a letter of it."""
    memory = to_bytes(world.app.read.index._parts.arrays())
    assert MARK.encode() not in memory
    ensure_index(world.app.store, world.folder / "fresh", rebuild=True)
    files = [path for path in (world.folder / "fresh").rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert MARK.encode() not in path.read_bytes(), path.name
    figure(
        f"canaries: none in {len(files)} files of the index, none in {len(memory) // 1000} kB of it in memory"
    )


def test_the_command_line_prints_none(world: World) -> None:
    """`catalog search`, `show` and `export` act as a visitor, on the very same store."""
    data, out = world.folder / "data", world.folder / "out.json"
    for words in (
        ("search", "--json", "--limit", "1000"),
        ("search", f"{MARK}*"),
        ("search", "--filter", "concern=suspended"),
        ("show", "hidden-0"),
        ("show", "photo-sorter", "--json"),
        ("export", str(out)),
    ):
        done = catalog(world.folder, *words, data=data)
        said = done.stdout + done.stderr
        assert not list(found(said)), words
        assert not any(slug in said for slug in HIDDEN if slug not in words)
    assert MARK not in out.read_text(encoding="utf-8")
