"""What one process publishes, the others and the next start show: taken up in memory, or built anew."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from catalog import bootstrap
from catalog.bootstrap import App, ensure_index, open_app, renewed
from catalog.domain.capability import Capability
from catalog.domain.case import Case
from catalog.domain.content import RecordKind
from catalog.domain.errors import Unavailable
from catalog.domain.events import EventTag
from catalog.domain.people import SYSTEM
from catalog.domain.provider import Provider
from catalog.domain.search import SearchRequest
from catalog.queries.search import search_page
from catalog.settings import Settings
from tests.samples import TODAY, capability, case, provider, raw_tool, tool, write_content

SLUGS = ("one", "two", "three")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """A catalogue of three tools and a case, opened."""
    write_content(tmp_path / "data", *map(raw_tool, SLUGS), cases=[case(tools=["one"])])
    opened = open_app(Settings(home=tmp_path / "home", data=tmp_path / "data"), TODAY)
    yield opened
    opened.store.close()


def found(app: App, text: str) -> set[str]:
    """Return the slugs that answer a text."""
    return {hit.slug for hit in app.read.index.search(SearchRequest(text)).hits}


def publish(app: App, kind: RecordKind, slug: str, document: object) -> None:
    """Publish a record as an action would."""
    with app.store.writing(SYSTEM) as work:
        work.publish(kind, slug, document)  # type: ignore[arg-type]


def test_a_published_tool_is_found_without_a_rebuild(app: App) -> None:
    """A changed tool is searchable and shown at once, in the generation that was built before."""
    search_page(app.read, app.visitor, SearchRequest())
    publish(app, RecordKind.TOOL, "two", tool("two", summary="Counts bicycles in a video."))
    newer = renewed(app)
    assert found(newer, "bicycles") == {"two"}
    assert found(app, "bicycles") == set()
    assert newer.read.index.generation == app.read.index.generation
    (card,) = search_page(newer.read, newer.visitor, SearchRequest("bicycles")).cards
    assert "bicycles" in card.summary


def test_a_retired_tool_is_gone_at_once(app: App) -> None:
    """A tool that was taken out is in no answer and in no count."""
    with app.store.writing(SYSTEM) as work:
        work.retire(RecordKind.TOOL, "three", "a test")
    newer = renewed(app)
    assert found(newer, "") == {"one", "two"}
    assert newer.read.tool("three") is None


def test_nothing_happened_is_the_same_catalogue(app: App) -> None:
    """Without an event nothing is replaced; an event that is none of the index's business replaces no array."""
    assert renewed(app) is app
    with app.store.writing(SYSTEM) as work:
        work.record(EventTag.CATALOGUE_LOADED, "catalogue", {"digest": "x"})
    newer = renewed(app)
    assert newer.read.last_event == app.read.last_event + 1
    assert newer.read.index._parts is app.read.index._parts
    assert renewed(newer) is newer


def test_a_provider_and_a_case_reach_their_tools(app: App) -> None:
    """A provider's new name and a case's text are found with the tools that they belong to, and only with those."""
    lab = provider(name="Zebra Works", named_in=list(SLUGS))
    publish(app, RecordKind.PROVIDER, "example-lab", Provider.model_validate(lab))
    moved = case(tools=["two"], title="A court looked at unicycles")
    publish(app, RecordKind.CASE, moved["slug"], Case.model_validate(moved))
    newer = renewed(app)
    assert found(newer, "zebra works") == set(SLUGS)
    assert found(newer, "unicycles") == {"two"}
    assert found(newer, "cases:authority") == {"two"}
    assert newer.read.providers["example-lab"].name == "Zebra Works"
    with app.store.writing(SYSTEM) as work:
        work.retire(RecordKind.CASE, moved["slug"], "a test")
    last = renewed(newer)
    assert found(last, "unicycles") == set()
    assert last.read.cases == {}


def test_what_all_tools_depend_on_is_a_reason_to_build(app: App) -> None:
    """A capability's new text is found after a build, in a new generation."""
    changed = capability(definition="Groups pictures of unicycles.")
    publish(app, RecordKind.CAPABILITY, changed["slug"], Capability.model_validate(changed))
    newer = renewed(app)
    assert found(newer, "unicycles") == set(SLUGS)
    assert newer.read.index.generation != app.read.index.generation


