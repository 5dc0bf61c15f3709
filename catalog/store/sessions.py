"""Sign-ins in the store: sessions by the hash of their token, and the tries that failed.

A token, a name that was typed and an address are kept as hashes only. Failed tries are kept as long as they
count, ended sessions as long as a browser may be known by them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from catalog.domain.accounts import Account, GuessLimits, SessionLimits, hashed
from catalog.store.accounts import account_of
from catalog.store.publishing import table
from catalog.store.work_tables import AccountRow, SessionRow, SignInAttemptRow

FULL: Final = "full"
PASSWORD: Final = "password"  # noqa: S105  # the stage after the password
KEPT: Final = timedelta(days=40)
"""Longer than Streamlit's identity cookie lives (30 days), so that an ended sign-in never looks like a new one."""

_ACCOUNT = table(AccountRow)
_SESSION = table(SessionRow)
_TRY = table(SignInAttemptRow)


@dataclass(frozen=True)
class Session:
    """A sign-in with the account as it stands now. `full` is False until the second factor was given."""

    account: Account
    full: bool
    started: datetime
    seen: datetime
    ended: bool

    def lasts(self, limits: SessionLimits, now: datetime) -> bool:
        """Tell whether it still counts: not ended, within the limits, and of an active account."""
        return not self.ended and self.account.active and not limits.ended(self.started, self.seen, now)


class SessionReader:
    """Reads sessions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, token_hash: str) -> Session | None:
        """Return the session of a token, ended ones too, or None."""
        query = (
            select(_SESSION.c.stage, _SESSION.c.started_at, _SESSION.c.seen_at, _SESSION.c.ended_at, _ACCOUNT)
            .join(_ACCOUNT, _ACCOUNT.c.name == _SESSION.c.account)
            .where(_SESSION.c.token_hash == token_hash)
        )
        row = self._connection.execute(query).first()
        if row is None:
            return None
        started, seen = map(datetime.fromisoformat, (row.started_at, row.seen_at))
        return Session(account_of(row), row.stage == FULL, started, seen, row.ended_at is not None)

    def open(self, since: datetime) -> dict[str, int]:
        """Return how many full sessions each account has that were seen since then and did not end."""
        query = (
            select(_SESSION.c.account, func.count().label("open"))
            .where(_SESSION.c.ended_at.is_(None), _SESSION.c.stage == FULL, _SESSION.c.seen_at > _text(since))
            .group_by(_SESSION.c.account)
        )
        return {row.account: row.open for row in self._connection.execute(query)}


class SessionWriter(SessionReader):
    """Reads and writes sessions and tries inside one unit of work; `at` is its moment."""

    def __init__(self, connection: Connection, at: str) -> None:
        super().__init__(connection)
        self._at = at

    def start(self, token_hash: str, account: str, *, full: bool) -> None:
        """Add a session, and forget those of long ago."""
        old = _text(datetime.fromisoformat(self._at) - KEPT)
        self._connection.execute(delete(_SESSION).where(_SESSION.c.started_at < old))
        row = {
            "token_hash": token_hash, "account": account, "stage": FULL if full else PASSWORD,
            "started_at": self._at, "seen_at": self._at,
        }  # fmt: skip
        self._connection.execute(insert(_SESSION).values(row))

    def seen(self, token_hash: str) -> None:
        """Note that a session is in use."""
        self._connection.execute(
            update(_SESSION).where(_SESSION.c.token_hash == token_hash).values(seen_at=self._at)
        )

    def end(self, token_hash: str) -> None:
        """End one session."""
        self._end(_SESSION.c.token_hash == token_hash)

    def end_all(self, account: str) -> int:
        """End every session of an account and return how many there were."""
        return self._end(_SESSION.c.account == account)

    def _end(self, condition: Any) -> int:
        open_ones = and_(condition, _SESSION.c.ended_at.is_(None))
        return int(
            self._connection.execute(update(_SESSION).where(open_ones).values(ended_at=self._at)).rowcount
        )

    def note_try(self, name: str, address: str, limits: GuessLimits) -> int | None:
        """Count a try before it is looked at and return its number, or None when too many failed already.

        Counted first and taken back on success, so that tries at the same moment cannot slip through together.
        """
        since = _text(datetime.fromisoformat(self._at) - limits.window)
        self._connection.execute(delete(_TRY).where(_TRY.c.at <= since))
        for_name, for_address = _TRY.c.name_hash == hashed(name), _TRY.c.address_hash == hashed(address)
        counts = (self._count(part) for part in (for_name, for_address, and_(for_name, for_address)))
        if limits.exceeded(*counts):
            return None
        row = {"name_hash": hashed(name), "address_hash": hashed(address), "at": self._at}
        return int(self._connection.execute(insert(_TRY).values(row).returning(_TRY.c.id)).scalar_one())

    def forget_try(self, number: int) -> None:
        """Take a try back that turned out right."""
        self._connection.execute(delete(_TRY).where(_TRY.c.id == number))

    def _count(self, condition: Any) -> int:
        query = select(func.count()).select_from(_TRY).where(condition)
        return int(self._connection.execute(query).scalar_one())


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
