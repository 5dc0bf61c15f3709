"""The file of a backup: a zip with a manifest of SHA-256s, sealed by a SHA-256 over every byte before it.

Any zip program opens it; `sha256sum` proves its parts. The seal stands in the zip's comment, the last 64 bytes, so
that a single changed byte anywhere is seen.
"""

import hashlib
import json
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from catalog.domain.errors import Invalid, Unavailable

DATABASE: Final = "catalog.sqlite3"
ANCHORS: Final = "anchors.txt"

_FORM: Final = "safer-tools-catalog/backup/v1"
_MANIFEST: Final = "manifest.json"
_SEAL: Final = 64
_CHUNK: Final = 1 << 20
_LONGEST_MANIFEST: Final = 100_000
_DAMAGED: Final = (
    "This file is damaged, or is no backup of this catalogue. Nothing was changed; use another copy or an earlier "
    "backup."
)


def write_archive(target: Path, folder: Path, about: Mapping[str, str | int]) -> str:
    """Write database and anchors of a folder into a backup file that appears whole or not at all; return its SHA-256.

    Raises:
        Unavailable: the file cannot be written.
    """
    partial = folder / "archive"
    try:
        with partial.open("x+b") as stream:
            _fill(stream, folder, about)
            digest = _sealed(stream)
        partial.chmod(0o600)
        partial.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise Unavailable(
            f"The backup cannot be written ({error.strerror}). Choose another folder, or make room, and try again."
        ) from error
    return digest


def _fill(stream: BinaryIO, folder: Path, about: Mapping[str, str | int]) -> None:
    digests = {name: _digest_of(folder / name) for name in (DATABASE, ANCHORS)}
    manifest = json.dumps({"form": _FORM, **about, "sha256": digests}, indent=1, sort_keys=True)
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.comment = b"0" * _SEAL
        archive.writestr(_MANIFEST, manifest)
        for name in digests:
            archive.write(folder / name, name)


def _sealed(stream: BinaryIO) -> str:
    """Write the seal over its placeholder, wait for the disk, and return the SHA-256 of the whole file."""
    end = stream.seek(0, os.SEEK_END)
    seal = _digest(stream, end - _SEAL)
    stream.seek(end - _SEAL)
    stream.write(seal.encode())
    stream.flush()
    os.fsync(stream.fileno())
    return _digest(stream, end)


def unpack_archive(source: Path, folder: Path) -> Mapping[str, Any]:
    """Unpack a sound backup into a folder and return its manifest.

    Raises:
        Invalid: it is damaged in any way, or another kind of file.
        Unavailable: it cannot be read, or there is no room.
    """
    try:
        with source.open("rb") as stream:
            _require_seal(stream)
            with ZipFile(stream) as archive:
                return _unpacked(archive, folder)
    except (BadZipFile, ValueError, KeyError, TypeError, EOFError, NotImplementedError, zlib.error) as error:
        raise Invalid(_DAMAGED) from error
    except OSError as error:
        raise Unavailable(
            f"The backup cannot be read or unpacked ({error.strerror}). Nothing was changed; check the name and the "
            "room on the disk."
        ) from error


def _require_seal(stream: BinaryIO) -> None:
    end = stream.seek(0, os.SEEK_END)
    if end <= _SEAL:
        raise Invalid(_DAMAGED)
    stream.seek(end - _SEAL)
    if stream.read(_SEAL) != _digest(stream, end - _SEAL).encode():
        raise Invalid(_DAMAGED)


def _unpacked(archive: ZipFile, folder: Path) -> Mapping[str, Any]:
    sizes = {item.filename: item.file_size for item in archive.infolist()}
    if sorted(sizes) != sorted((DATABASE, ANCHORS, _MANIFEST)) or sizes[_MANIFEST] > _LONGEST_MANIFEST:
        raise Invalid(_DAMAGED)
    manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
    if manifest["form"] != _FORM:
        raise Invalid(
            "This backup has a form that this version does not know. Install the version that made it."
        )
    for name in (DATABASE, ANCHORS):
        with archive.open(name) as packed, (folder / name).open("xb") as plain:
            while part := packed.read(_CHUNK):
                plain.write(part)
        if _digest_of(folder / name) != manifest["sha256"][name]:
            raise Invalid(_DAMAGED)
    return manifest


def _digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return _digest(stream, path.stat().st_size)


def _digest(stream: BinaryIO, length: int) -> str:
    """Return the SHA-256 of the first `length` bytes."""
    stream.seek(0)
    digest = hashlib.sha256()
    while length > 0 and (part := stream.read(min(_CHUNK, length))):
        digest.update(part)
        length -= len(part)
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows which files the folder holds, where the system can say so."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
