"""The link check reaches nothing but public web pages, whatever an address or a page tries."""

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from time import monotonic, sleep

import pytest

from catalog.domain.links import Answer, LinkState
from catalog.outside.link_check import LinkChecker
from tests.figures import figure

PUBLIC = "93.184.216.34"
SECOND = "151.101.1.6"
ALLOWED = frozenset({(PUBLIC, 80), (SECOND, 80)})

NUMBERS = {
    "mapped": "http://[::ffff:127.0.0.1]/",
    "mapped, in groups": "http://[::ffff:7f00:1]/",
    "compatible": "http://[::127.0.0.1]/",
    "loopback": "http://127.0.0.1/",
    "loopback, other": "http://127.8.8.8/",
    "loopback, six": "http://[::1]/",
    "unspecified": "http://0.0.0.0/",
    "unspecified, six": "http://[::]/",
    "this network": "http://0.1.2.3/",
    "private, ten": "http://10.0.0.1/",
    "private, 172": "http://172.16.5.4/",
    "private, 192": "http://192.168.1.1/",
    "carrier": "http://100.64.0.1/",
    "a cloud's metadata": "http://169.254.169.254/latest/meta-data/",
    "another cloud's metadata": "http://100.100.100.200/",
    "a third cloud's own service": "http://168.63.129.16/",
    "metadata, six": "http://[fd00:ec2::254]/",
    "link-local, six": "http://[fe80::1]/",
    "link-local with zone": "http://[fe80::1%25eth0]/",
    "site-local, six": "http://[fec0::1]/",
    "private, six": "http://[fc00::1]/",
    "multicast": "http://224.0.0.1/",
    "multicast, six": "http://[ff02::1]/",
    "broadcast": "http://255.255.255.255/",
    "reserved": "http://240.0.0.1/",
    "documentation": "http://192.0.2.1/",
    "documentation, six": "http://[2001:db8::1]/",
    "benchmarking": "http://198.18.0.1/",
    "translated": "http://[64:ff9b::7f00:1]/",
    "six to four": "http://[2002:7f00:1::]/",
    "teredo": "http://[2001::1]/",
    "decimal": "http://2130706433/",
    "octal": "http://0177.0.0.1/",
    "hexadecimal": "http://0x7f000001/",
    "hexadecimal parts": "http://0x7f.0x0.0x0.0x1/",
    "short": "http://127.1/",
    "round digits": "http://①②⑦.⓪.⓪.①/",
    "leading zeros": "http://127.000.000.001/",
}
SPELLINGS = {
    "user": f"http://admin@{PUBLIC}/",
    "user and password": "http://a:b@public.example/",
    "empty user": "http://@public.example/",
    "backslash": "http://public.example\\@127.0.0.1/",
    "another port": "http://public.example:8080/",
    "the database's port": "http://public.example:5432/",
    "https' port without it": "http://public.example:443/",
    "no number as port": "http://public.example:x/",
    "ftp": "ftp://public.example/",
    "file": "file:///etc/passwd",
    "gopher": "gopher://public.example/_x",
    "script": "javascript:alert(1)",
    "data": "data:text/html,x",
    "no scheme": "//public.example/",
    "no host": "http:///etc",
    "one word": "http://intranet/",
    "localhost": "http://localhost/",
    "localhost with a dot": "http://localhost./",
    "a line break": "http://public.example/\r\nHost: x",
    "a space": "http://public.example /",
}
NAMES = {
    "a name for loopback": "http://loopback.example/",
    "a name for the inner network": "http://inner.example/",
    "public and inner at once": "http://both.example/",
    "mapped behind a name": "http://mapped.example/",
    "an unknown name": "http://unknown.example/",
    "first public, then inner": "http://turning.example/hop",
}
REDIRECTS = {
    "led to loopback": "http://public.example/to-loopback",
    "led to metadata": "http://public.example/to-metadata",
    "led to another port": "http://public.example/to-port",
    "led to a file": "http://public.example/to-file",
    "led to a name for loopback": "http://public.example/to-name",
    "led to a user": "http://public.example/to-user",
    "led inwards at the second step": "http://public.example/far",
    "led round and round": "http://public.example/round",
}
LOCATIONS = {
    "/to-loopback": "http://127.0.0.1/",
    "/to-metadata": "//169.254.169.254/latest",
    "/to-port": "http://public.example:22/",
    "/to-file": "file:///etc/passwd",
    "/to-name": "http://loopback.example/",
    "/to-user": "http://root@second.example/",
    "/far": "http://second.example/to-loopback",
    "/round": "/round",
    "/hop": "http://turning.example/again",
    "/moved": "http://second.example/here",
    "/moved-once": "http://www.public.example/moved-once/",
}
ADDRESSES = {
    "public.example": [(PUBLIC,)],
    "www.public.example": [(PUBLIC,)],
    "second.example": [(SECOND,)],
    "loopback.example": [("127.0.0.1",)],
    "inner.example": [("10.1.2.3",)],
    "both.example": [(PUBLIC, "192.168.0.9")],
    "mapped.example": [("::ffff:10.0.0.1",)],
    "turning.example": [(PUBLIC,), ("127.0.0.1",)],
    "unknown.example": [()],
}


