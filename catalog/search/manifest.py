"""The manifest of a generation: which files belong to it, byte for byte, and what it was built from.

Whoosh files are pickles: to open a file that somebody else put there is to run that person's code. So every
byte is read once and compared with the manifest before Whoosh or numpy sees it, and they are given those very
bytes, never a path. The manifest itself is named by its SHA-256 in CURRENT, and may be held in the store as
well.
"""

import hashlib
import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

MANIFEST_FILE: Final = "manifest.json"
CURRENT_FILE: Final = "CURRENT"
GENERATION: Final = re.compile(r"gen-[0-9]{1,19}-[0-9a-f]{8}")
"""What a generation folder is called; nothing else in the index folder is ever opened or removed."""

_FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
_POINTER = re.compile(rf"(?P<name>{GENERATION.pattern}) (?P<manifest>[0-9a-f]{{64}})")
_LARGEST_MANIFEST: Final = 1_000_000


class NotTrustedError(Exception):
    """The files are not what the manifest says; the message is a sentence without paths."""


@dataclass(frozen=True)
class Manifest:
    """What a generation was built from: schema hash, last event of the store, number of tools."""

    schema: str
    last_event: int
    documents: int


def sync(path: Path) -> None:
    """Make sure that a file or folder is on the disk. Raises OSError."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_manifest(generation: Path, manifest: Manifest) -> str:
    """Sync all files of a generation, list them in its manifest, and return the manifest's SHA-256.

    Raises:
        OSError: the disk is full or read-only.
    """
    listed: dict[str, dict[str, object]] = {}
    for path in sorted(generation.iterdir()):
        sync(path)
        content = path.read_bytes()
        listed[path.name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    body = {
        "documents": manifest.documents,
        "files": listed,
        "last_event": manifest.last_event,
        "schema": manifest.schema,
    }
    encoded = json.dumps(body, indent=1, sort_keys=True).encode()
    target = generation / MANIFEST_FILE
    target.write_bytes(encoded)
    sync(target)
    sync(generation)
    return hashlib.sha256(encoded).hexdigest()


def read_current(folder: Path) -> tuple[str, str]:
    """Return the current generation's name and its manifest's SHA-256.

    Raises:
        FileNotFoundError: no index was built yet.
        NotTrustedError: CURRENT holds something else.
    """
    pointer = _POINTER.fullmatch(_read(folder / CURRENT_FILE, 1000).decode("ascii", "replace"))
    if pointer is None:
        raise NotTrustedError("The pointer to the current index is damaged.")
    return pointer["name"], pointer["manifest"]


def verified(generation: Path, expected: str) -> tuple[Manifest, dict[str, bytes]]:
    """Return the manifest and the content of every file, all compared with the manifest's expected SHA-256.

    Raises:
        NotTrustedError: a file is missing, extra, changed, or not a plain file; or the manifest is another
        one.
        OSError: a file cannot be read.
    """
    if generation.is_symlink():
        raise NotTrustedError("The index folder is a link to another place.")
    encoded = _read(generation / MANIFEST_FILE, _LARGEST_MANIFEST)
    if hashlib.sha256(encoded).hexdigest() != expected:
        raise NotTrustedError("The list of the index files is not the one that was written.")
    body = _decoded(encoded)
    files: Mapping[str, Mapping[str, Any]] = body["files"]
    if {path.name for path in generation.iterdir()} != {*files, MANIFEST_FILE}:
        raise NotTrustedError("The index has a missing or an extra file.")
    content = {name: _checked(generation / name, entry) for name, entry in files.items()}
    return Manifest(body["schema"], body["last_event"], body["documents"]), content


def _decoded(encoded: bytes) -> dict[str, Any]:
    try:
        body = json.loads(encoded)
    except (ValueError, RecursionError) as error:
        raise NotTrustedError("The list of the index files cannot be read.") from error
    if not _well_formed(body):
        raise NotTrustedError("The list of the index files has another form.")
    return dict(body)


def _well_formed(body: object) -> bool:
    if not isinstance(body, dict) or not isinstance(files := body.get("files"), dict):
        return False
    numbers = (body.get("last_event"), body.get("documents"))
    entries = [entry for entry in files.values() if isinstance(entry, dict)]
    return (
        isinstance(body.get("schema"), str)
        and all(type(number) is int for number in numbers)
        and len(entries) == len(files)
        and all(_FILE_NAME.fullmatch(name) for name in files)
        and all(type(entry.get("size")) is int and type(entry.get("sha256")) is str for entry in entries)
    )


def _checked(path: Path, entry: Mapping[str, Any]) -> bytes:
    content = _read(path, entry["size"])
    if len(content) != entry["size"] or hashlib.sha256(content).hexdigest() != entry["sha256"]:
        raise NotTrustedError("An index file was changed after it was written.")
    return content


def _read(path: Path, most: int) -> bytes:
    """Return a plain file's bytes; never follow a link, wait on a pipe or read more than `most` bytes."""
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
        flags |= getattr(os, name, 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            raise NotTrustedError("An index file is not a plain file of the right size.")
        return file.read()
