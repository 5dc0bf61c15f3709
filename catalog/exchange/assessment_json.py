"""Assessments as JSON: out with everything and its SHA-256, in again only unchanged."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from pydantic import Field, ValidationError

from catalog.domain.assessment import LONGEST_STATEMENT, Assessment, content_digest
from catalog.domain.assessment_instrument import Instrument
from catalog.domain.errors import Invalid
from catalog.domain.standing import Standing
from catalog.domain.values import Record

FORMAT: Final = "safer-tools-catalog/assessment/2"
_KNOWN: Final = (FORMAT, "safer-tools-catalog/assessment/1")
"""Version 2 carries what stood about the tool on the day of the export; version 1 did not."""

MAX_BYTES: Final = 1_000_000
"""No assessment is near this size; a larger file is a mistake or an attack."""


class _Dissent(Record):
    place: str
    statement: str
    account: str
    at: str


class _File(Record):
    format: str
    instrument: str
    instrument_version: str
    instrument_sha256: str
    tool: str
    tool_sha256: str
    capabilities: tuple[str, ...]
    entries: dict[str, Any]
    sha256: str
    dissents: tuple[_Dissent, ...] = Field(default=(), max_length=500)
    signatures: tuple[dict[str, Any], ...] = ()
    members: tuple[str, ...] = ()
    started_at: str = ""
    standing: dict[str, Any] = {}


@dataclass(frozen=True)
class AssessmentFile:
    """What an exported file holds. `dissents` are (place, statement) with who said it and when in the statement."""

    instrument: str
    instrument_version: str
    instrument_sha256: str
    tool: str
    tool_sha256: str
    capabilities: tuple[str, ...]
    entries: Mapping[str, Any]
    dissents: tuple[tuple[str, str], ...]


def write_assessment(assessment: Assessment, instrument: Instrument, standing: Standing) -> bytes:
    """Return an assessment as JSON, with the conditions of use and open concerns of the day of the export."""
    file = {
        "format": FORMAT,
        "instrument": assessment.instrument,
        "instrument_version": instrument.version,
        "instrument_sha256": assessment.instrument_sha256,
        "tool": assessment.tool,
        "tool_sha256": assessment.tool_sha256,
        "capabilities": list(assessment.capabilities),
        "standing": {
            "as_of": standing.as_of,
            "conditions_of_use": list(standing.conditions),
            "open_concerns": list(standing.open_concerns),
        },
        "started_at": assessment.started_at,
        "members": [member.account for member in assessment.members],
        "entries": dict(sorted(assessment.now.items())),
        "sha256": assessment.sha256,
        "dissents": [
            {"place": item.place, "statement": item.statement, "account": item.account, "at": item.at}
            for item in assessment.dissents
        ],
        "signatures": [vars_of(item) for item in assessment.signatures],
    }
    return (json.dumps(file, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def vars_of(signature: Any) -> dict[str, Any]:
    """Return the fields of a signature as plain values."""
    return {name: getattr(signature, name) for name in signature.__dataclass_fields__}


def read_assessment(raw: bytes) -> AssessmentFile:
    """Return what an exported file holds.

    Raises:
        Invalid: it is too large, no such file, or was changed since it was exported.
    """
    if len(raw) > MAX_BYTES:
        raise Invalid("The file is larger than an assessment can be. Choose the JSON file of an export.")
    try:
        value = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_once)
        _require_known_format(value)
        file = _File.model_validate(value)
    except (ValueError, RecursionError, ValidationError) as error:
        raise Invalid(
            "This is not the JSON file of an assessment. Nothing was taken in; choose a file that was exported here "
            "or in another catalogue of this kind."
        ) from error
    if _digest(file) != file.sha256:
        raise Invalid(
            "The file was changed after it was exported: its content does not fit its SHA-256. Nothing was taken in; "
            "export it again."
        )
    return AssessmentFile(
        file.instrument, file.instrument_version[:40], file.instrument_sha256, file.tool, file.tool_sha256,
        file.capabilities, file.entries, tuple((item.place, _told(item)) for item in file.dissents),
    )  # fmt: skip


def _require_known_format(value: Any) -> None:
    said = value.get("format") if isinstance(value, dict) else None
    if isinstance(said, str) and said not in _KNOWN:
        raise Invalid(
            "The file has another format than this version reads. Nothing was taken in; export it again."
        )


def _digest(file: _File) -> str:
    try:
        return content_digest(
            file.instrument_sha256, file.tool, file.tool_sha256, file.capabilities, file.entries
        )
    except (ValueError, RecursionError):  # half a character, or nested too deep
        return ""


def _told(item: _Dissent) -> str:
    told = f"From the file, by {item.account} on {item.at[:10]}: {item.statement}"
    printable = "".join(char if char.isprintable() else " " for char in told)
    return printable[:LONGEST_STATEMENT]


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found
