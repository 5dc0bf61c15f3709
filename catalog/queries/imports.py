"""Reads for imports: a file from outside, the likely meaning of its columns, the dry run, and the batches so far."""

from collections.abc import Mapping

from catalog.domain.imports import Batch, ImportReport, Mapped, ParsedFile
from catalog.domain.people import Actor, Permission
from catalog.exchange.mapping import guessed, is_target
from catalog.exchange.planning import plan
from catalog.exchange.tables_in import read_file
from catalog.store import Store


def upload(actor: Actor, name: str, raw: bytes) -> ParsedFile:
    """Return the columns and rows of a file from outside.

    Raises:
        NotAllowed: the actor may not import.
        Invalid: the file cannot be read; says where and what to do.
        Unavailable: other files are being read.
    """
    actor.require(Permission.IMPORT_RUN)
    return read_file(name, raw)


def likely_mapping(store: Store, actor: Actor, file: ParsedFile) -> Mapped:
    """Return which field each column fills: as the actor chose last time for such columns, else a guess."""
    actor.require(Permission.IMPORT_RUN)
    with store.reading() as reader:
        kept = reader.imports.mapping(actor.name, file.fingerprint)
    if kept is None:
        return guessed(file.columns)
    return {column: field for column, field in kept.items() if is_target(field)}


def dry_run(store: Store, actor: Actor, file: ParsedFile, mapping: Mapping[str, str]) -> ImportReport:
    """Return what each row of a file would do; nothing is written.

    Raises:
        Invalid: the mapping names no field of a tool, or one twice, or nothing fills the name.
    """
    actor.require(Permission.IMPORT_RUN)
    with store.reading() as reader:
        world = reader.imports.world()
    return plan(file, mapping, world, store.now().date().isoformat())


def batches(store: Store, actor: Actor) -> tuple[Batch, ...]:
    """Return the newest imports, the newest first."""
    actor.require(Permission.DRAFT_READ)
    with store.reading() as reader:
        return reader.imports.batches()
