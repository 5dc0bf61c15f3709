"""Updating: how long it takes until one changed tool is found, in each engine."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks.growth_engines import MIXED, OURS, TANTIVY, opened_fts, opened_ours
from benchmarks.questions import SEED, SIX, quoted
from benchmarks.tantivy_peer import Tantivy
from catalog.domain.search import SearchDocument, SearchRequest

CHANGES: Final = 10

Change = Callable[[SearchDocument, str], int]
"""Takes a changed document and a word that only it has; returns how many tools are found with the word."""


def update_times(documents: Sequence[SearchDocument], places: Mapping[str, Path]) -> dict[str, list[float]]:
    """Return ms by engine of the same changes, one after the other; on copies, so that the stores stay as they are.

    Raises:
        RuntimeError: an engine does not find what was changed.
    """
    with TemporaryDirectory() as folder, ExitStack() as stack:
        changing: dict[str, Change] = {OURS: _Ours(places[OURS]).change} | _peers(places, Path(folder), stack)
        times: dict[str, list[float]] = {name: [] for name in changing}
        for number, document in enumerate(Random(SEED).sample(documents, CHANGES)):
            word = f"zzchanged{number}zz"
            summary = f"{document.texts['summary']} {word}"
            changed = replace(document, texts={**document.texts, "summary": summary})
            for name, change in changing.items():
                began = perf_counter()
                found = change(changed, word)
                times[name].append((perf_counter() - began) * 1000)
                if found != 1:
                    raise RuntimeError(f"{name} does not find what was changed")
    return times


class _Ours:
    """Our index, which a change does not touch: each one gives another index, and that one answers."""

    def __init__(self, place: Path) -> None:
        self._index = opened_ours(place)

    def change(self, changed: SearchDocument, word: str) -> int:
        """Take the change in and return how many tools are found with the word."""
        self._index = self._index.with_changes([changed], [], self._index.last_event + 1)
        return self._index.search(SearchRequest(word)).total


def _peers(places: Mapping[str, Path], folder: Path, stack: ExitStack) -> dict[str, Change]:
    fts = opened_fts(Path(shutil.copytree(places[MIXED], folder / "fts5")))
    stack.callback(fts.close)
    found: dict[str, Change] = {MIXED: lambda changed, word: fts.update(changed, quoted([word]))}
    if TANTIVY in places:
        peer = Tantivy(Path(shutil.copytree(places[TANTIVY], folder / "tantivy")), SIX)
        stack.callback(peer.close)
        found[TANTIVY] = peer.update
    return found
