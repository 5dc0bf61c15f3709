"""Acts on drafts: open, save, bring up to date, discard. Nothing here is seen by readers."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from catalog.actions.registry import action
from catalog.domain.content import MODELS, RecordKind
from catalog.domain.errors import Conflict, Invalid, NotFound
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.people import Actor, Permission
from catalog.domain.text import fold_slug
from catalog.domain.work import MAX_DRAFT_CHARS, WORKABLE, Draft, Overtaken
from catalog.domain.workflow import DraftState, RecordState, require_reason
from catalog.domain.writing import require_writer
from catalog.store import Store, UnitOfWork

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG: Final = 80


@action(permission=Permission.DRAFT_WRITE, events=(EventTag.DRAFT_OPENED,))
def open_draft(store: Store, actor: Actor, kind: RecordKind, slug: str) -> Draft:
    """Open the draft of a published or suspended record; the live one, if there is one already.

    Raises:
        NotAllowed: the actor's role does not write such records.
        NotFound: no such record was ever published.
        Conflict: it is retired; restore it first.
    """
    require_writer(actor, kind)
    with store.writing(actor) as work:
        if (live := work.workflow.live_draft(kind, slug)) is not None:
            return live
        standing = work.workflow.standing(kind, slug)
        if standing.state is None:
            raise NotFound("There is nothing published at this address to edit. Start a new draft instead.")
        if standing.state is RecordState.RETIRED:
            raise Conflict("This record is retired. Ask for it to be restored before you edit it.")
        document = work.workflow.content(kind, slug, standing.sha256)
        raw = {} if document is None else document.model_dump(mode="json")
        draft = work.workflow.add_draft(kind, slug, raw, base=standing.sha256)
        _opened(work, draft)
        return draft


@action(permission=Permission.DRAFT_WRITE, events=(EventTag.DRAFT_OPENED,))
def start_draft(store: Store, actor: Actor, kind: RecordKind, content: Mapping[str, Any]) -> Draft:
    """Start a draft of a record that was never published; its address is made from its name.

    Raises:
        NotAllowed: the actor's role does not write such records.
        Invalid: it has no name, or holds a field that such a record does not have.
        Conflict: the address is taken.
    """
    require_writer(actor, kind)
    raw = require_fields(kind, content)
    slug = slug_of(raw)
    with store.writing(actor) as work:
        require_free(work, kind, slug)
        draft = work.workflow.add_draft(kind, slug, raw | {"slug": slug})
        _opened(work, draft)
        return draft


@action(permission=Permission.DRAFT_WRITE, events=(EventTag.DRAFT_SAVED,))
def save_draft(store: Store, actor: Actor, draft_id: int, version: int, content: Mapping[str, Any]) -> Draft:
    """Save what stands in the form, complete or not; the same content again changes nothing.

    Raises:
        Overtaken: somebody saved first; carries what stands there now, and nothing was overwritten.
        Conflict: the draft is under review or done.
        Invalid: it is too long, or holds a field that such a record does not have.
    """
    with store.writing(actor) as work:
        draft = _open_one(work, draft_id)
        if draft.version != version:
            raise Overtaken(draft)
        raw = require_fields(draft.kind, content)
        slug = draft.slug if draft.base else slug_of(raw)
        raw["slug"] = slug
        if raw == draft.content:
            return draft
        if slug != draft.slug:
            require_free(work, draft.kind, slug)
        saved = work.workflow.change_draft(draft, slug=slug, content=raw)
        if saved is None:
            raise Overtaken(work.workflow.certain_draft(draft_id))
        fields = sorted(name for name in {*raw, *draft.content} if raw.get(name) != draft.content.get(name))
        work.record(EventTag.DRAFT_SAVED, f"{draft.kind}:{slug}", {"draft": draft.id, "fields": list(fields)})
        return saved


@action(permission=Permission.DRAFT_WRITE, events=(EventTag.DRAFT_OPENED, EventTag.DRAFT_SAVED))
def draft_from_revision(store: Store, actor: Actor, kind: RecordKind, slug: str, sha256: str) -> Draft:
    """Start a draft that says what an old revision said, to be compared with what is published now.

    Raises:
        NotAllowed: the actor's role does not write such records.
        NotFound: there is no such record or revision.
        Conflict: somebody is writing in a draft of it already, or it is retired.
    """
    require_writer(actor, kind)
    with store.writing(actor) as work:
        standing = work.workflow.standing(kind, slug)
        document = work.workflow.content(kind, slug, sha256)
        if standing.state is None or document is None:
            raise NotFound("There is no such revision. Look at the history of the record.")
        if standing.state is RecordState.RETIRED:
            raise Conflict("This record is retired. Ask for it to be restored before you edit it.")
        if work.workflow.live_draft(kind, slug) is not None:
            raise Conflict(
                "Somebody is writing a draft of this record already. Settle or discard that one first."
            )
        draft = work.workflow.add_draft(kind, slug, document.model_dump(mode="json"), base=standing.sha256)
        _opened(work, draft)
        restored: dict[str, JsonValue] = {"draft": draft.id, "restores": sha256}
        work.record(EventTag.DRAFT_SAVED, f"{kind}:{slug}", restored)
        return draft


@action(permission=Permission.DRAFT_WRITE, events=(EventTag.DRAFT_SAVED,))
def rebase_draft(store: Store, actor: Actor, draft_id: int, version: int) -> Draft:
    """Compare a draft from now on with what is published now; its text stays as it is.

    Raises:
        Overtaken: somebody saved first.
        Conflict: the draft is under review or done.
    """
    with store.writing(actor) as work:
        draft = _open_one(work, draft_id)
        if draft.version != version:
            raise Overtaken(draft)
        standing = work.workflow.standing(draft.kind, draft.slug)
        saved = work.workflow.change_draft(draft, base=standing.sha256)
        if saved is None:
            raise Overtaken(work.workflow.certain_draft(draft_id))
        detail: dict[str, JsonValue] = {"draft": draft.id, "base": standing.sha256}
        work.record(EventTag.DRAFT_SAVED, f"{draft.kind}:{draft.slug}", detail)
        return saved


@action(permission=Permission.DRAFT_WRITE, events=(EventTag.DRAFT_DISCARDED,))
def discard_draft(store: Store, actor: Actor, draft_id: int, reason: str) -> None:
    """Give up a draft; its text stays in the store for the record.

    Raises:
        Conflict: the draft is under review or done.
        Invalid: no reason is given.
    """
    said = require_reason(reason, "The reason")
    with store.writing(actor) as work:
        draft = _open_one(work, draft_id)
        work.workflow.change_draft(draft, state=DraftState.DISCARDED)
        work.record(
            EventTag.DRAFT_DISCARDED, f"{draft.kind}:{draft.slug}", {"draft": draft.id, "reason": said}
        )


def require_fields(kind: RecordKind, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return raw values that hold nothing but fields of such a record.

    Raises:
        Invalid: another kind of record, an unknown field, or more text than is kept.
    """
    if kind not in WORKABLE:
        raise Invalid(f"A {kind} is not written here; it comes with the curated files.")
    unknown = sorted(set(content) - set(MODELS[kind].model_fields))
    if unknown:
        raise Invalid(f"{', '.join(unknown)}: a {kind} has no such field. Nothing was saved.")
    raw = dict(content)
    try:
        size = len(json.dumps(raw, ensure_ascii=False))
        json.dumps(raw, ensure_ascii=False).encode("utf-8")
    except (TypeError, ValueError) as error:
        raise Invalid(
            "The text holds a character that cannot be stored; retype it. Nothing was saved."
        ) from error
    if size > MAX_DRAFT_CHARS:
        raise Invalid(
            f"The draft is too long ({size:,} characters of {MAX_DRAFT_CHARS:,}). Nothing was saved."
        )
    return raw


