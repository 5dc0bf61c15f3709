"""/sign-in and /sign-out: the way in by name and password, and the way out."""

from typing import Final

from starlette.responses import RedirectResponse, Response

from catalog.actions import sessions
from catalog.domain.accounts import NextStep
from catalog.domain.errors import NotAllowed
from catalog.presence import agency_key
from catalog.queries.accounts import anybody_can_sign_in
from catalog.ui.html import Html, element, join
from catalog.ui.parts.agency_words import agency_set_up
from catalog.web import cookies
from catalog.web.document import NO_STORE, document, field, form, links, notice
from catalog.web.visits import Visit

SIGN_IN: Final = "/sign-in"
SIGN_OUT: Final = "/sign-out"
SECOND_FACTOR: Final = "/second-factor"
PASSWORD: Final = "/password"  # noqa: S105  # an address
AGENCY: Final = "/agency"
"""The page of the script that hands over to Streamlit's own sign-in."""

_DONE: Final = {
    "out": "You are signed out.",
    "password": "Your password is set, and you are signed out everywhere. Sign in with it.",
}
_FIRST: Final = "catalog account add NAME --role administrator"


def see_other(address: str) -> RedirectResponse:
    """Return the order to read another of our pages."""
    return RedirectResponse(address, 303, NO_STORE)


def show(visit: Visit) -> Response:
    """Return the page for where this browser stands: nobody yet, half way, or signed in."""
    if visit.sign_in is not None:
        _, session = visit.sign_in
        return _signed_in(visit) if session.full else see_other(SECOND_FACTOR)
    if not anybody_can_sign_in(visit.app.store):
        return document("Sign in", _first_account(visit))
    return _page(visit, notice(_DONE.get(visit.request.query_params.get("done", ""), "")))


def send(visit: Visit) -> Response:
    """Check name and password; ask for the second factor, or let in."""
    name = visit.form.get("name", "").strip().lower()
    try:
        started = sessions.sign_in(
            visit.app.store, visit.nobody, name, visit.form.get("password", ""), visit.origin, visit.rules
        )
    except NotAllowed as error:
        return _page(visit, notice(str(error), grave=True), status=403)
    _end_present(visit)
    full = started.next is NextStep.NOTHING
    return visit.keep_token(see_other("/" if full else SECOND_FACTOR), started.token, full=full)


def sign_out(visit: Visit) -> Response:
    """End this browser's session in the store, and take its cookie away."""
    by_agency = bool(agency_key(visit.request.cookies))
    _end_present(visit)
    response = see_other("/auth/logout" if by_agency else f"{SIGN_IN}?done=out")
    cookies.drop(response, cookies.SESSION, secure=visit.https)
    return response


def sign_out_button() -> Html:
    """Return the form that signs out."""
    return form(SIGN_OUT, "Sign out", second=True)


def _end_present(visit: Visit) -> None:
    if visit.sign_in is not None:
        token, session = visit.sign_in
        sessions.sign_out(visit.app.store, session.account.actor, token)


def _page(visit: Visit, told: Html | None, status: int = 200) -> Response:
    members = visit.app.settings.reading == "members"
    why = "Only members read this catalogue." if members else "You can read the catalogue without signing in."
    agency = links(("Sign in with your agency's account", AGENCY)) if agency_set_up() else None
    fields = (
        field("name", "Name", autocomplete="username"),
        field("password", "Password", kind="password", autocomplete="current-password"),
    )
    return document(
        "Sign in",
        told,
        element("p", why),
        form(SIGN_IN, "Sign in", *fields),
        agency,
        element("p", "You have a one-time link? ", element("a", "Set your password", href="/welcome")),
        status=status,
    )


def _first_account(visit: Visit) -> Html:
    return join(
        notice("There is no account yet."),
        element(
            "p",
            "Whoever runs this catalogue makes the first one, on the machine that serves it: ",
            element("code", _FIRST),
        ),
        element(
            "p",
            "The command asks for a password, or prints a one-time link with ",
            element("code", "--link"),
            ".",
        ),
        links(("Read the catalogue", "/")) if visit.app.settings.reading == "open" else None,
    )


def _signed_in(visit: Visit) -> Response:
    actor = visit.actor
    _, session = visit.sign_in or (None, None)
    account = session.account if session else None
    own = [("Change your password", PASSWORD)] if account and account.has_password else []
    if account and account.has_password and not account.second_factor:
        own.append(("Set up a second factor", SECOND_FACTOR))
    return document(
        "Signed in",
        element("p", f"You are signed in as {actor.name}, {actor.role}."),
        links(("Open the catalogue", "/"), *own),
        sign_out_button(),
    )
