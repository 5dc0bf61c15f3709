"""Puts the parts together: settings → store → content → index → read side.

The one place that knows all rooms. `the_app` is opened once for the process and shared by its threads.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from time import monotonic
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
from catalog.queries.reading import ReadSide, changed_read_side, open_read_side
from catalog.search import SearchIndex, build_index, open_index
from catalog.settings import Settings
from catalog.store import AnchorFile, Reader, Store

Progress = Callable[[str, int, int], None]
"""Told (what is being done, done so far, in all)."""

_PUBLISHED_FORM: Final = "1"
"""Raised when the same files must be published anew because the store's tables say more than before."""


FEW: Final = 20
FEW_IN_A_HUNDRED: Final = 5
"""So many changed tools, or so many in a hundred, are taken up in memory; more are a reason to build anew."""

LOOK_EVERY: Final = 1.0
"""Seconds after which a process asks the store again whether another one has changed something."""

_DEPENDED_ON: Final = (
    RecordKind.CAPABILITY,
    RecordKind.VOCABULARY,
    RecordKind.THESAURUS,
    RecordKind.WORDINGS,
    RecordKind.FILLERS,
)


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
    """Return the index of what the store publishes now.

    Where the index on the disk is behind by few tools, those are taken up in memory. Where it is missing,
    foreign, behind by many, or by a record that all tools or all questions depend on (a capability, a
    vocabulary, the thesaurus), it is built anew.

    Raises:
        Unavailable: it cannot be built or, once built, not be opened.
    """
    with store.reading() as reader:
        state = None if rebuild else reader.index_state()
        index = state and open_index(folder, expected_manifest=state[0])
        if index and (newer := caught_up(reader, index)):
            return newer
    return _built(store, folder, progress)


def caught_up(reader: Reader, index: SearchIndex) -> SearchIndex | None:
    """Return the index with what changed since, or None where it has to be built anew.

    The index must be of the generation that the store built last.
    """
    newest = reader.last_event()
    changes = reader.changes(index.last_event)
    if any(kind in _DEPENDED_ON for kind, _ in changes):
        return None
    slugs = {slug for kind, name in changes for slug in _touched(reader, kind, name, index.last_event)}
    if len(slugs) > max(FEW, len(index) * FEW_IN_A_HUNDRED // 100):
        return None
    documents = published_documents(reader, sorted(slugs)) if slugs else []
    return index.with_changes(documents, slugs, newest)


def _touched(reader: Reader, kind: RecordKind, slug: str, event: int) -> tuple[str, ...]:
    """Return the tools of which the index knows something else once this record has changed."""
    match kind:
        case RecordKind.TOOL:
            return (slug,)
        case RecordKind.PROVIDER:
            return reader.tools_of(slug)
        case RecordKind.CASE:
            return tuple(tool for case in reader.documents_since(kind, slug, event) for tool in case.tools)
    return ()


def _built(store: Store, folder: Path, progress: Progress) -> SearchIndex:
    with store.reading() as reader:
        newest = reader.last_event()
        documents = published_documents(reader)
        thesaurus = thesaurus_of(
            reader.documents(RecordKind.THESAURUS),
            reader.documents(RecordKind.WORDINGS),
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


def published_documents(reader: Reader, slugs: Sequence[str] | None = None) -> list[SearchDocument]:
    """Return what the index learns of every published tool, or of those named."""
    tools = list(reader.documents(RecordKind.TOOL, slugs))
    providers = None if slugs is None else sorted({tool.provider for tool in tools})
    cases = None if slugs is None else reader.cases_naming(slugs)
    return list(
        search_documents(
            tools,
            {item.slug: item for item in reader.documents(RecordKind.PROVIDER, providers)},
            {item.slug: item for item in reader.documents(RecordKind.CAPABILITY)},
            reader.documents(RecordKind.CASE, cases),
            {item.vocabulary: item for item in reader.documents(RecordKind.VOCABULARY)},
            reader.concerns.bearing(RecordKind.TOOL),
        )
    )


def renewed(app: App) -> App:
    """Return the catalogue as the store has it now: the very same where nothing has happened.

    Raises:
        Unavailable: the store cannot be read, or the index has to be built anew and cannot be.
    """
    with app.store.reading() as reader:
        if reader.last_event() == app.read.last_event:
            return app
        state = reader.index_state()
        if state and state[0] == app.read.index.manifest_hash:
            changes = reader.changes(app.read.last_event)
            if index := caught_up(reader, app.read.index):
                return replace(app, read=changed_read_side(app.read, index, reader, changes))
    index = ensure_index(app.store, app.settings.index_folder)
    return replace(app, read=open_read_side(app.store, index))


class _Shared:
    """The catalogue of this process: opened once, replaced as a whole when the store has something newer."""

    def __init__(self) -> None:
        self._opening = Lock()
        self._renewing = Lock()
        self._app: App | None = None
        self._looked = 0.0

    def app(self, progress: Progress) -> App:
        """Return the catalogue, which one thread at a time brings up to date while the others go on."""
        with self._opening:
            if self._app is None:
                self._app = open_app(Settings(), today(), progress)
                self._app.store.keep_anchors(AnchorFile(self._app.settings.anchors_file))
                self._looked = monotonic()
        if monotonic() - self._looked >= LOOK_EVERY and self._renewing.acquire(blocking=False):
            try:
                self._look(self._app)
            finally:
                self._renewing.release()
        return self._app

    def refresh(self) -> App:
        """Bring the catalogue up to date now and return it."""
        app = self.app(_silent)
        with self._renewing:
            self._look(app)
        return self.app(_silent)

    def _look(self, app: App) -> None:
        self._looked = monotonic()
        try:
            self._app = renewed(self._app or app)
        except Unavailable:
            # Another process may be building; what is shown stays, and the next look tries again.
            return


_shared = _Shared()


def today() -> str:
    """Return today's date in UTC as YYYY-MM-DD."""
    return datetime.now(tz=UTC).date().isoformat()


def the_app(progress: Progress = _silent) -> App:
    """Return the catalogue of this process, opened at the first call and never older than LOOK_EVERY."""
    return _shared.app(progress)


def refresh() -> App:
    """Return the catalogue of this process with all that the store publishes now: to call after an action."""
    return _shared.refresh()
