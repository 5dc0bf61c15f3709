"""Puts the parts together: settings → store → content → index → read side.

The one place that knows all rooms. `the_app` is opened once for the process and shared by its threads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Final

from catalog.actions.catalogue import LoadReport, load_content
from catalog.domain.content import Content, RecordKind
from catalog.domain.errors import Invalid, Unavailable
from catalog.domain.events import EventTag
from catalog.domain.faults import Fault
from catalog.domain.indexing import search_documents, thesaurus_of
from catalog.domain.people import SYSTEM, VISITOR, Actor
from catalog.domain.rules import content_faults
from catalog.domain.search import SearchDocument
from catalog.exchange.curated import CuratedFile, curated_files, digest, read_content
from catalog.queries.reading import ReadSide, open_read_side
from catalog.search import SearchIndex, build_index, open_index
from catalog.settings import Settings
from catalog.store import Reader, Store

Progress = Callable[[str, int, int], None]
"""Told (what is being done, done so far, in all)."""

_PUBLISHED_FORM: Final = "1"
"""Raised when the same files must be published anew because the store's tables say more than before."""


def _silent(_what: str, _done: int, _total: int) -> None:
    return


@dataclass(frozen=True)
class App:
    """An opened catalogue.

    `loaded` is None when nothing new was loaded. `warning` is a sentence for whoever runs the machine: changed
    files have faults, and what is shown is what was loaded before.
    """

    settings: Settings
    store: Store
    read: ReadSide
    loaded: LoadReport | None
    warning: str = ""
    visitor: Actor = VISITOR


def checked_content(files: tuple[CuratedFile, ...], date: str) -> tuple[Content, tuple[Fault, ...]]:
    """Return the curated content with every fault, of single files and between them."""
    content, faults = read_content(files)
    return content, tuple(sorted((*faults, *content_faults(content, date))))


def open_app(settings: Settings, date: str, progress: Progress = _silent) -> App:
    """Open the catalogue: migrate, load changed content, build the index if it is missing or behind.

    Raises:
        Invalid: the curated content has faults and the store has nothing older to show; nothing was changed.
        Unavailable: the content, the database or the index folder cannot be used.
    """
    store = Store.open(settings.url)
    loaded, warning = None, ""
    try:
        loaded = load_if_changed(store, settings, date, progress)
    except Invalid as error:
        with store.reading() as reader:
            if reader.newest_detail(EventTag.CATALOGUE_LOADED) is None:
                raise
        warning = f"{error} What was loaded before stays on show."
    index = ensure_index(store, settings.index_folder, progress)
    return App(settings, store, open_read_side(store, index), loaded, warning)


def load_if_changed(
    store: Store, settings: Settings, date: str, progress: Progress = _silent
) -> LoadReport | None:
    """Load the curated files unless the newest load had the very same ones; return what it did, or None."""
    files = curated_files(settings.data_folder)
    mark = f"{_PUBLISHED_FORM}:{digest(files)}"
    with store.reading() as reader:
        newest = reader.newest_detail(EventTag.CATALOGUE_LOADED)
    if newest is not None and newest.get("digest") == mark:
        return None
    content, faults = checked_content(files, date)
    return load_content(
        store,
        SYSTEM,
        content,
        faults,
        mark,
        lambda done, total: progress("Loading the curated content", done, total),
    )


def ensure_index(
    store: Store, folder: Path, progress: Progress = _silent, *, rebuild: bool = False
) -> SearchIndex:
    """Return the index of what the store publishes now, building it where it is missing, foreign or behind.

    Raises:
        Unavailable: it cannot be built or, once built, not be opened.
    """
    with store.reading() as reader:
        state, behind = reader.index_state(), reader.pending()
    if state is not None and not behind and not rebuild:
        index = open_index(folder, expected_manifest=state[0])
        if index is not None:
            return index
    with store.reading() as reader:
        newest = reader.last_event()
        documents = published_documents(reader)
        thesaurus = thesaurus_of(
            reader.documents(RecordKind.THESAURUS),
            reader.documents(RecordKind.FILLERS),
            reader.documents(RecordKind.CAPABILITY),
        )
    manifest = build_index(
        folder,
        documents,
        newest,
        lambda done, total: progress("Building the search index", done, total),
        len(documents),
        thesaurus,
    )
    with store.writing(SYSTEM) as work:
        work.index_built(manifest, newest)
    index = open_index(folder, expected_manifest=manifest)
    if index is None:
        raise Unavailable(
            "The search index was built but cannot be opened; check the disk and run `catalog build`."
        )
    return index


def published_documents(reader: Reader) -> list[SearchDocument]:
    """Return what the index learns of every published tool."""
    return list(
        search_documents(
            reader.documents(RecordKind.TOOL),
            {item.slug: item for item in reader.documents(RecordKind.PROVIDER)},
            {item.slug: item for item in reader.documents(RecordKind.CAPABILITY)},
            reader.documents(RecordKind.CASE),
            {item.vocabulary: item for item in reader.documents(RecordKind.VOCABULARY)},
        )
    )


_lock = Lock()
_opened: list[App] = []


def today() -> str:
    """Return today's date in UTC as YYYY-MM-DD."""
    return datetime.now(tz=UTC).date().isoformat()


def the_app(progress: Progress = _silent) -> App:
    """Return the catalogue of this process, opened at the first call."""
    with _lock:
        if not _opened:
            _opened.append(open_app(Settings(), today(), progress))
        return _opened[0]
