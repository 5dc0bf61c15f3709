"""Second looks, who is to look next, and what links answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from catalog.domain.content import RecordKind
from catalog.domain.links import LinkState, LinkStatus
from catalog.store import work_tables
from catalog.store.publishing import table

_CONFIRMATION = table(work_tables.ConfirmationRow)
_ASSIGNMENT = table(work_tables.AssignmentRow)
_LINK = table(work_tables.LinkCheckRow)


@dataclass(frozen=True)
class Confirmation:
    """Somebody looked again at a revision and found it still true."""

    sha256: str
    by: str
    at: str
    note: str


class Checks:
    """Confirmations, assignments and links, on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last_confirmed(self, kind: RecordKind) -> Mapping[str, str]:
        """Return for each record of a kind when somebody last found it still true."""
        query = (
            select(_CONFIRMATION.c.slug, func.max(_CONFIRMATION.c.at).label("at"))
            .where(_CONFIRMATION.c.kind == kind)
            .group_by(_CONFIRMATION.c.slug)
        )
        return {row.slug: row.at for row in self._connection.execute(query)}

    def confirmations(self, kind: RecordKind, slug: str) -> tuple[Confirmation, ...]:
        """Return the second looks at a record, newest first."""
        query = (
            select(_CONFIRMATION)
            .where(_CONFIRMATION.c.kind == kind, _CONFIRMATION.c.slug == slug)
            .order_by(_CONFIRMATION.c.id.desc())
        )
        return tuple(
            Confirmation(row.sha256, row.account, row.at, row.note) for row in self._connection.execute(query)
        )

    def add_confirmation(self, kind: RecordKind, slug: str, found: Confirmation) -> None:
        """Note that somebody found a revision still true."""
        values = {
            "kind": kind, "slug": slug, "sha256": found.sha256, "account": found.by, "note": found.note,
            "at": found.at,
        }  # fmt: skip
        self._connection.execute(insert(_CONFIRMATION).values(values))

    def assignments(self, kind: RecordKind) -> Mapping[str, str]:
        """Return for each record of a kind who is to look at it next."""
        query = select(_ASSIGNMENT.c.slug, _ASSIGNMENT.c.account).where(_ASSIGNMENT.c.kind == kind)
        return {row.slug: row.account for row in self._connection.execute(query)}

    def assign(self, kind: RecordKind, slugs: Iterable[str], account: str, by: str, at: str) -> None:
        """Let somebody look at these records next; an empty account takes the task back."""
        for slug in slugs:
            same = (_ASSIGNMENT.c.kind == kind, _ASSIGNMENT.c.slug == slug)
            self._connection.execute(delete(_ASSIGNMENT).where(*same))
            if account:
                values = {"kind": kind, "slug": slug, "account": account, "given_by": by, "given_at": at}
                self._connection.execute(insert(_ASSIGNMENT).values(values))

    def links(self) -> Mapping[str, LinkStatus]:
        """Return what every address answered last."""
        return {
            row.url: LinkStatus(row.url, LinkState(row.state), row.status, row.failures, row.checked_at)
            for row in self._connection.execute(select(_LINK))
        }

    def note_links(self, found: Iterable[LinkStatus]) -> None:
        """Keep what addresses answered."""
        for item in found:
            self._connection.execute(delete(_LINK).where(_LINK.c.url == item.url))
            values = {
                "url": item.url, "state": item.state, "status": item.code, "failures": item.failures,
                "checked_at": item.at,
            }  # fmt: skip
            self._connection.execute(insert(_LINK).values(values))
