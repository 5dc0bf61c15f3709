"""Where only members read, files are served to members only.

Streamlit serves what a page offers for download under /media/ to whoever knows the address, without asking for a
cookie. Its pages themselves travel over the WebSocket, where the script asks who is there.
"""

from functools import partial
from typing import Final

import anyio.to_thread
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from catalog.bootstrap import the_app
from catalog.domain.people import Actor, Permission
from catalog.presence import actor_of

_FILES: Final = ("/media/", "/_stcore/upload_file")


class MembersOnly:
    """ASGI middleware that refuses files to whoever may not read the catalogue."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403."""
        if scope["type"] == "http" and any(part in scope["path"] for part in _FILES):
            actor = await anyio.to_thread.run_sync(partial(_actor, HTTPConnection(scope)))
            if not actor.may(Permission.CATALOGUE_READ):
                await PlainTextResponse("Sign in to read this file.", 403)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _actor(connection: HTTPConnection) -> Actor:
    return actor_of(the_app(), connection.cookies)