class World:
    """A resolver, a way to connect that notes where it was asked to, and a server behind every public number."""

    def __init__(self) -> None:
        """Start the server."""
        self.dialled: list[tuple[str, int]] = []
        self.requests: list[str] = []
        self.sent = 0
        self._resolved: dict[str, int] = {}
        self._server = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Stop the server."""
        self._server.close()

    def resolve(self, host: str, _port: int) -> Sequence[str]:
        """Answer as the table says: the first time the first answer, then the last."""
        answers = ADDRESSES[host]
        turn = self._resolved[host] = self._resolved.get(host, -1) + 1
        return answers[min(turn, len(answers) - 1)]

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        """Note the address and connect to the server."""
        self.dialled.append((address, port))
        return socket.create_connection(self._server.getsockname(), timeout=seconds)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._server.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            request = connection.recv(65_536).decode()
            self.requests.append(request)
            method, path = request.split()[:2]
            if path == "/endless":
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")
                while True:
                    self.sent += connection.send(b"x" * 65_536)
            elif path == "/drip":
                for byte in b"HTTP/1.1 200 OK\r\n" + b"X-Slow: yes\r\n" * 50:
                    connection.sendall(bytes([byte]))
                    sleep(0.05)
            elif path == "/silent":
                sleep(5)
            else:
                connection.sendall(answer_of(method, path))


def answer_of(method: str, path: str) -> bytes:
    """Return what the server says at once."""
    plain = {
        "/long-head": b"HTTP/1.1 200 OK\r\n" + b"X-Long: yes\r\n" * 20_000,
        "/no-http": b"220 mail.example ESMTP\r\n\r\n",
        "/hints": b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        "/no-head": b"HTTP/1.1 405 No\r\n\r\n" if method == "HEAD" else b"HTTP/1.1 206 Part\r\n\r\n",
    }
    if path in LOCATIONS:
        return f"HTTP/1.1 301 Moved\r\nLocation: {LOCATIONS[path]}\r\n\r\n".encode()
    code = path[1:4] if path[1:4].isdigit() else "200"
    return plain.get(path, f"HTTP/1.1 {code} As asked\r\n\r\n".encode())


@pytest.fixture
def world() -> Iterator[World]:
    """A world with one server."""
    made = World()
    yield made
    made.close()


def asked(world: World, url: str, seconds: float = 2.0) -> Answer:
    """Ask an address in this world."""
    return LinkChecker("link check", resolve=world.resolve, dial=world.dial, seconds=seconds).ask(url)


def test_no_address_leads_inwards(world: World) -> None:
    """Of over 60 addresses that try to reach something else, none is answered and no connection leaves the set."""
    hostile = {**NUMBERS, **SPELLINGS, **NAMES, **REDIRECTS}
    for what, url in hostile.items():
        answer = asked(world, url)
        assert answer.state in (LinkState.REFUSED, LinkState.UNREACHABLE), (what, answer)
        assert answer.code is None, (what, answer)
    outside = [place for place in world.dialled if place not in ALLOWED]
    figure(
        f"link check: {len(hostile)} hostile addresses, {len(world.dialled)} connections, "
        f"{len(outside)} of them outside the allowed set"
    )
    assert len(hostile) >= 60
    assert outside == []


def test_numbers_and_spellings_are_refused_without_a_connection(world: World) -> None:
    """What can be seen in the address itself is refused before anything is connected or resolved."""
    for url in {**NUMBERS, **SPELLINGS}.values():
        assert asked(world, url).refused, url
    assert world.dialled == []


@pytest.mark.parametrize("path", ["/drip", "/silent"])
def test_a_slow_page_ends_in_time(world: World, path: str) -> None:
    """A page that answers byte by byte, or not at all, is left when its time is over: HEAD and GET together."""
    began = monotonic()
    answer = asked(world, f"http://public.example{path}", seconds=1.0)
    assert answer.state is LinkState.UNREACHABLE
    assert monotonic() - began < 4


def test_a_slow_resolver_ends_in_time(world: World) -> None:
    """A name server that does not answer is left too."""
    checker = LinkChecker("link check", resolve=lambda *_: sleep(9) or (), dial=world.dial, seconds=0.4)
    began = monotonic()
    assert checker.ask("http://public.example/").state is LinkState.UNREACHABLE
    assert monotonic() - began < 4


def test_no_body_is_read(world: World) -> None:
    """Of a page of 10 GB nothing but its head is taken; the server fills its own buffers and no more."""
    assert asked(world, "http://public.example/endless").state is LinkState.OK
    sleep(0.2)
    assert world.sent < 20_000_000


@pytest.mark.parametrize("path", ["/long-head", "/no-http"])
def test_what_is_no_web_page_is_unreachable(world: World, path: str) -> None:
    """A head without end and another protocol are no answer."""
    assert asked(world, f"http://public.example{path}").state is LinkState.UNREACHABLE


def test_ordinary_answers_are_told_apart(world: World) -> None:
    """Status codes, a permanent move, a mere "www.", early hints and a refused HEAD each give their state."""
    expected = {
        "/": LinkState.OK, "/hints": LinkState.OK, "/no-head": LinkState.OK, "/416": LinkState.OK,
        "/moved": LinkState.MOVED, "/moved-once": LinkState.OK, "/404": LinkState.DEAD, "/410": LinkState.DEAD,
        "/403": LinkState.REFUSED, "/429": LinkState.REFUSED, "/500": LinkState.UNREACHABLE,
    }  # fmt: skip
    found = {path: asked(world, f"http://public.example{path}").state for path in expected}
    assert found == expected


def test_a_request_tells_nothing_of_who_asks(world: World) -> None:
    """It carries the host, the neutral name, and neither a cookie nor where it comes from."""
    asked(world, "http://public.example/404?x=1")
    head, get = world.requests
    assert head.startswith("HEAD /404?x=1 HTTP/1.1\r\nHost: public.example\r\nUser-Agent: link check\r\n")
    assert get.startswith("GET /404?x=1 HTTP/1.1\r\n")
    for request in world.requests:
        names = {line.partition(":")[0].lower() for line in request.splitlines()[1:] if line}
        assert names <= {"host", "user-agent", "accept", "accept-encoding", "range", "connection"}
