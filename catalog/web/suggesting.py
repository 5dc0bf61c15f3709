"""Suggestions while somebody types: a route of its own, because running the page for each letter would be slow.

What is typed comes in the body of the request, since addresses end up in the logs of servers on the way; it is
neither kept nor logged here.
"""

from collections.abc import Mapping
from typing import Final

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from catalog.bootstrap import the_app
from catalog.domain.errors import NotAllowed
from catalog.presence import actor_of
from catalog.ui.parts.suggesting import suggestion_data

_LONGEST_BYTES: Final = 1_200
_FORBIDDEN: Final = 403
_TOO_LONG: Final = 413


async def _suggest(request: Request) -> Response:
    typed = b""
    async for part in request.stream():
        typed += part
        if len(typed) > _LONGEST_BYTES:
            return Response(status_code=_TOO_LONG)
    try:
        found = await anyio.to_thread.run_sync(
            _found, typed.decode("utf-8", errors="ignore"), request.cookies
        )
    except NotAllowed:
        return Response(status_code=_FORBIDDEN)
    return JSONResponse(found, headers={"Cache-Control": "no-store"})


def _found(typed: str, cookies: Mapping[str, str]) -> list[dict[str, str]]:
    app = the_app()
    return suggestion_data(app.read, actor_of(app, cookies), typed)


SUGGEST: Final = Route("/suggest", _suggest, methods=["POST"])
"""Answers the beginning of a text with a JSON list of `label`, `what`, and `query` (a search) or `open` (a page)."""
