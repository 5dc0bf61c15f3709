"""Reads the folder of curated content and turns every problem into a fault with file and field."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from catalog.domain.content import MODELS, RULEBOOK_KINDS, Content, RecordKind
from catalog.domain.errors import Unavailable
from catalog.domain.faults import Fault
from catalog.domain.values import Record
from catalog.exchange.strict_yaml import YamlFault, read_yaml

FOLDERS: Final = {
    "assessments": RecordKind.INSTRUMENT,
    "capabilities": RecordKind.CAPABILITY,
    "cases": RecordKind.CASE,
    "compliance": RecordKind.LAW,
    "providers": RecordKind.PROVIDER,
    "search": RecordKind.THESAURUS,
    "search/asked": RecordKind.WORDINGS,
    "tools": RecordKind.TOOL,
    "vocabulary": RecordKind.VOCABULARY,
}
"""The folders of curated content and the kind of record that each holds."""

_SINGLE_FILES: Final = {
    "search/fillers.yaml": RecordKind.FILLERS,
    **{f"compliance/{kind}.yaml": kind for kind in RULEBOOK_KINDS},
}
"""Files that hold another kind of record than the rest of their folder."""

_REQUIRED: Final = ("capabilities", "tools", "vocabulary")


@dataclass(frozen=True)
class CuratedFile:
    """One file of the folder: `name` is the path from the folder with slashes."""

    name: str
    kind: RecordKind
    raw: bytes


_SINGLE_RECORDS: Final = {
    RecordKind.LAW: "law",
    RecordKind.FILLERS: "fillers",
    **{kind: kind.value for kind in RULEBOOK_KINDS},
}
"""Kinds with one record only, and where the content has it."""

_KEYS: Final = {
    RecordKind.VOCABULARY: "vocabulary",
    RecordKind.THESAURUS: "group",
    RecordKind.WORDINGS: "group",
}
"""The field that names a record where it is not the slug."""


def curated_files(folder: Path) -> tuple[CuratedFile, ...]:
    """Return every curated file in a fixed order.

    Raises:
        Unavailable: the folder, or a folder in it without which nothing can be shown, is missing or unreadable.
    """
    missing = [name for name in _REQUIRED if not (folder / name).is_dir()]
    if missing:
        raise Unavailable(
            f"The curated content is incomplete: the folder {', '.join(missing)} is missing in {folder.name}/. "
            "Restore it from the repository, or set CATALOG_DATA to the folder that holds it."
        )
    files = []
    for name, kind in FOLDERS.items():
        for path in sorted((folder / name).glob("*.yaml")):
            try:
                file = f"{name}/{path.name}"
                files.append(CuratedFile(file, _SINGLE_FILES.get(file, kind), path.read_bytes()))
            except OSError as error:
                raise Unavailable(
                    f"{name}/{path.name} cannot be read ({error.strerror}); check its rights."
                ) from error
    return tuple(files)


def digest(files: Iterable[CuratedFile]) -> str:
    """Return one SHA-256 over names and contents: equal digests mean that nothing changed."""
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file.name}\0{len(file.raw)}\0".encode())
        total.update(file.raw)
    return total.hexdigest()


def read_content(files: Iterable[CuratedFile]) -> tuple[Content, tuple[Fault, ...]]:
    """Return the records that could be read, and a fault for everything that could not."""
    content, faults = Content(), []
    shelves: dict[RecordKind, dict[str, Any]] = {
        RecordKind.CAPABILITY: content.capabilities,
        RecordKind.CASE: content.cases,
        RecordKind.INSTRUMENT: content.instruments,
        RecordKind.PROVIDER: content.providers,
        RecordKind.THESAURUS: content.thesaurus,
        RecordKind.TOOL: content.tools,
        RecordKind.VOCABULARY: content.vocabularies,
        RecordKind.WORDINGS: content.wordings,
    }
    single: dict[str, Any] = {}
    for file in files:
        record, found = read_record(file)
        faults.extend(found)
        if record is None:
            continue
        if file.kind in _SINGLE_RECORDS:
            single[_SINGLE_RECORDS[file.kind]] = record
        else:
            shelves[file.kind][key_of(file.kind, record)] = record
    return Content(**{**vars(content), **single}), tuple(sorted(faults))


def key_of(kind: RecordKind, record: Record) -> str:
    """Return the slug of a record, or the name of a vocabulary or group; of single records the fixed name."""
    if kind is RecordKind.LAW:
        return "facts"
    if kind is RecordKind.FILLERS or kind in RULEBOOK_KINDS:
        return kind.value
    return str(getattr(record, _KEYS.get(kind, "slug")))


def read_record(file: CuratedFile) -> tuple[Record | None, list[Fault]]:
    """Return the document of a file, or the faults that keep it from being one."""
    try:
        value = read_yaml(file.raw)
    except YamlFault as error:
        return None, [Fault(file.name, "", f"the file {error}")]
    if not isinstance(value, dict):
        return None, [Fault(file.name, "", "the file does not hold one record; write `field: value` lines")]
    record, faults = read_document(file.kind, file.name, value)
    if record is None:
        return None, faults
    stem = file.name.rpartition("/")[2].removesuffix(".yaml")
    if stem != key_of(file.kind, record):
        return record, [
            Fault(file.name, "slug", f"is {key_of(file.kind, record)} but the file is named {stem}")
        ]
    return record, []


def read_document(kind: RecordKind, name: str, value: Mapping[str, Any]) -> tuple[Record | None, list[Fault]]:
    """Return the document of raw values, or the faults (in the file `name`) that keep it from being one."""
    try:
        return MODELS[kind].model_validate(value), []
    except ValidationError as error:
        faults = [_fault(name, details) for details in error.errors(include_url=False)]
        return None, _without_alternatives(faults)


def _without_alternatives(faults: list[Fault]) -> list[Fault]:
    """Leave out "must be not-stated" where the other reading of the same field has faults of its own."""
    weak = {fault for fault in faults if fault.message == "must be one of 'not-stated'"}
    strong = [fault.field for fault in faults if fault not in weak]
    return [f for f in faults if f not in weak or not any(field.startswith(f.field) for field in strong)]


_SENTENCES: Final = {
    "extra_forbidden": "is not a field of this record; remove it or correct its spelling",
    "missing": "is missing; fill it, with not-stated where no source says it",
    "string_too_long": "is too long (at most {max_length} characters); shorten it",
    "string_too_short": "is empty; fill it or write not-stated",
    "too_short": "needs at least one entry",
    "literal_error": "must be one of {expected}",
    "string_pattern_mismatch": "is not of the form {pattern}",
    "bool_type": "must be true, false or not-stated",
}


def _fault(name: str, details: ErrorDetails) -> Fault:
    parts = [
        str(part)
        for part in details["loc"]
        if not str(part).startswith(("function-", "constrained", "literal["))
    ]
    field = ".".join(part for part in parts if part not in ("bool", "tuple[str, ...]", "[key]"))
    context = details.get("ctx") or {}
    form = details["type"] == "string_pattern_mismatch"
    template = "is empty; fill it" if form and details["input"] == "" else _SENTENCES.get(details["type"])
    if template is None:
        return Fault(name, field, details["msg"].removeprefix("Value error, "))
    return Fault(name, field, template.format(**context))
