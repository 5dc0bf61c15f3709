"""Time-based one-time codes (RFC 6238: SHA-1, six digits, thirty seconds), as authenticator programs make them."""

import re
from datetime import datetime
from hmac import compare_digest
from typing import Final

import pyotp

_SECONDS: Final = 30
_STEPS: Final = (0, -1, 1)
"""The present step and one to either side: clocks of telephones are a little off."""

_ISSUER: Final = "Safer Tools Catalog"
_CODE: Final = re.compile(r"[0-9]{6}")


def new_key() -> str:
    """Return a random key of 160 bits in base 32."""
    return pyotp.random_base32()


def matching_step(key: str, code: str, now: datetime) -> int | None:
    """Return the time step that a code belongs to, or None. Spaces in the code do not count."""
    plain = code.replace(" ", "")
    if not key or not _CODE.fullmatch(plain):
        return None
    maker, present = pyotp.TOTP(key), int(now.timestamp()) // _SECONDS
    matches = [step for step in _STEPS if compare_digest(maker.generate_otp(present + step), plain)]
    return present + matches[0] if matches else None


def key_address(key: str, name: str) -> str:
    """Return the otpauth address that an authenticator program reads from a QR code."""
    return pyotp.TOTP(key).provisioning_uri(name=name, issuer_name=_ISSUER)
