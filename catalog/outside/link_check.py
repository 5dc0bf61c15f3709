"""Asks a public web page whether it is still there. Only status and headers are read; nothing of a page is kept.

Plain sockets and no HTTP library: the connection has to go to the very address that the guard has checked, with one
limit of time over resolving, connecting, the handshake and every redirect.
"""

import re
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from threading import Thread
from time import monotonic, sleep
from typing import Final
from urllib.parse import urljoin, urlsplit

from catalog.domain.links import REACHED, Answer
from catalog.outside.address_guard import Refused, Resolve, Target, Unknown, guarded

Dial = Callable[[str, int, float], socket.socket]
"""Connects to (address, port) within so many seconds."""

Ask = Callable[[str], Answer]

SECONDS: Final = 10.0
_MOST_HOPS: Final = 5
_LONGEST_HEAD: Final = 65_536
_AT_ONCE: Final = 8
_CONNECT_SECONDS: Final = 4.0
_MOST_ADDRESSES: Final = 4
_FOR_GOOD: Final = frozenset({301, 308})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_FIRST_FINAL: Final = 200
_END: Final = re.compile(rb"\r?\n\r?\n")
_STATUS: Final = re.compile(rb"HTTP/1\.[01] ([1-9][0-9]{2})(?: |\r?\n|$)")
_LOCATION: Final = re.compile(rb"(?i)\nlocation:[ \t]*([^\r\n]{1,2000})")


def system_resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host as the system knows them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(item[4][0]) for item in found))


def system_dial(address: str, port: int, seconds: float) -> socket.socket:
    """Connect to an address."""
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True)
class _Reply:
    code: int
    location: str


class LinkChecker:
    """Asks addresses, HEAD first and GET where that fails, each guarded, at most ten seconds for one address."""

    def __init__(
        self,
        user_agent: str,
        *,
        resolve: Resolve = system_resolve,
        dial: Dial = system_dial,
        seconds: float = SECONDS,
    ) -> None:
        self._user_agent = user_agent
        self._resolve = resolve
        self._dial = dial
        self._seconds = seconds
        self._tls = ssl.create_default_context()

    def ask(self, url: str) -> Answer:
        """Return what an address answers; every failure is an answer too."""
        began = monotonic()
        first = self._try("HEAD", url, began + self._seconds / 2)
        if first.refused or first.state in REACHED:
            return first
        return self._try("GET", url, began + self._seconds)

    def _try(self, method: str, url: str, deadline: float) -> Answer:
        try:
            return self._followed(method, url, deadline)
        except Unknown as error:
            return Answer(why=str(error))
        except Refused as error:
            return Answer(refused=True, why=str(error))
        except OSError:
            return Answer(why="there was no answer in time, or none that can be read")

    def _followed(self, method: str, url: str, deadline: float) -> Answer:
        here, for_good, moved_to = url, True, ""
        for _ in range(_MOST_HOPS + 1):
            target = guarded(here, lambda host, port: self._resolved(host, port, deadline))
            reply = self._exchange(method, target, deadline)
            if reply.code not in _REDIRECTS or not reply.location:
                return Answer(reply.code, moved_to if _elsewhere(url, moved_to) else "")
            here = urljoin(here, reply.location)
            for_good = for_good and reply.code in _FOR_GOOD
            moved_to = here if for_good else moved_to
        return Answer(why=f"it leads on more than {_MOST_HOPS} times")

    def _resolved(self, host: str, port: int, deadline: float) -> Sequence[str]:
        """Resolve in a thread of its own: the system offers no limit of time for it."""
        found: list[Sequence[str]] = []
        thread = Thread(target=lambda: found.append(self._resolve(host, port)), daemon=True)
        thread.start()
        thread.join(_left(deadline))
        if not found:
            raise TimeoutError
        return found[0]

    def _exchange(self, method: str, target: Target, deadline: float) -> _Reply:
        host = f"[{target.host}]" if ":" in target.host else target.host
        only_the_start = "Range: bytes=0-0\r\n" if method == "GET" else ""
        request = (
            f"{method} {target.path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {self._user_agent}\r\n"
            f"Accept: text/html,*/*;q=0.8\r\nAccept-Encoding: identity\r\n{only_the_start}Connection: close\r\n\r\n"
        )
        with closing(self._connected(target, deadline)) as connection:
            connection.settimeout(_left(deadline))
            connection.sendall(request.encode("ascii"))
            return next(reply for reply in _replies(connection, deadline) if reply.code >= _FIRST_FINAL)

    def _connected(self, target: Target, deadline: float) -> socket.socket:
        plain = self._reached(target, deadline)
        if target.scheme == "http":
            return plain
        try:
            plain.settimeout(_left(deadline))
            return self._tls.wrap_socket(plain, server_hostname=target.host)
        except OSError:
            plain.close()
            raise

    def _reached(self, target: Target, deadline: float) -> socket.socket:
        """Connect to the first checked address that takes the connection."""
        failed: OSError = TimeoutError()
        for address in target.addresses[:_MOST_ADDRESSES]:
            try:
                return self._dial(address, target.port, min(_CONNECT_SECONDS, _left(deadline)))
            except OSError as error:
                failed = error
        raise failed


def _left(deadline: float) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _replies(connection: socket.socket, deadline: float) -> Iterator[_Reply]:
    """Yield one reply after the other, those that only announce another one too; bodies are never read."""
    data = b""
    while True:
        while not (end := _END.search(data)):
            if len(data) > _LONGEST_HEAD:
                raise ConnectionError
            connection.settimeout(_left(deadline))
            part = connection.recv(4096)
            if not part:
                raise ConnectionError
            data += part
        head, data = data[: end.start()], data[end.end() :]
        status = _STATUS.match(head + b"\n")
        if status is None:
            raise ConnectionError
        location = _LOCATION.search(head)
        yield _Reply(int(status[1]), location[1].decode("utf-8", "replace").strip() if location else "")


def _elsewhere(old: str, new: str) -> bool:
    """Tell whether an address moved further than to https, to or from "www.", or by a slash at its end."""
    return bool(new) and _plain(old) != _plain(new)


def _plain(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


def two_passes(
    urls: Iterable[str], ask: Ask, progress: Callable[[int, int], None], pause: float = 1.0
) -> Mapping[str, tuple[Answer, ...]]:
    """Ask every address, and those that failed once more when all others were asked; return the answers of each.

    Several hosts are asked at once, but each host one address at a time, `pause` seconds apart. `progress` is told
    (addresses asked, addresses known to be asked).
    """
    wanted = tuple(dict.fromkeys(urls))
    first = _ask_hosts(wanted, ask, pause, lambda done: progress(done, len(wanted)))
    again = tuple(url for url in wanted if first[url].state not in REACHED and not first[url].refused)
    whole = len(wanted) + len(again)
    second = _ask_hosts(again, ask, pause, lambda done: progress(len(wanted) + done, whole))
    return {url: (first[url], second[url]) if url in second else (first[url],) for url in wanted}


def _ask_hosts(urls: Sequence[str], ask: Ask, pause: float, tell: Callable[[int], None]) -> dict[str, Answer]:
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).hostname or "", []).append(url)
    answers: dict[str, Answer] = {}

    def visit(same_host: Sequence[str]) -> None:
        for place, url in enumerate(same_host):
            sleep(pause if place else 0)
            answers[url] = ask(url)
            tell(len(answers))

    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        list(pool.map(visit, hosts.values()))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return answers
