"""Looks at an XLSX file as the archive that it is, before anything in it is understood."""

import io
import zipfile
import zlib
from typing import Final

from catalog.exchange.limits import LIMITS, MEGABYTE, FileFault

_OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"
_ARCHIVES: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", _OLD_OR_LOCKED)
_ENCRYPTED: Final = 0x1
_REFUSED: Final = {
    "vbaproject": "holds macros; save it as .xlsx without them",
    "externallinks/": "holds links to other files; break the links and save it again",
    "embeddings/": "holds other files inside; remove them and save it again",
    "activex/": "holds controls that run code; remove them and save it again",
}


def check_archive(raw: bytes) -> None:
    """Let a file pass that is a plain XLSX archive within the limits.

    Raises:
        FileFault: it is not one, and why.
    """
    if raw.startswith(_OLD_OR_LOCKED):
        raise FileFault("The file has a password or is an old .xls. Save it as .xlsx without a password.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _check_sizes(archive)
            for member in archive.infolist():
                _check_member(archive, member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        if isinstance(error, FileFault):
            raise
        raise FileFault(
            "The file is damaged or is not XLSX at all. Open it and save it as .xlsx again."
        ) from error


def _check_sizes(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > LIMITS["members"].value:
        raise FileFault(
            f"The file has {len(members)} parts; at most {LIMITS['members'].value} are read. Save only the sheet."
        )
    packed, unpacked = sum(m.compress_size for m in members), sum(m.file_size for m in members)
    if unpacked > LIMITS["unpacked"].value * MEGABYTE:
        raise FileFault(f"The file unpacks to more than {LIMITS['unpacked'].value} MB. Split it.")
    if unpacked > LIMITS["ratio"].value * max(1, packed):
        raise FileFault(
            f"The file unpacks to more than {LIMITS['ratio'].value} times its size, which no list of tools does. "
            "Copy the cells into a new sheet."
        )


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise FileFault("The file has a password. Save it as .xlsx without a password.")
    for part, why in _REFUSED.items():
        if part in member.filename.lower():
            raise FileFault(f"The file {why}.")
    with archive.open(member) as opened:
        start = opened.read(4)
    if start.startswith(_ARCHIVES) or member.filename.lower().endswith((".zip", ".xlsx", ".docx")):
        raise FileFault("The file holds another archive inside; remove it and save it again.")