def slug_of(raw: Mapping[str, Any]) -> str:
    """Return the address of a record: what stands there as `slug`, else made from its name.

    Raises:
        Invalid: there is neither, or it is not of the form of an address.
    """
    slug = str(raw.get("slug") or fold_slug(str(raw.get("name") or raw.get("title") or "")))
    if len(slug) > _LONGEST_SLUG or not _SLUG.fullmatch(slug):
        raise Invalid(
            "The name is missing, or no address can be made from it; write the name in Latin letters."
        )
    return slug


def require_free(work: UnitOfWork, kind: RecordKind, slug: str) -> None:
    """Let a new record have an address that nothing else has or had.

    Raises:
        Conflict: it is taken.
    """
    taken = work.workflow.standing(kind, slug).state is not None or work.reader.redirect(slug) is not None
    if taken:
        raise Conflict(f"“{slug}” is in the catalogue already. Edit that record, or choose another name.")
    if work.workflow.live_draft(kind, slug) is not None:
        raise Conflict(f"Somebody is writing “{slug}” already. Open that draft, or choose another name.")


def _opened(work: UnitOfWork, draft: Draft) -> None:
    detail: dict[str, JsonValue] = {"draft": draft.id, "base": draft.base}
    work.record(EventTag.DRAFT_OPENED, f"{draft.kind}:{draft.slug}", detail)


def _open_one(work: UnitOfWork, draft_id: int) -> Draft:
    draft = work.workflow.draft(draft_id)
    if draft is None:
        raise NotFound("There is no such draft. Open the record again.")
    require_writer(work.actor, draft.kind)
    if draft.state is not DraftState.OPEN:
        raise Conflict(
            "This draft is under review; withdraw the submission to edit it."
            if draft.state is DraftState.SUBMITTED
            else f"This draft is {draft.state}; open the record again to write a new one."
        )
    return draft
