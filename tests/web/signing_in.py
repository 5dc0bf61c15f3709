"""A browser without a window: our own routes, a store with a clock moved by hand, cookies kept as a browser does."""

import asyncio
import re
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from catalog.domain.people import Actor
from catalog.presence import actor_of
from catalog.settings import Settings
from catalog.web.headers import SecurityHeaders
from catalog.web.members import MembersOnly
from catalog.web.routes import routes
from tests.awaiting import awaited
from tests.people import HandClock, hand_store

OWN = {"sec-fetch-site": "same-origin"}


class Browser:
    """One browser in front of one installation."""

    def __init__(
        self, site: "Site", address: str = "192.0.2.10", base: str = "http://catalogue.test"
    ) -> None:
        """Open a browser at an address."""
        self.site, self._address, self._base = site, address, base
        self._jar = httpx.Cookies()

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Send one request, and keep the cookies of the answer."""

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.site.application, client=(self._address, 50_000))
            async with httpx.AsyncClient(
                transport=transport, base_url=self._base, cookies=self._jar
            ) as client:
                answer = await client.request(method, path, **options)
                self._jar = client.cookies
                return answer

        return awaited(send)

    def at_once(self, path: str, forms: list[dict[str, str]]) -> list[httpx.Response]:
        """Send forms from our own page at the same moment, each from a browser without cookies."""

        async def send() -> list[httpx.Response]:
            transport = httpx.ASGITransport(self.site.application, client=(self._address, 50_000))
            async with httpx.AsyncClient(transport=transport, base_url=self._base) as client:
                return await asyncio.gather(*(client.post(path, data=form, headers=OWN) for form in forms))

        return awaited(send)

    def get(self, path: str) -> httpx.Response:
        """Open an address."""
        return self.request("GET", path)

    def post(self, path: str, /, headers: dict[str, str] | None = None, **fields: str) -> httpx.Response:
        """Send a form from our own page, or with other headers."""
        return self.request("POST", path, data=fields, headers=OWN if headers is None else headers)

    def sign_in(self, name: str, password: str) -> httpx.Response:
        """Send the sign-in form."""
        return self.post("/sign-in", name=name, password=password)

    def bring(self, **cookies: str) -> None:
        """Replace the cookies of this browser."""
        self._jar = httpx.Cookies(cookies)

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies that this browser holds."""
        return dict(self._jar)

    @property
    def actor(self) -> Actor:
        """Who acts with these cookies in the pages."""
        return actor_of(self.site.app, self.cookies)


class Site:
    """An installation: store, settings, clock and routes."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> None:
        """Open an empty store in a folder."""
        self.clock = HandClock()
        self.store = hand_store(folder, self.clock)
        self.app: Any = SimpleNamespace(store=self.store, settings=Settings(**settings))
        for room in ("visits", "members"):
            monkeypatch.setattr(f"catalog.web.{room}.the_app", lambda: self.app)
        self.application = Starlette(
            routes=routes(), middleware=[Middleware(SecurityHeaders), Middleware(MembersOnly)]
        )

    def browser(self, address: str = "192.0.2.10", **options: str) -> Browser:
        """Return a new browser."""
        return Browser(self, address, **options)


def key_on(page: str) -> str:
    """Return the second factor's key that a page shows."""
    found = re.search(r"Key: <code>([A-Z2-7 ]+)</code>", page)
    assert found
    return found[1].replace(" ", "")


def words(page: str) -> str:
    """Return what a page says, without its markup."""
    return unescape(re.sub(r"<[^>]+>", " ", page))
