"""The cookies that we set: never read by scripts, never sent along from other sites' forms.

Under https their names begin with `__Host-`, which browsers accept only with Secure, for this host and every path.
"""

from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

from catalog.presence import COOKIE

SESSION: Final = COOKIE
BROWSER: Final = "catalog_browser"
"""The hash of the token of an earlier sign-in: it opens nothing, but gives its person tries of their own."""

LINK: Final = "catalog_link"
"""A one-time link on its way from the address to the form."""

_DAY_S: Final = 86_400


def keep(response: Response, name: str, value: str, *, secure: bool, days: int | None = None) -> None:
    """Give the browser a cookie, for some days or until it is closed."""
    response.set_cookie(
        f"__Host-{name}" if secure else name,
        value,
        max_age=None if days is None else days * _DAY_S,
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def drop(response: Response, name: str, *, secure: bool) -> None:
    """Take a cookie away."""
    full_name = f"__Host-{name}" if secure else name
    response.delete_cookie(full_name, path="/", secure=secure, httponly=True, samesite="lax")


def value_of(cookies: Mapping[str, str], name: str) -> str:
    """Return a cookie's value under either of its names, or ""."""
    return cookies.get(f"__Host-{name}") or cookies.get(name, "")


def browser_mark(cookies: Mapping[str, str]) -> str:
    """Return the mark of a browser in which somebody signed in before, or ""."""
    return value_of(cookies, BROWSER)
