"""Servers that a measurement starts: on a free port of this machine, and always ended by it."""

import os
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

HOST: Final = "127.0.0.1"

_PORTS: Final = range(8700, 8800)
_ROOT: Final = Path(__file__).resolve().parent.parent
_PATIENCE_S: Final = 180
_LOOK_EVERY_S: Final = 0.02
_REST_S: Final = 0.5
_RESTING: Final = 0.1
"""The part of one core below which a server does nothing."""

_STOP_WITHIN_S: Final = 10


class NotStartedError(Exception):
    """A server ended by itself, or did not answer in time."""


@dataclass(frozen=True)
class Server:
    """A running server; `began` is the `perf_counter` time at which its process was started."""

    process: subprocess.Popen[bytes]
    port: int
    began: float

    @property
    def url(self) -> str:
        """Its address without a path."""
        return f"http://{HOST}:{self.port}"

    def ready(self, path: str) -> float:
        """Wait until the path answers with success; return the seconds since the process was started.

        Raises:
            NotStartedError: the process ended, or nothing answered in time.
        """
        while perf_counter() - self.began < _PATIENCE_S:
            if self.process.poll() is not None:
                raise NotStartedError(f"it ended with exit code {self.process.returncode}")
            try:
                with urlopen(f"{self.url}{path}", timeout=30) as answer:
                    answer.read()
                    return perf_counter() - self.began
            except (URLError, OSError):
                sleep(_LOOK_EVERY_S)
        raise NotStartedError(f"it did not answer within {_PATIENCE_S} seconds")

    def rest(self) -> None:
        """Wait until what the server does for itself after its start is done, so that nobody's visit is charged with it."""
        before, until = self.cpu_seconds(), perf_counter() + _PATIENCE_S
        while before is not None and perf_counter() < until:
            sleep(_REST_S)
            after = self.cpu_seconds()
            if after is None or after - before < _REST_S * _RESTING:
                return
            before = after

    def cpu_seconds(self) -> float | None:
        """Return the processor time that the process has used, or None where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port on which nothing listens.

    Raises:
        NotStartedError: all ports that we try are taken.
    """
    for port in _PORTS:
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise NotStartedError("no port is free")


@contextmanager
def serving(command: Sequence[str], port: int, environment: Mapping[str, str]) -> Iterator[Server]:
    """Start a server and end it when the block is left."""
    began = perf_counter()
    process = subprocess.Popen(
        command, cwd=_ROOT, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield Server(process, port, began)
    finally:
        process.terminate()
        try:
            process.wait(_STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
