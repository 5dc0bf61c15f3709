"""Many visitors at once: each holds the page open over its real websocket and asks for a search now and then.

No browser takes part, so the figure is the server's: from the message that a click sends to the end of the answer.
"""

import asyncio
import json
import random
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from benchmarks.ours import documents_of, environment, opened_in, serve_command
from benchmarks.processes import HOST, NotStartedError, Server, free_port, serving
from benchmarks.questions import SEED, questions
from benchmarks.report import Cell, Table, median, missing, percentile
from catalog.domain.search import SearchDocument

TITLE: Final = "Load"

_VISITORS: Final = (1, 10, 25, 50)
_THINK_S: Final = 5.0
_EACH: Final = 6
"""Interactions of each visitor in a round, the first of which is not counted."""

_FINISHED: Final = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
_EVENTS: Final = "$$STREAMLIT_INTERNAL_KEY_{}__events"
_PATIENCE_S: Final = 30


@dataclass
class _Taken:
    """What a round of visitors took: ms of every interaction, all runs of the page (opening it too), failures."""

    ms: list[float] = field(default_factory=list)
    runs: int = 0
    failed: int = 0


class _Visitor:
    """One open page: a websocket, and what is needed to act as its controls do."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._controls = self._fragment = self._page = ""
        self._turn = 0

    async def open(self) -> None:
        """Ask for the page as a browser that opens it does."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        await self._send(message)

    async def search(self, query: str) -> None:
        """Ask for a search as the controls of the page do."""
        self._turn += 1
        message = BackMsg()
        message.rerun_script.page_script_hash = self._page
        message.rerun_script.fragment_id = self._fragment
        state = message.rerun_script.widget_states.widgets.add()
        state.id = _EVENTS.format(self._controls)
        state.json_trigger_value = json.dumps(
            [{"event": "go", "value": {"query": query, "turn": self._turn}}]
        )
        await self._send(message)

    async def _send(self, message: BackMsg) -> None:
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(_PATIENCE_S):
            while not self._ends(ForwardMsg.FromString(await self._socket.recv())):
                pass

    def _ends(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "new_session" and not self._page:
            self._page = message.new_session.page_script_hash
        if kind == "navigation":
            self._page = message.navigation.page_script_hash
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "bidi_component":
            component = message.delta.new_element.bidi_component
            if component.id.endswith("-controls"):
                self._controls, self._fragment = component.id, message.delta.fragment_id
        return kind == "script_finished" and message.script_finished in _FINISHED


def run(rounds: int) -> list[Table]:
    """Return the latency of the server under each number of visitors, `rounds` times over."""
    try:
        with TemporaryDirectory() as folder, ExitStack() as stack:
            opened = opened_in(Path(folder))
            documents = documents_of(opened.store)
            opened.store.close()
            port = free_port()
            server = stack.enter_context(serving(serve_command(port), port, environment(Path(folder))))
            server.ready("/_stcore/health")
            server.rest()
            rows = [_row(server, visitors, rounds, _queries(documents)) for visitors in _VISITORS]
    except (NotStartedError, OSError, WebSocketException) as error:
        return [missing(TITLE, str(error))]
    notes = (
        f"Each visitor asks for a search or a facet every {_THINK_S:g} s on average, the first ones at random.",
        "Time from sending a click to the end of its answer, without a browser; visitors and server share the machine.",
        "Server CPU is user and system time of the server process by run of the page, opening it included; after its start the server came to rest.",
    )
    columns = ("visitors", "median, ms", "p95, ms", "worst, ms", "server CPU, ms", "interactions", "failed")
    return [Table(TITLE, columns, tuple(rows), notes)]


def _queries(documents: Sequence[SearchDocument]) -> list[str]:
    """Return what visitors ask for: two words of a summary, or one value of a facet."""
    texts = [
        urlencode({"q": one.request.text}) for one in questions(documents, 100) if one.kind == "two words"
    ]
    values = {(name, value) for one in documents for name in ("stage", "media") for value in one.facets[name]}
    queries = texts + [urlencode({name: value}) for name, value in sorted(values)]
    random.Random(SEED).shuffle(queries)
    return queries


def _row(server: Server, visitors: int, rounds: int, queries: Sequence[str]) -> tuple[Cell, ...]:
    taken = _Taken()
    before = server.cpu_seconds()
    for number in range(rounds):
        asyncio.run(_round(server, visitors, queries[number:], taken))
    after = server.cpu_seconds()
    spent = None if before is None or after is None else (after - before) * 1000 / max(1, taken.runs)
    worst = max(taken.ms, default=float("nan"))
    return (visitors, median(taken.ms), percentile(taken.ms, 0.95), worst, spent, len(taken.ms), taken.failed)


async def _round(server: Server, visitors: int, queries: Sequence[str], taken: _Taken) -> None:
    await asyncio.gather(*(_visit(server.port, number, queries, taken) for number in range(visitors)))


async def _visit(port: int, number: int, queries: Sequence[str], taken: _Taken) -> None:
    chance = random.Random(SEED + number)
    await asyncio.sleep(chance.uniform(0, _THINK_S))
    async with connect(
        f"ws://{HOST}:{port}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=None
    ) as socket:
        visitor = _Visitor(socket)
        taken.runs += 1
        await visitor.open()
        for turn in range(_EACH):
            await asyncio.sleep(chance.uniform(0, 2 * _THINK_S))
            taken.runs += 1
            began = perf_counter()
            try:
                await visitor.search(chance.choice(queries))
            except TimeoutError:
                taken.failed += 1
                continue
            if turn:
                taken.ms.append((perf_counter() - began) * 1000)