def test_many_changes_are_a_reason_to_build(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the share that is taken up in memory the index is built anew."""
    monkeypatch.setattr(bootstrap, "FEW", 1)
    for slug in ("one", "two"):
        publish(app, RecordKind.TOOL, slug, tool(slug, summary="Counts bicycles."))
    newer = renewed(app)
    assert found(newer, "bicycles") == {"one", "two"}
    assert newer.read.index.generation != app.read.index.generation


def test_the_next_start_takes_up_what_was_left(app: App) -> None:
    """A process that ended between publishing and indexing loses nothing: the next start catches up in memory."""
    publish(app, RecordKind.TOOL, "two", tool("two", summary="Counts bicycles."))
    again = open_app(app.settings, TODAY)
    assert found(again, "bicycles") == {"two"}
    assert again.read.index.generation == app.read.index.generation
    again.store.close()


def test_another_process_follows(app: App) -> None:
    """A process that published nothing itself sees the changes, also when the index was built anew meanwhile."""
    other = open_app(app.settings, TODAY)
    publish(app, RecordKind.TOOL, "one", tool("one", summary="Counts bicycles."))
    other = renewed(other)
    assert found(other, "bicycles") == {"one"}
    ensure_index(app.store, app.settings.index_folder, rebuild=True)
    publish(app, RecordKind.TOOL, "two", tool("two", summary="Counts bicycles."))
    other = renewed(other)
    assert found(other, "bicycles") == {"one", "two"}
    assert other.read.index.generation != app.read.index.generation
    other.store.close()


def test_the_shared_catalogue_looks_at_intervals(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue of a process is looked after at most once in an interval, and at once after an action."""
    now = [100.0]
    monkeypatch.setattr(bootstrap, "monotonic", lambda: now[0])
    monkeypatch.setattr(bootstrap, "open_app", lambda *_: app)
    monkeypatch.setattr(bootstrap, "_shared", bootstrap._Shared())
    assert bootstrap.the_app() is app
    publish(app, RecordKind.TOOL, "one", tool("one", summary="Counts bicycles."))
    assert bootstrap.the_app() is app
    now[0] += bootstrap.LOOK_EVERY
    assert found(bootstrap.the_app(), "bicycles") == {"one"}
    publish(app, RecordKind.TOOL, "two", tool("two", summary="Counts bicycles."))
    assert found(bootstrap.refresh(), "bicycles") == {"one", "two"}


def test_what_cannot_be_renewed_stays_on_show(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another process is building, what was shown is shown on, and the next look tries again."""

    def busy(*_args: object) -> None:
        message = "The search index is being built already."
        raise Unavailable(message)

    monkeypatch.setattr(bootstrap, "open_app", lambda *_: app)
    monkeypatch.setattr(bootstrap, "_shared", bootstrap._Shared())
    monkeypatch.setattr(bootstrap, "LOOK_EVERY", 0.0)
    changed = capability(definition="Groups pictures of unicycles.")
    publish(app, RecordKind.CAPABILITY, changed["slug"], Capability.model_validate(changed))
    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "ensure_index", busy)
        assert bootstrap.refresh() is app
    assert found(bootstrap.the_app(), "unicycles") == set(SLUGS)


def test_any_sequence_of_changes_equals_a_build(app: App) -> None:
    """Tools, providers and cases changed at random: what is held in memory is, array for array, what a build gives."""
    chance = random.Random(5)  # noqa: S311  # reproducible on purpose
    words = ("bicycles", "unicycles", "trams", "hash-matching", "PhotoDNA", "voices")
    current = app
    for _ in range(12):
        text = " ".join(chance.choice(words) for _ in range(4))
        slug = chance.choice([*SLUGS, "four"])
        match chance.randrange(4):
            case 0 | 1:
                changed = tool(slug, name=text.title(), summary=f"{text}.")
                publish(app, RecordKind.TOOL, slug, changed)
            case 2:
                lab = provider(name=text, country=chance.choice(["NO", "IT"]), named_in=list(SLUGS))
                publish(app, RecordKind.PROVIDER, "example-lab", Provider.model_validate(lab))
            case _:
                told = case(tools=[chance.choice(SLUGS)], what_happened=f"{text}.")
                publish(app, RecordKind.CASE, told["slug"], Case.model_validate(told))
        current = renewed(current)
    anew = ensure_index(app.store, app.settings.index_folder, rebuild=True)
    ours, theirs = current.read.index._parts.arrays(), anew._parts.arrays()
    assert current.read.index.generation == app.read.index.generation
    assert all(np.array_equal(array, theirs[name]) for name, array in ours.items())
