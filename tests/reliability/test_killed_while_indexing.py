"""A process that publishes, catches up and builds is killed at any moment: nothing is lost, nothing is left over."""

import os
import random
import re
import signal
import time
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from catalog.bootstrap import ensure_index, open_app, published_documents
from catalog.domain.content import RecordKind
from catalog.domain.events import first_break
from catalog.domain.people import SYSTEM
from catalog.domain.search import SearchRequest
from catalog.search import SearchIndex, build_index, open_index
from catalog.settings import Settings
from catalog.store import Store
from tests.samples import TODAY, raw_tool, tool, write_content

SLUGS = tuple(f"tool-{number}" for number in range(8))
PUBLISHED = re.compile(r"number(\d+)")
LONGEST = 0.25
"""Seconds after which the latest kill comes: several builds of this small catalogue."""


def works(settings: Settings, told: Path, first: int) -> None:
    """Publish, catch up and build in turn until killed; note each change after it was committed."""
    store = Store.open(settings.url)
    with told.open("a", encoding="ascii") as file:
        for number in count(first):
            slug = SLUGS[number % len(SLUGS)]
            with store.writing(SYSTEM) as work:
                work.publish(RecordKind.TOOL, slug, tool(slug, summary=f"Does number{number} well."))
            file.write(f"{number}\n")
            file.flush()
            ensure_index(store, settings.index_folder, rebuild=bool(number % 2))


def killed(settings: Settings, told: Path, first: int, after: float) -> None:
    """Let a child work and kill it after some seconds."""
    child = os.fork()
    if child == 0:
        try:
            works(settings, told, first)
        finally:
            os._exit(1)  # reached by a fault of the child only: the kill leaves no time for it
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child ended by itself"


def same_as_store(index: SearchIndex, store: Store, folder: Path) -> None:
    """Tell whether the index is what a build from the store alone gives."""
    with store.reading() as reader:
        documents = published_documents(reader)
        newest = reader.last_event()
    build_index(folder, documents, newest)
    anew = open_index(folder)
    assert anew is not None
    assert index.last_event == newest
    ours, theirs = index._parts.arrays(), anew._parts.arrays()
    assert all(np.array_equal(array, theirs[name]) for name, array in ours.items())


def battery(tmp_path: Path, kills: int) -> None:
    """Kill so many children one after the other, and look at what each one left."""
    chance = random.Random(kills)  # noqa: S311  # reproducible moments
    data = write_content(tmp_path / "data", *map(raw_tool, SLUGS))
    settings = Settings(home=tmp_path / "home", data=data)
    open_app(settings, TODAY).store.close()
    told, first = tmp_path / "told", 1
    told.touch()
    for _ in range(kills):
        killed(settings, told, first, chance.uniform(0, LONGEST))
        numbers = [int(line) for line in told.read_text(encoding="ascii").split()]
        store = Store.open(settings.url)
        index = ensure_index(store, settings.index_folder)
        with store.reading() as reader:
            assert first_break(reader.events()) is None
            tools = {tool.slug: tool for tool in reader.documents(RecordKind.TOOL)}
        for slug in SLUGS:
            published = PUBLISHED.search(tools[slug].summary)
            newest = int(published[1]) if published else 0
            told_last = max((number for number in numbers if SLUGS[number % len(SLUGS)] == slug), default=0)
            assert newest >= told_last, "a change that was told of is lost"
            if newest:
                hits = index.search(SearchRequest(f"number{newest}")).hits
                assert [hit.slug for hit in hits] == [slug]
        first = max([first, *numbers]) + 2
        if chance.random() < 0.2:
            same_as_store(index, store, tmp_path / "anew")
            ensure_index(store, settings.index_folder, rebuild=True)
            left = {path.name for path in settings.index_folder.iterdir()}
            current = (settings.index_folder / "CURRENT").read_text(encoding="ascii").split()[0]
            assert left == {"BUILD.lock", "CURRENT", current}
        store.close()
    assert told.read_text(encoding="ascii"), "no child came to publish anything"


def test_some_kills(tmp_path: Path) -> None:
    """Twenty kills at random moments: the next start answers as the store says."""
    battery(tmp_path, 20)


@pytest.mark.slow
def test_two_hundred_kills(tmp_path: Path) -> None:
    """The same two hundred times."""
    battery(tmp_path, 200)
