"""Which addresses may be asked: public web addresses only, never a machine of the inner network.

The host is resolved once, every address that it resolves to must be public, and the connection goes to one of
these very addresses, so that the name cannot come to mean another machine in between (OWASP ASVS 5, 1.3.6).
"""

import ipaddress
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

Resolve = Callable[[str, int], Sequence[str]]
"""Returns the addresses of a host as texts, none when it has none."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS: Final = {"http": 80, "https": 443}
_LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LONGEST: Final = 2_000
_LONGEST_HOST: Final = 253

_REFUSED: Final = tuple(
    map(
        ipaddress.ip_network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
            *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
            "168.63.129.16/32",  # a cloud's own service behind a public number
            *("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64"),
            *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16"),
            *("fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
        ),
    )
)
"""Networks that are not the public internet, or that carry an address of another kind inside (IANA's registries)."""


class Refused(Exception):
    """The address is not asked; the message says why."""


class Unknown(Refused):
    """The host name is not known at the moment."""


@dataclass(frozen=True)
class Target:
    """A public web address, and the checked numbers to connect to. `host` is in ASCII; `path` has the query."""

    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]


def guarded(url: str, resolve: Resolve) -> Target:
    """Return where to connect for an address.

    Raises:
        Refused: it is no plain public web address, or its host resolves to other than public addresses.
        Unknown: its host does not resolve.
    """
    parts = _parts(url)
    host = _host(parts)
    port = _PORTS[parts.scheme]
    literal = _literal(host)
    found = (host,) if literal else tuple(resolve(host, port))
    if not found:
        raise Unknown("the host name is not known")
    for text in found:
        _require_public(text)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, _ascii_path(path), found)


def _parts(url: str) -> SplitResult:
    if len(url) > _LONGEST or any(sign.isspace() or not sign.isprintable() or sign == "\\" for sign in url):
        raise Refused("the address is too long or holds signs that no address has")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused("the address cannot be read") from error
    if parts.scheme not in _PORTS:
        raise Refused("only http and https are asked")
    if parts.username is not None or parts.password is not None:
        raise Refused("the address holds a user name")
    if port is not None and port != _PORTS[parts.scheme]:
        raise Refused("the address names another port than that of web pages")
    return parts


def _host(parts: SplitResult) -> str:
    """Return the host in ASCII and small letters, without a dot at its end."""
    host = (parts.hostname or "").removesuffix(".")
    if ":" in host:
        return host
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise Refused("the host name cannot be read") from error
    labels = host.split(".")
    if len(host) > _LONGEST_HOST or not all(map(_LABEL.fullmatch, labels)):
        raise Refused("the host name cannot be read")
    if _NUMBER.fullmatch(labels[-1]) and _literal(host) is None:
        raise Refused("the host is a number in an unusual spelling")
    if len(labels) == 1:
        raise Refused("the host name is one of the inner network")
    return host


def _literal(host: str) -> _Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _require_public(text: str) -> None:
    address = _literal(text)
    if address is None or (isinstance(address, ipaddress.IPv6Address) and address.scope_id):
        raise Refused("the host resolves to something that is no address")
    if not address.is_global or address.is_multicast or any(address in network for network in _REFUSED):
        raise Refused("the host is not on the public internet")


def _ascii_path(path: str) -> str:
    """Return path and query as they are sent: what is not ASCII is percent-encoded."""
    return "".join(
        sign if sign.isascii() else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in path
    )
