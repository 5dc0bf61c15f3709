"""Opening the current index, after every byte of it was compared with its manifest."""

from collections.abc import Callable
from pathlib import Path

from catalog.search.index import SearchIndex
from catalog.search.manifest import NotTrustedError, read_current, verified
from catalog.search.schema import schema_hash


def open_index(
    folder: Path,
    *,
    expected_manifest: str | None = None,
    report: Callable[[str], None] | None = None,
) -> SearchIndex | None:
    """Return the current index, or None when there is none that can be trusted: then build a new one.

    `expected_manifest` is what `build_index` returned, as the store remembers it: with it an index that
    somebody else planted, manifest and all, is refused too. `report` is given the reason in one sentence when
    the answer is None. Whether the index is up to date is for the caller to see, in `last_event`.
    """
    try:
        return _opened(folder, expected_manifest)
    except FileNotFoundError:
        reason = "There is no search index yet, or a file of it is missing."
    except OSError:
        reason = "The search index cannot be read."
    except NotTrustedError as error:
        reason = str(error)
    if report:
        report(reason)
    return None


def _opened(folder: Path, expected_manifest: str | None) -> SearchIndex:
    name, manifest_hash = read_current(folder)
    if expected_manifest is not None and manifest_hash != expected_manifest:
        raise NotTrustedError("The search index is not the one that was built here.")
    try:
        manifest, content = verified(folder / name, manifest_hash)
    except (FileNotFoundError, NotTrustedError):
        # A build in another process may have replaced this generation, and be removing it, meanwhile.
        if read_current(folder) == (name, manifest_hash):
            raise
        return _opened(folder, expected_manifest)
    if manifest.schema != schema_hash():
        raise NotTrustedError("The search index was written by another version of the catalogue.")
    return SearchIndex.opened(name, manifest, manifest_hash, content)
