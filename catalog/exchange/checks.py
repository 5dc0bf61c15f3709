"""Reads what `catalog check` compares the content with: expectations, and fingerprints of the research notes."""

from pathlib import Path
from typing import Final

from pydantic import ValidationError

from catalog.domain.expectations import FILE, Expectations
from catalog.domain.faults import Fault
from catalog.domain.wording import FINGERPRINT_BYTES
from catalog.exchange.strict_yaml import YamlFault, read_yaml

NOTES: Final = "checks/research-notes.fingerprints"
"""Fingerprints of every eight words in a row of the research notes: wording of notes must not come back."""


def read_expectations(folder: Path) -> tuple[Expectations | None, tuple[Fault, ...]]:
    """Return the expectations, or the faults that keep them from being read; a folder without any expects nothing."""
    path = folder / FILE
    if not path.is_file():
        return None, ()
    try:
        return Expectations.model_validate(read_yaml(path.read_bytes())), ()
    except YamlFault as error:
        return None, (Fault(FILE, "", f"the file {error}"),)
    except ValidationError as error:
        faults = (Fault(FILE, ".".join(map(str, item["loc"])), item["msg"]) for item in error.errors())
        return None, tuple(faults)


def read_fingerprints(folder: Path) -> frozenset[bytes]:
    """Return the fingerprints of the research notes, none when the folder has no such file."""
    path = folder / NOTES
    if not path.is_file():
        return frozenset()
    raw = path.read_bytes()
    return frozenset(raw[i : i + FINGERPRINT_BYTES] for i in range(0, len(raw), FINGERPRINT_BYTES))
