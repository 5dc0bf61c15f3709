"""The engines of the growth benchmark: how each is built in a folder, opened, and asked for a full search."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from time import process_time
from typing import Final

from benchmarks import tantivy_peer
from benchmarks.growth_process import FILE
from benchmarks.questions import SIX, Question
from benchmarks.sqlite_peer import Fts, PeerAnswer, build_file
from benchmarks.tantivy_peer import Tantivy
from catalog.domain.search import SearchDocument
from catalog.domain.thesaurus import Thesaurus
from catalog.search import SearchIndex, build_index, open_index
from catalog.search.schema import schema_hash
from catalog.ui.parts.text import marked

OURS: Final = "ours"
EVERY: Final = "ours, all facets as on the page"
SQL: Final = "FTS5, all in SQL"
MIXED: Final = "FTS5, counts in numpy"
TANTIVY: Final = "tantivy"
ENGINES: Final = (OURS, EVERY, SQL, MIXED, TANTIVY)
"""The engines: all but EVERY count the six facets of the task."""

STORES: Final = {OURS: "ours", EVERY: "ours", SQL: "fts5", MIXED: "fts5", TANTIVY: "tantivy"}
"""The store that each engine reads: both kinds of FTS5 read the same file."""


def engines() -> list[str]:
    """Return the engines that can be measured here."""
    return [name for name in ENGINES if name != TANTIVY or tantivy_peer.installed()]


@dataclass(frozen=True)
class Built:
    """A store on the disk, with the seconds of processor time that building it took and its size in bytes."""

    place: Path
    seconds: float
    size: int


def built(store: str, documents: Sequence[SearchDocument], thesaurus: Thesaurus, folder: Path) -> Built:
    """Return the store of these documents in the folder; one that stands there already is taken as it is."""
    place = folder / f"{store}-{len(documents)}-{_mark(store, documents, thesaurus)}"
    told = place.with_suffix(".json")
    if not told.exists():
        shutil.rmtree(place, ignore_errors=True)
        began = process_time()
        _BUILDERS[store](documents, thesaurus, place)
        told.write_text(json.dumps(process_time() - began), encoding="ascii")
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    return Built(place, json.loads(told.read_text("ascii")), size)


def _mark(store: str, documents: Sequence[SearchDocument], thesaurus: Thesaurus) -> str:
    """Return a hash of all that the store is made from."""
    mark = sha256(f"{schema_hash()} {thesaurus!r}".encode() if store == STORES[OURS] else b"")
    for document in documents:
        mark.update(repr(document).encode())
    return mark.hexdigest()[:12]


def _build_ours(documents: Sequence[SearchDocument], thesaurus: Thesaurus, place: Path) -> None:
    build_index(place, documents, 1, thesaurus=thesaurus)


def _build_fts(documents: Sequence[SearchDocument], _thesaurus: Thesaurus, place: Path) -> None:
    place.mkdir(parents=True)
    build_file(documents, place / FILE)


def _build_tantivy(documents: Sequence[SearchDocument], _thesaurus: Thesaurus, place: Path) -> None:
    tantivy_peer.build_folder(documents, place)


_BUILDERS: Final = {"ours": _build_ours, "fts5": _build_fts, "tantivy": _build_tantivy}


class Ours:
    """Our index, asked as our search page asks it; names and summaries lie in memory, as they do there.

    It counts the facets that the question asks for, or `every` one.
    """

    def __init__(
        self, index: SearchIndex, documents: Sequence[SearchDocument], *, every: bool = False
    ) -> None:
        self._index = index
        self._every = every
        self._texts = {one.slug: (one.texts["name"], one.texts["summary"]) for one in documents}

    def search(self, question: Question) -> PeerAnswer:
        """Answer: matching tools and scores, filters, counts, and 20 names and summaries marked."""
        request = replace(question.request, facets=None) if self._every else question.request
        result = self._index.search(request)
        cards: list[tuple[str | int, ...]] = [
            (hit.slug, *(marked(text, result.terms).text for text in self._texts[hit.slug]))
            for hit in result.hits
        ]
        return PeerAnswer(result.total, cards, result.facets)


def opened_ours(place: Path) -> SearchIndex:
    """Return our index, opened."""
    index = open_index(place)
    if index is None:
        raise ValueError("our index cannot be opened")
    return index


def opened_fts(place: Path) -> Fts:
    """Return FTS5 over its file, opened."""
    return Fts(place / FILE, SIX)


@contextmanager
def asking(
    names: Sequence[str], places: dict[str, Path], documents: Sequence[SearchDocument]
) -> Iterator[dict[str, Callable[[Question], PeerAnswer]]]:
    """Open every engine for itself, so that none finds a cache that another one has filled; close them after."""
    ours = Ours(opened_ours(places[OURS]), documents)
    every = Ours(opened_ours(places[OURS]), documents, every=True)
    sql, mixed = opened_fts(places[MIXED]), opened_fts(places[MIXED])
    asks: dict[str, Callable[[Question], PeerAnswer]] = {
        OURS: ours.search,
        EVERY: every.search,
        SQL: lambda question: sql.search(question.match, question.filters),
        MIXED: lambda question: mixed.search_with_columns(question.match, question.filters),
    }
    if TANTIVY in names:
        peer = Tantivy(places[TANTIVY], SIX)
        asks[TANTIVY] = lambda question: peer.search(question.request.text, question.filters)
    yield {name: asks[name] for name in names}
    sql.close()
    mixed.close()
