"""Acts of those who keep the accounts. Nobody changes the own account here, and one administrator always stays.

Each change of what an account may do ends its sessions in the same transaction.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from catalog.actions.passwords import common_passwords, hash_password, new_token
from catalog.actions.registry import action
from catalog.domain.accounts import (
    Account,
    hashed,
    require_account_name,
    require_account_role,
    require_administrator_left,
    require_manageable,
    require_password,
)
from catalog.domain.errors import Conflict, Invalid, NotFound
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.people import Actor, Permission, Role
from catalog.store import Store, UnitOfWork

_THIS_MACHINE: Final = ("127.0.0.1", "::1", "localhost")
LINK_LASTS: Final = timedelta(hours=24)


@dataclass(frozen=True)
class Identity:
    """Who somebody is at an agency's sign-in service: its issuer and the subject there, never an e-mail address."""

    issuer: str
    subject: str


@action(permission=Permission.ACCOUNT_MANAGE, events=(EventTag.ACCOUNT_ADDED,))
def add_account(
    store: Store, actor: Actor, name: str, role: str, *, password: str = "", identity: Identity | None = None
) -> str:
    """Add an account with a password, with an agency's identity, or else with a one-time link; return its token.

    The token is "" where no link was made; it is shown once and kept only as a hash.

    Raises:
        Invalid: the name, the role, the password or the identity cannot be taken.
        Conflict: the name, or the identity, belongs to an account already.
    """
    require_account_name(name)
    known_role = require_account_role(role)
    if identity is not None and not (_is_issuer(identity.issuer) and identity.subject):
        raise Invalid("An agency's identity needs an issuer (an https address) and a subject; give both.")
    hashed_password = ""
    if password:
        hashed_password = hash_password(require_password(password, name, common_passwords()))
    with store.writing(actor) as work:
        _require_free(work, name, identity)
        issuer, subject = (identity.issuer, identity.subject) if identity else (None, None)
        work.accounts.add(name, known_role, issuer=issuer, subject=subject)
        way = "agency" if identity else "password" if hashed_password else "link"
        work.record(EventTag.ACCOUNT_ADDED, f"account:{name}", {"role": known_role, "way": way})
        if hashed_password:
            work.accounts.set_password(name, hashed_password)
        return _new_link(store, work, name) if way == "link" else ""


@action(permission=Permission.ACCOUNT_MANAGE, events=(EventTag.ACCOUNT_CHANGED,))
def change_role(store: Store, actor: Actor, name: str, role: str) -> None:
    """Give an account another role and end its sessions.

    Raises:
        Invalid: accounts have other roles.
        NotFound: there is no such account.
        NotAllowed: it is the actor's own, or the last administrator's.
    """
    new = require_account_role(role)
    with store.writing(actor) as work:
        account = _manageable(work, actor, name)
        if account.role is new:
            return
        if new is not Role.ADMINISTRATOR:
            require_administrator_left(account, work.accounts.all())
        work.accounts.set_role(name, new)
        _changed(work, name, {"role": new, "before": account.role})


@action(permission=Permission.ACCOUNT_MANAGE, events=(EventTag.ACCOUNT_CHANGED,))
def disable_account(store: Store, actor: Actor, name: str) -> None:
    """Block an account and end its sessions; the name stays taken.

    Raises:
        NotFound: there is no such account.
        NotAllowed: it is the actor's own, or the last administrator's.
    """
    with store.writing(actor) as work:
        account = _manageable(work, actor, name)
        if not account.active:
            return
        require_administrator_left(account, work.accounts.all())
        work.accounts.set_active(name, active=False)
        _changed(work, name, {"active": False})


@action(permission=Permission.ACCOUNT_MANAGE, events=(EventTag.ACCOUNT_CHANGED,))
def enable_account(store: Store, actor: Actor, name: str) -> None:
    """Open a blocked account again.

    Raises:
        NotFound: there is no such account.
        NotAllowed: it is the actor's own.
    """
    with store.writing(actor) as work:
        if _manageable(work, actor, name).active:
            return
        work.accounts.set_active(name, active=True)
        _changed(work, name, {"active": True})


@action(permission=Permission.ACCOUNT_MANAGE, events=(EventTag.ACCOUNT_CHANGED,))
def reset_account(store: Store, actor: Actor, name: str) -> str:
    """Take away password and second factor, end the sessions, and return the token of a new one-time link.

    Raises:
        NotFound: there is no such account.
        NotAllowed: it is the actor's own.
        Conflict: it is blocked, or its sign-in is the agency's matter.
    """
    with store.writing(actor) as work:
        account = _manageable(work, actor, name)
        if not account.active:
            raise Conflict("This account is blocked. Enable it first, then reset it.")
        if account.subject:
            raise Conflict("This account signs in at the agency's own service; ask there for a new password.")
        _changed(work, name, {"reset": True})
        return _new_link(store, work, name)


@action(permission=Permission.ACCOUNT_MANAGE, events=(EventTag.SESSION_ENDED,))
def end_sessions(store: Store, actor: Actor, name: str) -> int:
    """End every session of an account and return how many there were.

    Raises:
        NotFound: there is no such account.
    """
    with store.writing(actor) as work:
        _known(work, name)
        count = work.sessions.end_all(name)
        work.record(EventTag.SESSION_ENDED, f"account:{name}", {"count": count, "why": "ended by another"})
        return count


def _is_issuer(address: str) -> bool:
    """Tell whether an issuer is named by an https address, or by one of this very machine."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or parts.hostname in _THIS_MACHINE)


def _known(work: UnitOfWork, name: str) -> Account:
    account = work.accounts.find(name)
    if account is None:
        raise NotFound("There is no account of this name. `catalog account list` names them all.")
    return account


def _manageable(work: UnitOfWork, actor: Actor, name: str) -> Account:
    account = _known(work, name)
    require_manageable(actor, account)
    return account


def _require_free(work: UnitOfWork, name: str, identity: Identity | None) -> None:
    if work.accounts.find(name) is not None:
        raise Conflict(
            "There is an account of this name already, perhaps a blocked one; choose another name."
        )
    if identity and work.accounts.by_identity(identity.issuer, identity.subject) is not None:
        raise Conflict("This identity belongs to another account already; nothing was added.")


def _new_link(store: Store, work: UnitOfWork, name: str) -> str:
    token = new_token()
    until = (store.now() + LINK_LASTS).isoformat(timespec="milliseconds")
    work.accounts.set_link(name, hashed(token), until)
    return token


def _changed(work: UnitOfWork, name: str, what: dict[str, JsonValue]) -> None:
    ended = work.sessions.end_all(name)
    work.record(EventTag.ACCOUNT_CHANGED, f"account:{name}", what | {"sessions_ended": ended})
