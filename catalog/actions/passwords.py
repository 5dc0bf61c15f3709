"""Passwords and random tokens: the one place that hashes and compares them.

argon2id with OWASP's least parameters (19 MiB, two passes, one lane): at most two are computed at a time, so that
many sign-ins at once wait instead of filling the memory.
"""

import secrets
from functools import cache
from importlib.resources import files
from threading import BoundedSemaphore
from typing import Final
from unicodedata import normalize

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from catalog.domain.accounts import LONGEST_PASSWORD

_AT_ONCE: Final = BoundedSemaphore(2)
_HASHER: Final = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1),))
_TOKEN_BYTES: Final = 32


def new_token() -> str:
    """Return 256 random bits as text that is safe in a cookie and in an address."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password, which is read in its compatible Unicode form (NFKC)."""
    with _AT_ONCE:
        return _HASHER.hash(_bytes(password))


def check_password(password: str, stored: str) -> tuple[bool, str]:
    """Return whether the password is the stored one, and a new hash when the stored one is of another strength.

    Without a stored hash (an unknown or blocked name) as much work is done for nothing, so that the answer takes
    as long.
    """
    with _AT_ONCE:
        # A longer text than any password is not normalised at length; it stays too long to be right.
        right, renewed = _HASHER.verify_and_update(
            _bytes(password[: LONGEST_PASSWORD + 1]), stored or _dummy()
        )
    return right and bool(stored), renewed or ""


def _bytes(password: str) -> bytes:
    return normalize("NFKC", password).encode("utf-8", "surrogatepass")


@cache
def _dummy() -> str:
    return _HASHER.hash(secrets.token_urlsafe(_TOKEN_BYTES))


@cache
def common_passwords() -> frozenset[str]:
    """Return the passwords, in small letters, that are tried first."""
    text = files("catalog.actions").joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
