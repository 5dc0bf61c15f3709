"""Who is at the screen: from the cookies of a request to an actor, read from the store each time.

A browser shows who it is by one of two cookies: ours, a random token set by the sign-in routes, or Streamlit's
identity cookie after an agency's sign-in. Either is looked up by its hash; role, state and limits are those of now.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from catalog.actions.sessions import keep_alive, sign_in_by_agency
from catalog.bootstrap import App
from catalog.domain.accounts import SessionLimits, SignInRules, hashed
from catalog.domain.people import STRANGER, VISITOR, Actor
from catalog.settings import Settings
from catalog.store import Store
from catalog.store.sessions import Session

COOKIE: Final = "catalog_session"
SECURE_COOKIE: Final = f"__Host-{COOKIE}"
"""Under https: a browser takes a cookie of this name only with Secure, for this host alone, and for every path."""

_AGENCY_COOKIE: Final = "_streamlit_user"
_AGENCY_PREFIX: Final = "agency:"


def sign_in_rules(settings: Settings) -> SignInRules:
    """Return the rules that the settings ask for."""
    limits = SessionLimits(
        timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours)
    )
    return SignInRules(sessions=limits, second_factor=settings.second_factor)


def nobody(settings: Settings) -> Actor:
    """Return who acts without a sign-in: a visitor, or a stranger where only members read."""
    return STRANGER if settings.reading == "members" else VISITOR


def actor_of(app: App, cookies: Mapping[str, str]) -> Actor:
    """Return who acts with these cookies; a full session that lasts is kept alive."""
    limits = sign_in_rules(app.settings).sessions
    for token in tokens(cookies):
        session = lasting_session(app.store, token, limits)
        if session is not None and session.full:
            keep_alive(app.store, session, token)
            return session.account.actor
    return nobody(app.settings)


def tokens(cookies: Mapping[str, str]) -> Iterator[str]:
    """Yield what these cookies may be known by, ours first."""
    yield from (cookies[name] for name in (SECURE_COOKIE, COOKIE) if cookies.get(name))
    agency = agency_key(cookies)
    if agency:
        yield agency


def agency_key(cookies: Mapping[str, str]) -> str:
    """Return what an agency's sign-in is known by here, or "": Streamlit's signed cookie, in all its parts."""
    parts = sorted((name, value) for name, value in cookies.items() if _is_agency(name))
    return _AGENCY_PREFIX + "\n".join(value for _, value in parts) if parts else ""


def _is_agency(name: str) -> bool:
    rest = name.removeprefix(_AGENCY_COOKIE)
    return rest != name and (not rest or rest.strip("_").isdigit())


def lasting_session(store: Store, token: str, limits: SessionLimits) -> Session | None:
    """Return the session of a token while it lasts, at either stage, or None."""
    with store.reading() as reader:
        session = reader.sessions.find(hashed(token))
    return session if session is not None and session.lasts(limits, store.now()) else None


def has_account(store: Store, claims: Mapping[str, object]) -> bool:
    """Tell whether an agency's identity has an active account here."""
    with store.reading() as reader:
        account = reader.accounts.by_identity(str(claims.get("iss", "")), str(claims.get("sub", "")))
    return account is not None and account.active


def admit_from_agency(app: App, cookies: Mapping[str, str], claims: Mapping[str, object]) -> bool:
    """Start a session for somebody whom the agency's service has just vouched for; False when it must be done anew.

    A cookie that was seen before starts nothing: its session was ended here, by time or by somebody.

    Raises:
        NotAllowed: no account has this identity.
    """
    key, issued = agency_key(cookies), claims.get("iat")
    with app.store.reading() as reader:
        seen_before = reader.sessions.find(hashed(key)) is not None
    fresh = sign_in_rules(app.settings).sessions.absolute.total_seconds()
    if not key or seen_before or not isinstance(issued, int):
        return False
    if not abs(app.store.now().timestamp() - issued) < fresh:
        return False
    sign_in_by_agency(
        app.store, nobody(app.settings), key, str(claims.get("iss", "")), str(claims.get("sub", ""))
    )
    return True
