"""The ASGI application: Streamlit's pages and our own routes inside our headers and compression."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit import net_util

from catalog.bootstrap import the_app
from catalog.domain.people import VISITOR
from catalog.domain.search import SearchRequest
from catalog.queries.search import search_page
from catalog.ui.html import join
from catalog.ui.parts.first_view import first_view
from catalog.ui.parts.found import found_for
from catalog.ui.parts.suggesting import suggestion_data
from catalog.web.headers import SecurityHeaders
from catalog.web.kept_theme import keep_theme
from catalog.web.members import MembersOnly
from catalog.web.routes import routes

_PAGES: Final = Path(__file__).resolve().parent.parent / "ui" / "entry" / "script.py"
_COMPRESS_FROM_BYTES: Final = 1_000
_WARM_FOR_S: Final = 3.0
_NO_ADDRESS: Final = "0.0.0.0"  # noqa: S104  # compared with, never listened on


@asynccontextmanager
async def _lifespan(_app: Any) -> AsyncIterator[None]:
    await anyio.to_thread.run_sync(the_app)
    keep_theme()
    warm = asyncio.create_task(anyio.to_thread.run_sync(_settle))
    yield
    await warm


def _settle() -> None:
    """Do once what the first visitors would wait for, then set aside all that stays for good.

    The order of suggestions alone takes a third of a second, and would fall on whoever types the first letter.

    What is frozen is not looked through each time garbage is collected (docs/architecture.md, "Speed").
    The server answers meanwhile.
    """
    for module in ("PIL.Image", "pandas.io.pytables", "pyarrow.compute", "catalog.ui.main"):
        import_module(module)
    app = the_app()
    search_page(app.read, VISITOR, SearchRequest(size=len(app.read.index)))  # reads every tool
    for typed in ("face", "fase recognision"):
        first_view(found_for(VISITOR, SearchRequest(typed), reasoned=False), (), join())
        suggestion_data(app.read, VISITOR, typed)
    app.read.index.warm(_WARM_FOR_S)
    gc.collect()
    gc.freeze()


def application_parts() -> dict[str, Any]:
    """Return what `st.App` is made of: script, lifespan, routes and middleware.

    `app.py` calls `st.App` itself, because `streamlit run` looks for that call in the text of the file.
    """
    # To judge a foreign origin Streamlit would ask an outside service for this machine's public address.
    # Nothing here talks to the outside, so the answer is given beforehand: an address that is allowed already.
    net_util._external_ip = _NO_ADDRESS  # noqa: SLF001  # Streamlit offers no setting for it
    return {
        "script_path": _PAGES,
        "lifespan": _lifespan,
        "routes": routes(),
        "middleware": [
            Middleware(SecurityHeaders),
            Middleware(MembersOnly),
            Middleware(GZipMiddleware, minimum_size=_COMPRESS_FROM_BYTES, compresslevel=5),
        ],
    }


def build_application() -> st.App:
    """Return the application; the catalogue is opened when the server starts."""
    return st.App(**application_parts())
