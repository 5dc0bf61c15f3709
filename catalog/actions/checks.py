"""Acts on what is due: look again and find it still true; give tasks."""

from collections.abc import Sequence
from typing import Final

from catalog.actions.registry import action
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict, Invalid, NotFound
from catalog.domain.events import EventTag
from catalog.domain.people import Actor, Permission
from catalog.domain.workflow import RecordState, require_reason, require_same_revision
from catalog.store import Store
from catalog.store.checks import Confirmation

MOST_ASSIGNED: Final = 500


@action(permission=Permission.CHECK_CONFIRM, events=(EventTag.CHECK_CONFIRMED,))
def confirm(store: Store, actor: Actor, kind: RecordKind, slug: str, sha256: str, note: str) -> None:
    """Say that what is published is still true, after a second look; the note says what was looked at.

    Raises:
        NotFound: there is no such record.
        Conflict: it is not published, or another revision is by now.
        Invalid: the note is missing.
    """
    said = require_reason(note, "The note on what you looked at")
    with store.writing(actor) as work:
        standing = work.workflow.standing(kind, slug)
        if standing.state is None:
            raise NotFound("There is no such record. Search for it by name.")
        if standing.state is not RecordState.PUBLISHED:
            raise Conflict(f"The record is {standing.state}; there is nothing that readers see to confirm.")
        require_same_revision(sha256, standing.sha256)
        work.checks.add_confirmation(kind, slug, Confirmation(sha256, actor.name, work.at, said))
        work.checks.assign(kind, (slug,), "", actor.name, work.at)
        work.record(EventTag.CHECK_CONFIRMED, f"{kind}:{slug}", {"sha256": sha256, "note": said})


@action(permission=Permission.CHECK_CONFIRM, events=(EventTag.CHECK_ASSIGNED,))
def assign(store: Store, actor: Actor, kind: RecordKind, slugs: Sequence[str], account: str) -> None:
    """Give somebody the second look at these records; an empty account takes the task back.

    Raises:
        Invalid: no record, or too many at once; or the account cannot look at what is due.
        NotFound: one of the records is not published.
    """
    if not slugs or len(slugs) > MOST_ASSIGNED:
        raise Invalid(f"Choose between 1 and {MOST_ASSIGNED} records.")
    with store.writing(actor) as work:
        if account:
            given = work.accounts.find(account)
            if given is None or not given.active or not given.actor.may(Permission.CHECK_CONFIRM):
                raise Invalid(f"“{account}” is no active curator or reviewer. Choose another account.")
        for slug in slugs:
            if work.workflow.standing(kind, slug).state is not RecordState.PUBLISHED:
                raise NotFound(f"“{slug}” is not published; nothing was assigned.")
        work.checks.assign(kind, slugs, account, actor.name, work.at)
        work.record(EventTag.CHECK_ASSIGNED, f"{kind}:{len(slugs)}", {"slugs": list(slugs), "to": account})
