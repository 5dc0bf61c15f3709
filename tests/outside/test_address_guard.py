"""Which addresses may be asked at all."""

import pytest

from catalog.outside.address_guard import Refused, Unknown, guarded

PUBLIC = "93.184.216.34"

ALLOWED = {
    "https://example.org/page?x=1#part": ("https", "example.org", 443, "/page?x=1"),
    "http://example.org": ("http", "example.org", 80, "/"),
    "http://EXAMPLE.org.:80/": ("http", "example.org", 80, "/"),
    "https://bücher.example/ü": ("https", "xn--bcher-kva.example", 443, "/%C3%BC"),
    "http://example.org#@127.0.0.1/": ("http", "example.org", 80, "/"),
}


@pytest.mark.parametrize("url", ALLOWED)
def test_a_public_address_is_taken_apart(url: str) -> None:
    """Scheme, host, port and path are what is sent; the connection goes to what the host resolved to."""
    target = guarded(url, lambda _host, _port: (PUBLIC,))
    assert (target.scheme, target.host, target.port, target.path) == ALLOWED[url]
    assert target.addresses == (PUBLIC,)


def test_a_public_number_needs_no_resolving() -> None:
    """A host that is a public number is asked as it is."""
    asked: list[str] = []
    target = guarded("http://1.1.1.1/", lambda host, _port: asked.append(host) or ())
    assert target.addresses == ("1.1.1.1",)
    assert asked == []


def test_a_host_is_resolved_once() -> None:
    """The answer that is checked is the one that is connected to; a second one is never asked for."""
    answers = iter([(PUBLIC,), ("127.0.0.1",)])
    assert guarded("http://example.org/", lambda _host, _port: next(answers)).addresses == (PUBLIC,)
    assert next(answers) == ("127.0.0.1",)


@pytest.mark.parametrize("found", [("127.0.0.1",), (PUBLIC, "10.0.0.1"), ("::1",), ("fe80::1%eth0",), ("x",)])
def test_a_host_with_any_inner_address_is_refused(found: tuple[str, ...]) -> None:
    """One inner address among those of a host is enough."""
    with pytest.raises(Refused):
        guarded("http://example.org/", lambda _host, _port: found)


def test_an_unknown_host_is_told_apart() -> None:
    """A host that does not resolve is no refusal of ours."""
    with pytest.raises(Unknown):
        guarded("http://example.org/", lambda _host, _port: ())
