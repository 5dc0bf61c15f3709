"""Acts on imports: make the drafts of a file as one batch, and undo a batch. Nothing of it is published here."""

from collections.abc import Mapping
from typing import Final

from catalog.actions.drafts import require_fields
from catalog.actions.registry import action
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict, Invalid, NotFound
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.imports import Batch, ImportReport, ParsedFile, RowReport
from catalog.domain.people import Actor, Permission
from catalog.domain.workflow import require_reason
from catalog.exchange.planning import plan
from catalog.store import Store, UnitOfWork

_CHANGED: Final = (
    "The catalogue has changed since the dry run, so it would do something else now. Nothing was written; "
    "look at the dry run again."
)


@action(permission=Permission.IMPORT_RUN, events=(EventTag.BATCH_IMPORTED, EventTag.DRAFT_OPENED))
def make_drafts(
    store: Store,
    actor: Actor,
    file: ParsedFile,
    mapping: Mapping[str, str],
    seen: str,
    *,
    duplicates: bool = False,
) -> Batch:
    """Make the drafts that a dry run showed, all in one batch or none.

    `seen` is the digest of that dry run. Rows with faults are left out, likely duplicates unless asked for.

    Raises:
        Conflict: the dry run would come out otherwise by now.
        Invalid: there is no draft to make, or a row holds a field that a tool does not have.
    """
    with store.reading() as reader:
        report = plan(file, mapping, reader.imports.world(), store.now().date().isoformat())
    if report.digest != seen:
        raise Conflict(_CHANGED)
    rows = report.drafts(duplicates=duplicates)
    if not rows:
        raise Invalid("No row of this file would become a draft. Look at the dry run for the reasons.")
    with store.writing(actor) as work:
        if work.imports.mark() != report.mark:
            raise Conflict(_CHANGED)
        batch = work.imports.add_batch(file.name, file.sha256, file.format, len(rows))
        work.imports.remember(file.fingerprint, report.mapping)
        for row in rows:
            _open_draft(work, row, batch)
        _tell(work, report, batch, rows)
        return _certain(work, batch)


@action(permission=Permission.IMPORT_RUN, events=(EventTag.BATCH_UNDONE, EventTag.DRAFT_DISCARDED))
def undo_batch(store: Store, actor: Actor, batch_id: int, reason: str) -> int:
    """Discard every draft of a batch that is still open, in one act; return how many.

    What was submitted or published meanwhile stays, and the text of the discarded ones is kept for the record.

    Raises:
        NotFound: there is no such batch.
        Conflict: none of its drafts is open any more.
        Invalid: no reason is given.
    """
    said = require_reason(reason, "The reason")
    with store.writing(actor) as work:
        if work.imports.batch(batch_id) is None:
            raise NotFound("There is no such import. Look at the list of imports.")
        drafts = work.imports.discard_open(batch_id)
        if not drafts:
            raise Conflict("No draft of this import is open any more, so there is nothing to undo.")
        for number, slug in drafts:
            detail: dict[str, JsonValue] = {"draft": number, "reason": said, "batch": batch_id}
            work.record(EventTag.DRAFT_DISCARDED, f"{RecordKind.TOOL}:{slug}", detail)
        work.imports.note_undone(batch_id)
        work.record(EventTag.BATCH_UNDONE, f"batch:{batch_id}", {"drafts": len(drafts), "reason": said})
        return len(drafts)


def _open_draft(work: UnitOfWork, row: RowReport, batch: int) -> None:
    content = require_fields(RecordKind.TOOL, row.content)
    draft = work.workflow.add_draft(RecordKind.TOOL, row.slug, content, base=row.base, batch=batch)
    detail: dict[str, JsonValue] = {"draft": draft.id, "base": draft.base, "batch": batch, "row": row.number}
    work.record(EventTag.DRAFT_OPENED, f"{draft.kind}:{draft.slug}", detail)


def _tell(work: UnitOfWork, report: ImportReport, batch: int, rows: tuple[RowReport, ...]) -> None:
    counts: dict[str, JsonValue] = {str(status): number for status, number in report.counts.items()}
    detail: dict[str, JsonValue] = {
        "file": report.file.name,
        "sha256": report.file.sha256,
        "format": report.file.format,
        "drafts": len(rows),
        "rows": counts,
    }
    work.record(EventTag.BATCH_IMPORTED, f"batch:{batch}", detail)


def _certain(work: UnitOfWork, batch_id: int) -> Batch:
    batch = work.imports.batch(batch_id)
    if batch is None:
        raise LookupError("the batch was not written")
    return batch
