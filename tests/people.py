"""Accounts, passwords and a clock that tests move by hand."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp

from catalog.actions import accounts, own_account, sessions
from catalog.actions.sessions import Origin
from catalog.domain.accounts import NextStep, SignInRules
from catalog.domain.people import SYSTEM, VISITOR, Actor, Role
from catalog.store import Store
from tests.samples import NOW

PASSWORD = "a lamp in the harbour"
HOME = Origin("192.0.2.10")
ELSEWHERE = Origin("198.51.100.7")
RULES = SignInRules()
PLAIN = SignInRules(second_factor=False)


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        """Start at the samples' moment."""
        self.now = NOW

    def __call__(self) -> datetime:
        """Return the present moment."""
        return self.now.astimezone(UTC)

    def forward(self, **by: float) -> None:
        """Move on, or back, by so many seconds, minutes or hours."""
        self.now += timedelta(**by)


def hand_store(folder: Path, clock: HandClock) -> Store:
    """Return an empty store whose clock is moved by hand."""
    return Store.open(f"sqlite:///{folder}/catalog.sqlite3", clock)


def add(store: Store, name: str, role: Role = Role.CURATOR, password: str = PASSWORD) -> Actor:
    """Add an account with a password and return who acts with it."""
    accounts.add_account(store, SYSTEM, name, role, password=password)
    return Actor(name, role)


def signed_in(store: Store, name: str, password: str = PASSWORD, origin: Origin = HOME) -> str:
    """Sign in where no second factor is asked for and return the token."""
    started = sessions.sign_in(store, VISITOR, name, password, origin, PLAIN)
    assert started.next is NextStep.NOTHING
    return started.token


def code(key: str, store: Store, steps: int = 0) -> str:
    """Return the code of a second factor at the present moment, or some steps away from it."""
    return pyotp.TOTP(key).at(store.now().timestamp() + 30 * steps)


def with_second_factor(store: Store, name: str, clock: HandClock) -> tuple[str, str]:
    """Set up a second factor as its owner does; return the token of the session and the key."""
    started = sessions.sign_in(store, VISITOR, name, PASSWORD, HOME, RULES)
    assert started.next is NextStep.SET_UP
    _, key = own_account.offer_second_factor(store, VISITOR, started.token, RULES)
    token = own_account.confirm_second_factor(store, VISITOR, started.token, code(key, store), HOME, RULES)
    clock.forward(seconds=31)
    return token, key
