"""Accounts, sessions and the limits on guessing: rules and documents, no hashing and no storage."""

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from catalog.domain.errors import Invalid, NotAllowed
from catalog.domain.people import ACCOUNT_ROLES, SECOND_FACTOR_ROLES, Actor, Role

SHORTEST_PASSWORD: Final = 12
LONGEST_PASSWORD: Final = 256
"""Any characters, no rules on their kinds (OWASP ASVS 5, 6.2): length is what counts."""

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*")
_LONGEST_NAME: Final = 40
_RESERVED: Final = frozenset({"system", "visitor", "stranger", "nobody", "unknown"})


def hashed(text: str) -> str:
    """Return the SHA-256 under which a token, a name that was typed or an address is kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Account:
    """A person who may sign in. `name` identifies the person for good; it is never given to somebody else.

    `second_factor` tells whether one is set up. `issuer` and `subject` name the identity at an agency's
    sign-in service, or are "". Secrets are never part of it.
    """

    name: str
    role: Role
    active: bool
    has_password: bool
    second_factor: bool
    created_at: str
    last_sign_in: str = ""
    issuer: str = ""
    subject: str = ""

    @property
    def actor(self) -> Actor:
        """Who acts with this account."""
        return Actor(self.name, self.role)

    @property
    def can_sign_in(self) -> bool:
        """Whether there is a way in: the account is active and has a password or an agency's identity."""
        return self.active and (self.has_password or bool(self.subject))


@dataclass(frozen=True)
class SessionLimits:
    """How long a sign-in lasts: without a step (`idle`), and at most (`absolute`)."""

    idle: timedelta = timedelta(minutes=15)
    absolute: timedelta = timedelta(hours=10)

    def ended(self, started: datetime, last_seen: datetime, now: datetime) -> bool:
        """Tell whether a session is over. A clock set back ends it too: the safe side."""
        if now < last_seen - timedelta(minutes=1):
            return True
        return now - last_seen >= self.idle or now - started >= self.absolute


@dataclass(frozen=True)
class GuessLimits:
    """How many failed sign-ins are answered within the window: for one account, for one address, and for both.

    One address gets only some of an account's tries, so that somebody who guesses from elsewhere cannot lock the
    person out; a browser in which the person has signed in before has tries of its own (docs/running.md).
    """

    per_account: int = 10
    per_address: int = 30
    per_both: int = 7
    window: timedelta = timedelta(minutes=15)

    def exceeded(self, for_account: int, for_address: int, for_both: int) -> bool:
        """Tell whether another try is refused without being looked at."""
        return for_account >= self.per_account or for_address >= self.per_address or for_both >= self.per_both


@dataclass(frozen=True)
class SignInRules:
    """The rules of one installation: limits, and whether editors must have a second factor."""

    sessions: SessionLimits = SessionLimits()
    guesses: GuessLimits = GuessLimits()
    second_factor: bool = True


class NextStep(StrEnum):
    """What is asked of somebody who gave a right password."""

    CODE = "code"
    NOTHING = "nothing"
    SET_UP = "set-up"


def is_account_name(name: str) -> bool:
    """Tell whether a text has the form of an account's name and is not a name that the program uses itself."""
    return len(name) <= _LONGEST_NAME and bool(_NAME.fullmatch(name)) and name not in _RESERVED


def require_account_name(name: str) -> str:
    """Return a name that an account may have.

    Raises:
        Invalid: another form, or a name that the program uses itself.
    """
    if not is_account_name(name):
        raise Invalid(
            f"“{name[:_LONGEST_NAME]}” cannot be an account's name. Use up to {_LONGEST_NAME} small letters and "
            "digits, with single dots, hyphens or underscores between them, for example “j.smith”."
        )
    return name


def require_account_role(role: str) -> Role:
    """Return the role of an account.

    Raises:
        Invalid: accounts have other roles.
    """
    known = {item.value: item for item in ACCOUNT_ROLES}
    if role not in known:
        raise Invalid(f"“{role}” is not a role of an account. Choose one of: {', '.join(sorted(known))}.")
    return known[role]


def require_password(password: str, name: str, common: Sequence[str] | frozenset[str]) -> str:
    """Return a password that may be set. `common` are the passwords that everybody tries first.

    Raises:
        Invalid: it is too short, too long, holds the account's name, or is among the first that are tried.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid(f"The password is too short; use at least {SHORTEST_PASSWORD} characters.")
    if len(password) > LONGEST_PASSWORD:
        raise Invalid(f"The password is too long; use at most {LONGEST_PASSWORD} characters.")
    lowered = password.lower()
    if name.lower() in lowered:
        raise Invalid("The password holds the account's name; choose another one.")
    if lowered in common or len(set(lowered)) < 5:  # noqa: PLR2004  # fewer signs are a pattern, not a password
        raise Invalid("This password is among those that are tried first; choose another one.")
    return password


def needs_second_factor(role: Role, *, required: bool) -> bool:
    """Tell whether this role must have a second factor; `required` is the installation's setting."""
    return required and role in SECOND_FACTOR_ROLES


def next_step(account: Account, *, required: bool) -> NextStep:
    """Return what is asked after the password; a second factor that is set up is asked for in every role."""
    if account.second_factor:
        return NextStep.CODE
    return NextStep.SET_UP if needs_second_factor(account.role, required=required) else NextStep.NOTHING


def require_manageable(actor: Actor, account: Account) -> None:
    """Let an account be changed by somebody else only: nobody raises, blocks or resets themselves.

    Raises:
        NotAllowed: it is the actor's own.
    """
    if actor.name == account.name:
        raise NotAllowed("This is your own account; ask another administrator to change it.")


def require_administrator_left(account: Account, accounts: Collection[Account]) -> None:
    """Let an administrator's account be blocked, reset or lowered only while another one can sign in.

    Raises:
        NotAllowed: nobody could keep the accounts any more.
    """
    others = (item for item in accounts if item.name != account.name and item.role is Role.ADMINISTRATOR)
    if account.role is Role.ADMINISTRATOR and account.active and not any(item.can_sign_in for item in others):
        raise NotAllowed(
            "This is the last administrator who can sign in. Add another administrator first, then try again."
        )
