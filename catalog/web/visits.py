"""A request to one of our own routes: who comes from where, what was sent, and how it is answered.

A form is taken only from our own pages (Sec-Fetch-Site, else Origin), whatever cookie comes with it. Handlers are
plain functions that run in a worker thread; the errors of the catalogue become a page with their sentence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from ipaddress import IPv6Address, ip_address
from typing import Final
from urllib.parse import parse_qsl, urlsplit

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from catalog.actions.sessions import Origin
from catalog.bootstrap import App, the_app
from catalog.domain.accounts import SignInRules, hashed
from catalog.domain.errors import CatalogError, Conflict, Invalid, NotAllowed, NotFound, Unavailable
from catalog.domain.people import Actor
from catalog.presence import actor_of, lasting_session, nobody, sign_in_rules, tokens
from catalog.store.sessions import Session
from catalog.web import cookies
from catalog.web.document import document, notice

_FORMS_AT_ONCE: Final = anyio.CapacityLimiter(4)
"""Others wait: whoever fills the queue takes no thread from the pages, and a whole office signing in at nine does not
look like somebody who guesses."""

_LONGEST_FORM: Final = 8_192
_MOST_FIELDS: Final = 10
_IPV6_NETWORK_BITS: Final = 64
_STATUS: Final[dict[type[CatalogError], int]] = {
    Invalid: 400,
    NotAllowed: 403,
    NotFound: 404,
    Conflict: 409,
    Unavailable: 503,
}


@dataclass(frozen=True)
class Visit:
    """One request, with what a handler may ask of it."""

    app: App
    request: Request
    form: Mapping[str, str]

    @property
    def rules(self) -> SignInRules:
        """The rules of this installation."""
        return sign_in_rules(self.app.settings)

    @property
    def origin(self) -> Origin:
        """Where tries are counted."""
        return Origin(_network(self.request), cookies.browser_mark(self.request.cookies))

    @property
    def https(self) -> bool:
        """Whether cookies must be sent over https only."""
        return self.request.url.scheme == "https" or self.app.settings.public_url.startswith("https:")

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return actor_of(self.app, self.request.cookies)

    @property
    def nobody(self) -> Actor:
        """Who acts as long as nothing is proven."""
        return nobody(self.app.settings)

    @cached_property
    def sign_in(self) -> tuple[str, Session] | None:
        """The token and the session of this browser, at either stage, while it lasts."""
        for token in tokens(self.request.cookies):
            session = lasting_session(self.app.store, token, self.rules.sessions)
            if session is not None:
                return token, session
        return None

    def keep_token(self, response: Response, token: str, *, full: bool) -> Response:
        """Give the browser the token of its session; after a full sign-in it is known to its person."""
        cookies.keep(response, cookies.SESSION, token, secure=self.https)
        if full:
            cookies.keep(response, cookies.BROWSER, hashed(token), secure=self.https, days=30)
        return response


Handler = Callable[[Visit], Response]


def route(path: str, read: Handler | None, write: Handler | None = None) -> Route:
    """Return a route that is read with GET and written with POST, where there is a handler for it."""

    async def answer(request: Request) -> Response:
        handler = write if request.method == "POST" else read
        if handler is None:
            return Response("This address only takes a form.", 405, {"Allow": "POST"})
        try:
            sent = await _form(request) if request.method == "POST" else {}
            limiter = _FORMS_AT_ONCE if request.method == "POST" else None
            return await anyio.to_thread.run_sync(partial(_answer, handler, request, sent), limiter=limiter)
        except CatalogError as error:
            return sentence(error)

    return Route(path, answer, methods=["GET", "POST"] if write else ["GET"])


def sentence(error: CatalogError) -> Response:
    """Return a page that only says what went wrong."""
    status = _STATUS.get(type(error), 400)
    return document("This did not work", notice(str(error), grave=True), status=status)


def _answer(handler: Handler, request: Request, sent: Mapping[str, str]) -> Response:
    app = the_app()
    if request.method == "POST":
        require_own_page(request, app.settings.public_url)
    return handler(Visit(app, request, sent))


def require_own_page(request: Request, public_url: str) -> None:
    """Let a form pass that one of our own pages sent.

    Raises:
        NotAllowed: it comes from elsewhere, or does not say from where.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    host = urlsplit(public_url).netloc or request.headers.get("host", "")
    same = site == "same-origin" if site else bool(origin) and urlsplit(origin or "").netloc == host
    if not same:
        raise NotAllowed("This form did not come from this catalogue. Open the page anew and send it again.")


async def _form(request: Request) -> dict[str, str]:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_FORM:
            raise Invalid("This form is too large. Open the page anew and send it again.")
    try:
        pairs = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        raise Invalid("This form cannot be read. Open the page anew and send it again.") from error
    return dict(pairs)


def _network(request: Request) -> str:
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(int(address) >> (128 - _IPV6_NETWORK_BITS))  # one household or office, not one machine
    return host
