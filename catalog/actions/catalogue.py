"""Acts on the catalogue as a whole."""

from collections.abc import Callable
from dataclasses import dataclass

from catalog.actions.holding import held_back
from catalog.actions.registry import action
from catalog.domain.content import Content, RecordKind
from catalog.domain.errors import Invalid
from catalog.domain.events import EventTag
from catalog.domain.faults import Fault
from catalog.domain.people import Actor, Permission
from catalog.domain.revision import canonical_json, content_hash
from catalog.store import Store

Progress = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    return


@dataclass(frozen=True)
class LoadReport:
    """How many records were new, changed, retired, just as they were, or kept as decided in this installation."""

    added: int
    changed: int
    retired: int
    unchanged: int
    kept: int = 0


@action(
    permission=Permission.CATALOGUE_LOAD,
    events=(
        EventTag.CATALOGUE_LOADED,
        EventTag.RECORD_PUBLISHED,
        EventTag.RECORD_RETIRED,
        EventTag.RECORD_SUSPENDED,
    ),
)
def load_content(
    store: Store,
    actor: Actor,
    content: Content,
    faults: tuple[Fault, ...],
    digest: str,
    progress: Progress = _silent,
) -> LoadReport:
    """Bring the store to what the curated files say, as one recorded act; unchanged records are left alone.

    A record that has no file any more is retired; one that was last decided on in this installation is kept; one that
    a concern holds back takes up what its file says and stays out of sight. `digest` identifies the files.
    `progress` is told (records done, records in all).

    Raises:
        Invalid: the content has faults; nothing was changed.
    """
    if faults:
        raise Invalid(
            f"The curated content has {len(faults)} faults, the first in {faults[0]}. Nothing was loaded; "
            "run `catalog check` and correct them.",
            faults,
        )
    records = list(content.records())
    with store.writing(actor) as work:
        before, decided, held = work.loaded_hashes(), work.decided_here(), held_back(work)
        added = changed = kept = 0
        for done, (kind, slug, document) in enumerate(records, start=1):
            progress(done, len(records))
            if (kind, slug) in decided:
                kept += 1
                continue
            known = before.pop((kind, slug), None)
            if known != content_hash(canonical_json(document)):
                if kind is RecordKind.TOOL and slug in held:
                    work.replace_hidden(kind, slug, document, held[slug].id)
                else:
                    work.publish(kind, slug, document)
                added, changed = added + (known is None), changed + (known is not None)
        for kind, slug in before:
            work.retire(kind, slug, "its file is no longer part of the curated content")
        report = LoadReport(added, changed, len(before), len(records) - added - changed - kept, kept)
        detail = {"digest": digest, **vars(report)}
        work.record(EventTag.CATALOGUE_LOADED, "catalogue", detail)
    return report
