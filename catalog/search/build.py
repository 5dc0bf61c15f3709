"""Building an index aside, and switching to it in one step.

`folder/gen-<event>-<random>/` is filled and synced, then `folder/CURRENT` is replaced. A build that fails or
is killed leaves the old generation in place; what it left behind is removed by itself or by the next build.
"""

import errno
import secrets
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.util.filelock import FileLock

from catalog.domain.errors import Unavailable
from catalog.domain.search import TEXT_FIELDS, SearchDocument
from catalog.domain.thesaurus import Thesaurus
from catalog.search.columns import Columns, to_bytes
from catalog.search.concepts import capability_places
from catalog.search.facets import FacetColumns
from catalog.search.lexicon import WRITTEN, Lexicon
from catalog.search.manifest import CURRENT_FILE, GENERATION, Manifest, sync, write_manifest
from catalog.search.schema import COLUMNS_FILE, NAME_FIELDS, schema_hash, whoosh_schema
from catalog.search.suggesting import name_arrays
from catalog.search.thesaurus import THESAURUS_FILE, compiled
from catalog.search.words import Occurrence, compounds, occurrences

Progress = Callable[[int, int], None]

_LOCK_FILE: Final = "BUILD.lock"
_MEMORY_MB: Final = 256
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def build_index(
    folder: Path,
    documents: Iterable[SearchDocument],
    last_event: int,
    progress: Progress | None = None,
    total: int = 0,
    thesaurus: Thesaurus | None = None,
) -> str:
    """Build a new generation in `folder`, make it the current one and return its manifest's SHA-256.

    `last_event` is the audit sequence number of the store that the documents show. `progress` is called with
    (done, total) after each tool; `total` is counted when it is 0. `thesaurus` is what questions are understood
    with.

    Raises:
        Unavailable: the folder is read-only, the disk is full, or another build is running.
    """
    ordered = sorted(documents, key=_name_order)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _only_builder(folder):
            extra = {THESAURUS_FILE: compiled(thesaurus or Thesaurus())}
            return _build(folder, ordered, extra, last_event, _reporter(progress, total or len(ordered)))
    except OSError as error:
        raise Unavailable(_sentence(error)) from error


def _name_order(document: SearchDocument) -> tuple[str, str]:
    words = (compound.joined for compound in compounds(document.texts.get("name", "")))
    return " ".join(words), document.slug


def _reporter(progress: Progress | None, total: int) -> Callable[[int], None]:
    return (lambda done: progress(done, total)) if progress else (lambda _: None)


def _sentence(error: OSError) -> str:
    if error.errno in _READ_ONLY:
        why = "its folder cannot be written; give the catalogue write access to it"
    elif error.errno in _FULL:
        why = "the disk is full; free some space"
    else:
        why = "the disk reports an error; check it"
    return f"The search index was not renewed: {why} and build it again. The index in use stays as it is."


@contextmanager
def _only_builder(folder: Path) -> Iterator[None]:
    # The lock is the operating system's: it ends with the process, so a killed build blocks nobody.
    lock = FileLock(str(folder / _LOCK_FILE))
    if not lock.acquire():
        raise Unavailable("The search index is being built already; wait until that is done and try again.")
    try:
        yield
    finally:
        lock.release()


def _build(
    folder: Path,
    documents: Sequence[SearchDocument],
    extra: Mapping[str, bytes],
    last_event: int,
    report: Callable[[int], None],
) -> str:
    generation = folder / f"gen-{last_event}-{secrets.token_hex(4)}"
    done = False
    try:
        generation.mkdir(mode=0o700)
        _write(generation, documents, extra, report)
        manifest_hash = write_manifest(generation, Manifest(schema_hash(), last_event, len(documents)))
        _switch(folder, f"{generation.name} {manifest_hash}")
        done = True
    finally:
        if not done:
            shutil.rmtree(generation, ignore_errors=True)
    _remove_others(folder, generation.name)
    return manifest_hash


def _switch(folder: Path, pointer: str) -> None:
    aside = folder / f"{CURRENT_FILE}.new"
    aside.write_text(pointer, encoding="ascii")
    sync(aside)
    aside.replace(folder / CURRENT_FILE)
    sync(folder)


def _remove_others(folder: Path, current: str) -> None:
    # Readers hold their generation in memory, so the folders of older ones may go at once.
    for path in folder.iterdir():
        if GENERATION.fullmatch(path.name) and path.name != current and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)


def _write(
    generation: Path,
    documents: Sequence[SearchDocument],
    extra: Mapping[str, bytes],
    report: Callable[[int], None],
) -> None:
    texts = _Texts(len(documents))
    scratch = generation / "scratch"
    files = _postings(documents, texts, _Memory(scratch), report)
    shutil.rmtree(scratch, ignore_errors=True)
    facets = FacetColumns.of(documents)
    arrays = {
        **Columns.of(documents, texts.lengths).arrays(),
        **facets.arrays(),
        **capability_places(documents, facets.values["capability"]),
        **name_arrays(documents),
        **texts.lexicon().arrays(),
    }
    for name, content in {**files, **extra, COLUMNS_FILE: to_bytes(arrays)}.items():
        (generation / name).write_bytes(content)


class _Memory(RamStorage):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's files in memory: a full disk is so met by our own writing, for Whoosh leaves files open then.

    Only what a large build sorts on the disk is there: in our own folder, not under one name for all in /tmp.
    """

    def __init__(self, scratch: Path) -> None:
        super().__init__()
        self._scratch = scratch

    def temp_storage(self, name: str | None = None) -> Any:  # noqa: ARG002  # Whoosh passes it
        return FileStorage(str(self._scratch)).create()


class _Texts:
    """What is learnt of all texts while they are analysed: lengths, forms and their fields and tools."""

    def __init__(self, size: int) -> None:
        self.lengths = np.zeros((len(TEXT_FIELDS), size), dtype=np.float32)
        self._fields: defaultdict[str, int] = defaultdict(int)
        self._tools: defaultdict[str, int] = defaultdict(int)

    def analysed(self, row: int, texts: Mapping[str, str]) -> dict[str, list[Occurrence]]:
        """Return the occurrences in each text of the tool in this row, and remember what they show."""
        found: dict[str, list[Occurrence]] = {}
        seen: set[str] = set()
        for bit, name in enumerate(TEXT_FIELDS):
            found[name], self.lengths[bit, row] = occurrences(texts.get(name, ""), runs=name in NAME_FIELDS)
            for form, _, run in found[name]:
                self._fields[form] |= 1 << bit | (0 if run else WRITTEN)
                seen.add(form)
        for form in seen:
            self._tools[form] += 1
        return found

    def lexicon(self) -> Lexicon:
        """Return the lexicon of all that was analysed."""
        return Lexicon.of({form: (bits, self._tools[form]) for form, bits in self._fields.items()})


def _postings(
    documents: Sequence[SearchDocument], texts: _Texts, storage: Any, report: Callable[[int], None]
) -> dict[str, bytes]:
    """Return the Whoosh files by name; the numbers that Whoosh gives are the rows of the columns."""
    writer: Any = storage.create_index(whoosh_schema()).writer(limitmb=_MEMORY_MB)
    try:
        for row, document in enumerate(documents):
            writer.add_document(**texts.analysed(row, document.texts))
            report(row + 1)
    except BaseException:
        writer.cancel()  # closes its scratch files
        raise
    writer.commit()
    return {name: bytes(content) for name, content in storage.files.items()}
