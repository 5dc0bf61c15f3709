"""Signing in and out: by password and second factor, or by an agency's identity.

Each step that succeeds gives a new random token; only its hash is stored. A try is counted before it is looked at,
and an unknown name costs as much time and gives the same sentence as a wrong password.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from catalog.actions.one_time_codes import matching_step
from catalog.actions.passwords import check_password, new_token
from catalog.actions.registry import action
from catalog.domain.accounts import (
    Account,
    NextStep,
    SignInRules,
    hashed,
    is_account_name,
    next_step,
)
from catalog.domain.errors import NotAllowed, Unavailable
from catalog.domain.events import EventTag
from catalog.domain.people import Actor, Permission
from catalog.store import Store, UnitOfWork
from catalog.store.sessions import Session

WRONG: Final = (
    "The name or the password is not right. Try again, or ask an administrator for a one-time link."
)
WRONG_CODE: Final = "This code is not right, or was used before. Wait for the next one and try again."
TOO_MANY: Final = "There were too many tries. Wait fifteen minutes, then try again, or ask an administrator."
OVER: Final = "This sign-in has ended. Sign in again."
NO_ACCOUNT: Final = (
    "Your agency's sign-in worked, but there is no account for it here. Ask an administrator to add one; until "
    "then you read as a visitor."
)
_TOUCH_AFTER: Final = timedelta(seconds=60)


@dataclass(frozen=True)
class Origin:
    """Where a try comes from: the address, and the hash of an earlier sign-in's token that the browser still holds."""

    address: str
    browser: str = ""


@dataclass(frozen=True)
class Started:
    """What a right password gives: the token of the session, and what is asked next."""

    token: str
    next: NextStep


@action(permission=Permission.SESSION_OPEN, events=(EventTag.SESSION_STARTED, EventTag.SIGN_IN_FAILED))
def sign_in(
    store: Store, actor: Actor, name: str, password: str, origin: Origin, rules: SignInRules
) -> Started:
    """Check a password and start a session, which is full only where no second factor is asked for.

    Raises:
        NotAllowed: name or password are wrong, or there were too many tries.
    """
    number = note_try(store, actor, name, origin, rules)
    known = name if is_account_name(name) else ""
    with store.reading() as reader:
        account, kept = reader.accounts.find(known), reader.accounts.secrets(known)
    usable = account is not None and account.active
    right, renewed = check_password(password, kept.password_hash if usable else "")
    if account is None or not right:
        failed(store, actor, "password", account.name if account else "unknown")
        raise NotAllowed(WRONG)
    with store.writing(account.actor) as work:
        present = work.accounts.find(name)
        if present is None or not present.active or work.accounts.secrets(name) != kept:
            raise NotAllowed(WRONG)  # blocked or changed while the password was compared
        work.sessions.forget_try(number)
        if renewed:
            work.accounts.renew_hash(name, renewed)
        step = next_step(present, required=rules.second_factor)
        return Started(start(work, present, full=step is NextStep.NOTHING), step)


@action(permission=Permission.SESSION_OPEN, events=(EventTag.SESSION_STARTED, EventTag.SIGN_IN_FAILED))
def give_code(store: Store, actor: Actor, token: str, code: str, origin: Origin, rules: SignInRules) -> str:
    """Check the second factor, end the session of the password step and return the token of the full one.

    Raises:
        NotAllowed: the code is wrong or was used, the sign-in is over, or there were too many tries.
    """
    account = open_session(store, token, rules).account
    number = note_try(store, actor, account.name, origin, rules)
    with store.writing(account.actor) as work:
        kept = work.accounts.secrets(account.name)
        if kept.totp_confirmed and use_code(work, account.name, code, kept.totp_key, store):
            work.sessions.forget_try(number)
            work.sessions.end(hashed(token))
            return start(work, account, full=True)
    failed(store, actor, "second factor", account.name)
    raise NotAllowed(WRONG_CODE)


@action(permission=Permission.SESSION_OPEN, events=(EventTag.SESSION_STARTED,))
def sign_in_by_agency(store: Store, _actor: Actor, key: str, issuer: str, subject: str) -> None:
    """Start a full session for an identity that the agency's service has vouched for, under the browser's cookie `key`.

    Raises:
        NotAllowed: no active account has this identity.
    """
    with store.reading() as reader:
        account = reader.accounts.by_identity(issuer, subject)
    if account is None or not account.active:
        raise NotAllowed(NO_ACCOUNT)
    with store.writing(account.actor) as work:
        if work.sessions.find(hashed(key)) is None:
            begin(work, account, key, way="agency")


@action(permission=Permission.ACCOUNT_OWN, events=(EventTag.SESSION_ENDED,))
def sign_out(store: Store, actor: Actor, token: str) -> None:
    """End one's own session; the token is worth nothing from now on."""
    with store.writing(actor) as work:
        session = work.sessions.find(hashed(token))
        if session is not None and session.account.name == actor.name and not session.ended:
            work.sessions.end(hashed(token))
            work.record(EventTag.SESSION_ENDED, f"account:{actor.name}", {"count": 1, "why": "signed out"})


def keep_alive(store: Store, session: Session, token: str) -> None:
    """Note that a session is in use, at most once a minute. No event: nothing happened but reading."""
    if store.now() - session.seen < _TOUCH_AFTER:
        return
    try:
        with store.writing(session.account.actor) as work:
            work.sessions.seen(hashed(token))
    except Unavailable:
        return  # reading goes on while the store cannot be written; the session ends the earlier


def open_session(store: Store, token: str, rules: SignInRules) -> Session:
    """Return the session of a token while it lasts, whatever its stage.

    Raises:
        NotAllowed: it has ended, or there never was one.
    """
    with store.reading() as reader:
        session = reader.sessions.find(hashed(token))
    if session is None or not session.lasts(rules.sessions, store.now()):
        raise NotAllowed(OVER)
    return session


def note_try(store: Store, actor: Actor, name: str, origin: Origin, rules: SignInRules) -> int:
    """Count a try; a browser in which this person signed in before has tries of its own.

    Raises:
        NotAllowed: too many failed already.
    """
    with store.writing(actor) as work:
        known = work.sessions.find(origin.browser) if origin.browser else None
        if known is not None and known.full and known.account.name == name:
            number = work.sessions.note_try(f"{name} {origin.browser}", origin.browser, rules.guesses)
        else:
            number = work.sessions.note_try(name, origin.address, rules.guesses)
    if number is None:
        raise NotAllowed(TOO_MANY)
    return number


def failed(store: Store, actor: Actor, what: str, name: str) -> None:
    """Leave the event of a failed try. What was typed is not part of it: people type passwords as names."""
    with store.writing(actor) as work:
        work.record(EventTag.SIGN_IN_FAILED, f"account:{name}", {"what": what})


def use_code(work: UnitOfWork, name: str, code: str, key: str, store: Store) -> bool:
    """Use up a code of the second factor; False when it is wrong, old, or was used before."""
    step = matching_step(key, code, store.now())
    return step is not None and work.accounts.use_totp_step(name, step)


def start(work: UnitOfWork, account: Account, *, full: bool) -> str:
    """Start a session and return its token; only a full one is an event."""
    token = new_token()
    if full:
        begin(work, account, token, way="password")
    else:
        work.sessions.start(hashed(token), account.name, full=False)
    return token


def begin(work: UnitOfWork, account: Account, token: str, *, way: str) -> None:
    """Start a full session under a token, and leave its event."""
    work.sessions.start(hashed(token), account.name, full=True)
    work.accounts.signed_in(account.name)
    work.record(EventTag.SESSION_STARTED, f"account:{account.name}", {"way": way})
