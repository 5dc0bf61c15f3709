"""Accounts in the store: read by everybody who opens one, written inside a unit of work.

Secrets leave this room only for the actions that compare them (`Secrets`); views never hold them.
"""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, select, update

from catalog.domain.accounts import Account
from catalog.domain.people import Role
from catalog.store.publishing import table
from catalog.store.work_tables import AccountRow

_ACCOUNT = table(AccountRow)


@dataclass(frozen=True)
class Secrets:
    """What proves who somebody is: the password's hash and the second factor's key, "" where there is none."""

    password_hash: str = field(default="", repr=False)
    totp_key: str = field(default="", repr=False)
    totp_confirmed: bool = False


def account_of(row: Row[Any]) -> Account:
    """Return the account that a row of the table holds, without its secrets."""
    return Account(
        name=row.name,
        role=Role(row.role),
        active=bool(row.active),
        has_password=row.password_hash is not None,
        second_factor=bool(row.totp_confirmed),
        created_at=row.created_at,
        last_sign_in=row.last_sign_in or "",
        issuer=row.issuer or "",
        subject=row.subject or "",
    )


class AccountReader:
    """Reads accounts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Account, ...]:
        """Return every account, by name."""
        rows = self._connection.execute(select(_ACCOUNT).order_by(_ACCOUNT.c.name))
        return tuple(account_of(row) for row in rows)

    def find(self, name: str) -> Account | None:
        """Return an account by its name, or None."""
        return self._one(_ACCOUNT.c.name == name)

    def by_identity(self, issuer: str, subject: str) -> Account | None:
        """Return the account of an identity at an agency's sign-in service, or None."""
        return self._one(and_(_ACCOUNT.c.issuer == issuer, _ACCOUNT.c.subject == subject))

    def by_link(self, link_hash: str, now: str) -> Account | None:
        """Return the active account that a one-time link still opens, or None."""
        valid = and_(_ACCOUNT.c.link_hash == link_hash, _ACCOUNT.c.link_until > now, _ACCOUNT.c.active)
        return self._one(valid)

    def secrets(self, name: str) -> Secrets:
        """Return what an account's secrets are compared with; an unknown name has none."""
        row = self._connection.execute(select(_ACCOUNT).where(_ACCOUNT.c.name == name)).first()
        if row is None:
            return Secrets()
        return Secrets(row.password_hash or "", row.totp_key or "", bool(row.totp_confirmed))

    def _one(self, condition: ColumnElement[bool]) -> Account | None:
        row = self._connection.execute(select(_ACCOUNT).where(condition)).first()
        return None if row is None else account_of(row)


class AccountWriter(AccountReader):
    """Reads and writes accounts inside one unit of work; `at` is its moment."""

    def __init__(self, connection: Connection, at: str) -> None:
        super().__init__(connection)
        self._at = at

    def add(self, name: str, role: Role, *, issuer: str | None, subject: str | None) -> None:
        """Add an account without any way to sign in but an agency's identity."""
        row = AccountRow(name=name, role=role, issuer=issuer, subject=subject, created_at=self._at)
        self._connection.execute(insert(_ACCOUNT).values(row.model_dump()))

    def set_role(self, name: str, role: Role) -> None:
        """Give an account another role."""
        self._change(name, role=role)

    def set_active(self, name: str, *, active: bool) -> None:
        """Open or block an account; a blocked one loses its one-time link."""
        self._change(name, active=active, link_hash=None, link_until=None)

    def set_password(self, name: str, password_hash: str) -> None:
        """Set the password; a one-time link ends with it."""
        self._change(name, password_hash=password_hash, link_hash=None, link_until=None)

    def set_link(self, name: str, link_hash: str, until: str) -> None:
        """Replace password and second factor by a one-time link."""
        self._change(
            name, link_hash=link_hash, link_until=until, password_hash=None,
            totp_key=None, totp_confirmed=False, totp_last_step=0,
        )  # fmt: skip

    def renew_hash(self, name: str, password_hash: str) -> None:
        """Store the same password under a hash of today's strength."""
        self._change(name, password_hash=password_hash)

    def offer_totp(self, name: str, key: str) -> None:
        """Keep the key of a second factor that is not confirmed yet."""
        self._change(name, totp_key=key, totp_confirmed=False, totp_last_step=0)

    def confirm_totp(self, name: str) -> None:
        """Ask for the second factor from now on."""
        self._change(name, totp_confirmed=True)

    def use_totp_step(self, name: str, step: int) -> bool:
        """Use up a step of the second factor; False when it, or a later one, was used before."""
        fresh = and_(_ACCOUNT.c.name == name, _ACCOUNT.c.totp_last_step < step)
        changed = self._connection.execute(update(_ACCOUNT).where(fresh).values(totp_last_step=step))
        return changed.rowcount == 1

    def signed_in(self, name: str) -> None:
        """Note when somebody signed in."""
        self._change(name, last_sign_in=self._at)

    def _change(self, name: str, **values: Any) -> None:
        self._connection.execute(
            update(_ACCOUNT)
            .where(_ACCOUNT.c.name == name)
            .values(**values, row_version=_ACCOUNT.c.row_version + 1)
        )
