"""Asking over TLS: the certificate is that of the host, although the connection goes to a number."""

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from catalog.domain.links import Answer, LinkState
from catalog.outside.link_check import LinkChecker, two_passes


def certificate(folder: Path, host: str) -> tuple[Path, Path]:
    """Write a certificate that a host gave itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = dt.datetime.now(tz=dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "key.pem").write_bytes(pem)
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[LinkChecker]:
    """A checker behind whose every number stands one server, with the certificate of public.example."""
    public, private = certificate(tmp_path, "public.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                plain, _ = server.accept()
                with suppress(OSError), context.wrap_socket(plain, server_side=True) as connection:
                    connection.recv(65_536)
                    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    threading.Thread(target=serve, daemon=True).start()
    checker = LinkChecker(
        "link check",
        resolve=lambda _host, _port: ("93.184.216.34",),
        dial=lambda _address, _port, seconds: socket.create_connection(server.getsockname(), seconds),
        seconds=3.0,
    )
    checker._tls.load_verify_locations(public)
    yield checker
    server.close()


def test_a_page_is_asked_over_tls(served: LinkChecker) -> None:
    """The host of the address is named to the server and found in its certificate."""
    assert served.ask("https://public.example/").state is LinkState.OK


def test_a_certificate_of_another_host_is_no_answer(served: LinkChecker) -> None:
    """Who shows the certificate of somebody else is not believed."""
    assert served.ask("https://other.example/").state is LinkState.UNREACHABLE


def test_one_host_is_asked_one_address_at_a_time() -> None:
    """Addresses of one host are never asked at the same moment, those of several hosts are all asked."""
    busy: dict[str, int] = {}
    most = 0

    def ask(url: str) -> Answer:
        nonlocal most
        host = url.split("/")[2]
        busy[host] = busy.get(host, 0) + 1
        most = max(most, busy[host])
        threading.Event().wait(0.01)
        busy[host] -= 1
        return Answer(200)

    urls = [f"https://host-{number % 3}.example/{number}" for number in range(30)]
    told: list[tuple[int, int]] = []
    answers = two_passes([*urls, urls[0]], ask, lambda done, total: told.append((done, total)), pause=0)
    assert list(answers) == urls
    assert most == 1
    assert max(told) == (30, 30)
