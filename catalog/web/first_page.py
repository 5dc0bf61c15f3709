"""The address "/": Streamlit's page with the search page as plain HTML in it, painted before any script has run.

Streamlit needs about a second to load and to ask for its page. What somebody comes for is there at once, works
without scripts, and is replaced when the page is ready (catalog.ui.parts.first_view).
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from catalog.bootstrap import the_app
from catalog.domain.errors import CatalogError
from catalog.domain.people import Actor
from catalog.presence import actor_of
from catalog.ui.navigation import PAGES
from catalog.ui.parts.account_corner import corner_text
from catalog.ui.parts.address import request_of
from catalog.ui.parts.first_view import first_view
from catalog.ui.parts.found import found_for
from catalog.web.shell import filled, streamlit_page


async def _first_page(request: Request) -> Response:
    params = {name: request.query_params.getlist(name) for name in request.query_params}
    page = await anyio.to_thread.run_sync(partial(_document, params, request.cookies))
    # The address may hold what somebody searches for: no copy of the answer stays behind.
    return HTMLResponse(page, headers={"Cache-Control": "no-store"})


def _document(params: Mapping[str, Sequence[str]], cookies: Mapping[str, str]) -> str:
    """Return the page; without the first view where the catalogue cannot be read, so that the page itself says why."""
    app = the_app()
    actor = actor_of(app, cookies)
    try:
        found = found_for(actor, request_of(params), reasoned=list(params.get("why", ()))[-1:] == ["1"])
    except CatalogError:
        return streamlit_page()
    return filled(first_view(found, _menu(actor), corner_text(actor)))


def _menu(actor: Actor) -> list[tuple[str, str]]:
    return [(page.title, f"/{page.path}") for page in PAGES if not page.hidden and actor.may(page.permission)]


FIRST_PAGE: Final = Route("/", _first_page, methods=["GET"])
"""Answers the bare address, with or without a search in its query."""
