"""Running what is asynchronous from a test."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx
from starlette.applications import Starlette

from catalog.web.routes import routes

Answer = TypeVar("Answer")


def awaited(begin: Callable[[], Coroutine[Any, Any, Answer]]) -> Answer:
    """Return what a coroutine returns.

    It runs in a thread of its own: a browser that is open for the journeys keeps an event loop running in ours.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(begin())).result()  # noqa: TID251  # the one place


def asked(path: str, words: str | None = None) -> httpx.Response:
    """Return the answer of the routes beside the pages; words are posted."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=routes()))
        async with httpx.AsyncClient(transport=transport, base_url="http://catalogue.test") as client:
            return await (client.get(path) if words is None else client.post(path, content=words))

    return awaited(ask)
