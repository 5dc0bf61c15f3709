"""/welcome and /password: setting a password by a one-time link, and changing one's own.

A link's token leaves the address at once: the first request puts it into a cookie and goes on to an address
without it, so that neither the browser's history nor a later request shows it. It is used up by the form only.
"""

from typing import Final

from starlette.responses import Response

from catalog.actions import own_account
from catalog.domain.accounts import SHORTEST_PASSWORD
from catalog.domain.errors import Conflict, Invalid, NotAllowed
from catalog.ui.html import Html
from catalog.web import cookies
from catalog.web.document import document, field, form, links, notice
from catalog.web.sign_in import PASSWORD, SIGN_IN, see_other
from catalog.web.visits import Visit

WELCOME: Final = "/welcome"
_HINT: Final = f"At least {SHORTEST_PASSWORD} characters; a few words are good. Any characters, spaces too."
_TWICE: Final = "The two passwords are not the same. Type the new one twice."


def show_welcome(visit: Visit) -> Response:
    """Ask for a new password; a link in the address is taken out of it first."""
    link = visit.request.query_params.get("link", "")
    if link:
        response = see_other(WELCOME)
        cookies.keep(response, cookies.LINK, link, secure=visit.https)
        return response
    return _welcome(visit, None)


def send_welcome(visit: Visit) -> Response:
    """Set the password and lead to the sign-in."""
    link = visit.form.get("link") or cookies.value_of(visit.request.cookies, cookies.LINK)
    try:
        own_account.set_password_by_link(
            visit.app.store, visit.nobody, link.strip().rpartition("link=")[2], _new_password(visit)
        )
    except (Invalid, NotAllowed) as error:
        return _welcome(visit, notice(str(error), grave=True), 400)
    response = see_other(f"{SIGN_IN}?done=password")
    cookies.drop(response, cookies.LINK, secure=visit.https)
    return response


def show_password(visit: Visit) -> Response:
    """Ask for the present and the new password of whoever is signed in."""
    return _password(None) if visit.actor.signed_in else see_other(SIGN_IN)


def send_password(visit: Visit) -> Response:
    """Change the password; every session ends, so the way goes on to the sign-in."""
    actor = visit.actor
    if not actor.signed_in:
        return see_other(SIGN_IN)
    present = visit.form.get("present", "")
    try:
        own_account.change_password(
            visit.app.store, actor, present, _new_password(visit), visit.origin, visit.rules
        )
    except (Invalid, NotAllowed, Conflict) as error:
        return _password(notice(str(error), grave=True), 400)
    response = see_other(f"{SIGN_IN}?done=password")
    cookies.drop(response, cookies.SESSION, secure=visit.https)
    return response


def _new_password(visit: Visit) -> str:
    new = visit.form.get("new", "")
    if new != visit.form.get("again", ""):
        raise Invalid(_TWICE)
    return new


def _new_fields() -> tuple[Html, Html]:
    return (
        field("new", "New password", kind="password", hint=_HINT, autocomplete="new-password"),
        field("again", "The same again", kind="password", autocomplete="new-password"),
    )


def _welcome(visit: Visit, told: Html | None, status: int = 200) -> Response:
    known = cookies.value_of(visit.request.cookies, cookies.LINK)
    link = None if known else field("link", "One-time link", hint="The whole link, or what follows “link=”.")
    ask = form(WELCOME, "Set password", link, *_new_fields())
    return document("Set your password", told, ask, links(("Sign in", SIGN_IN)), status=status)


def _password(told: Html | None, status: int = 200) -> Response:
    present = field("present", "Present password", kind="password", autocomplete="current-password")
    ask = form(PASSWORD, "Change password", present, *_new_fields())
    return document("Change your password", told, ask, links(("Open the catalogue", "/")), status=status)
