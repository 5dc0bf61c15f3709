"""The ASGI application: Streamlit's pages inside our headers and compression."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from catalog.bootstrap import the_app
from catalog.web.headers import SecurityHeaders

_PAGES: Final = Path(__file__).resolve().parent.parent / "ui" / "entry" / "script.py"
_COMPRESS_FROM_BYTES: Final = 1_000


@asynccontextmanager
async def _lifespan(_app: Any) -> AsyncIterator[None]:
    await anyio.to_thread.run_sync(the_app)
    # Streamlit collects garbage after every run; what is loaded now stays for good, so that it need not be
    # looked through each time (docs/architecture.md, "Speed").
    gc.collect()
    gc.freeze()
    yield


def build_application() -> st.App:
    """Return the application; the catalogue is opened when the server starts."""
    return st.App(
        _PAGES,
        lifespan=_lifespan,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(GZipMiddleware, minimum_size=_COMPRESS_FROM_BYTES, compresslevel=5),
        ],
    )
