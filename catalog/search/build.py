"""Building an index aside, and switching to it in one step.

`folder/gen-<event>-<random>/` is filled and synced, then `folder/CURRENT` is replaced. A build that fails or
is killed leaves the old generation in place; what it left behind is removed by itself or by the next build.
"""

import errno
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from whoosh.util.filelock import FileLock

from catalog.domain.errors import Unavailable
from catalog.domain.search import SearchDocument
from catalog.domain.thesaurus import Thesaurus
from catalog.search.columns import name_order, to_bytes
from catalog.search.inverting import inverted
from catalog.search.manifest import CURRENT_FILE, GENERATION, Manifest, sync, write_manifest
from catalog.search.parts import Parts
from catalog.search.schema import COLUMNS_FILE, schema_hash
from catalog.search.softening import SOFT_FILE, softened
from catalog.search.thesaurus import THESAURUS_FILE, compiled

Progress = Callable[[int, int], None]

_LOCK_FILE: Final = "BUILD.lock"
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
    ordered = sorted(documents, key=name_order)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _only_builder(folder):
            known = thesaurus or Thesaurus()
            extra = {THESAURUS_FILE: compiled(known), SOFT_FILE: softened(known)}
            return _build(folder, ordered, extra, last_event, _reporter(progress, total or len(ordered)))
    except OSError as error:
        raise Unavailable(_sentence(error)) from error


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
    scratch = generation / "scratch"
    texts = inverted(documents, scratch, report)
    shutil.rmtree(scratch, ignore_errors=True)
    columns = to_bytes(Parts.of(documents, texts).arrays())
    for name, content in {**texts.files, **extra, COLUMNS_FILE: columns}.items():
        (generation / name).write_bytes(content)
