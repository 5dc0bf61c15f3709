"""Acts on the catalogue as a whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalog.actions.holding import concerns_following, held_back, hide_taker, name_taker
from catalog.actions.registry import action
from catalog.domain.concerns import Concern
from catalog.domain.content import Content, RecordKind
from catalog.domain.errors import Invalid
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.faults import Fault
from catalog.domain.people import Actor, Permission
from catalog.domain.revision import canonical_json, content_hash
from catalog.domain.tool import Tool
from catalog.domain.values import Record
from catalog.store import Store, UnitOfWork

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
        EventTag.CONCERN_BORNE,
        EventTag.RECORD_PUBLISHED,
        EventTag.RECORD_RESTORED,
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
    a concern holds back takes up what its file says and stays out of sight, and so does one that takes its place.
    `digest` identifies the files, `progress` is told (records done, records in all).

    Raises:
        Invalid: the content has faults; nothing was changed.
    """
    if faults:
        raise Invalid(
            f"The curated content has {len(faults)} faults, the first in {faults[0]}. Nothing was loaded; "
            "run `catalog check` and correct them.",
            faults,
        )
    with store.writing(actor) as work:
        with concerns_following(work):
            report = _take_up(work, content, progress)
        detail: dict[str, JsonValue] = {"digest": digest, **vars(report)}
        work.record(EventTag.CATALOGUE_LOADED, "catalogue", detail)
    return report


def _take_up(work: UnitOfWork, content: Content, progress: Progress) -> LoadReport:
    records = list(content.records())
    before, decided, held = work.loaded_hashes(), work.decided_here(), held_back(work)
    added = changed = kept = 0
    for done, (kind, slug, document) in enumerate(records, start=1):
        progress(done, len(records))
        if (kind, slug) in decided:
            kept += 1
            continue
        known = before.pop((kind, slug), None)
        if known != content_hash(canonical_json(document)):
            _replace(work, kind, slug, document, held)
            added, changed = added + (known is None), changed + (known is not None)
    takers = {old: tool.slug for tool in content.tools.values() for old in tool.redirects}
    for kind, slug in before:
        successor = takers.get(slug, "") if kind is RecordKind.TOOL else ""
        work.retire(kind, slug, "its file is no longer part of the curated content", successor=successor)
    for old, new in takers.items():
        name_taker(work, old, new)
    return LoadReport(added, changed, len(before), len(records) - added - changed - kept, kept)


def _replace(
    work: UnitOfWork, kind: RecordKind, slug: str, document: Record, held: Mapping[str, Concern]
) -> None:
    """Publish what a file says, or store it where a concern keeps the tool out of sight."""
    if not isinstance(document, Tool):
        work.publish(kind, slug, document)
        return
    before = _standing(work, document) if document.redirects else None
    if slug in held:
        work.replace_hidden(kind, slug, document, held[slug].id)
    else:
        work.publish(kind, slug, document)
    hide_taker(work, before, document)


def _standing(work: UnitOfWork, tool: Tool) -> Tool | None:
    standing = work.workflow.standing(RecordKind.TOOL, tool.slug)
    found = work.workflow.content(RecordKind.TOOL, tool.slug, standing.sha256)
    return found if isinstance(found, Tool) else None
