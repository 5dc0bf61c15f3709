import pytest
from streamlit import config
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from catalog.web.serving import allowed_hosts, configuration


@pytest.mark.parametrize(
    ("address", "public_url", "host", "allowed"),
    [
        ("127.0.0.1", "", "localhost:8501", True),
        ("127.0.0.1", "", "127.0.0.1:8501", True),
        ("127.0.0.1", "", "evil.example", False),
        ("127.0.0.1", "", "localhost.evil.example", False),
        ("127.0.0.1", "https://tools.example.org", "tools.example.org", True),
        ("localhost", "", "localhost", True),
        ("192.0.2.5", "", "192.0.2.5:8501", True),
        ("0.0.0.0", "", "any.name", True),
        ("0.0.0.0", "https://tools.example.org:8443", "tools.example.org:8443", True),
        ("0.0.0.0", "https://tools.example.org", "any.name", False),
    ],
)
def test_another_name_for_this_machine_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str, public_url: str, host: str, allowed: bool
) -> None:
    """The pages' connection is taken for the names that are known, so that no foreign name can stand for them."""
    names = allowed_hosts(address, public_url)
    monkeypatch.setattr(config, "get_option", {"server.allowedHosts": names}.get)
    assert is_host_allowed(host) is allowed


def test_the_names_are_handed_to_streamlit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is part of the configuration that the server starts with."""
    monkeypatch.setenv("CATALOG_PUBLIC_URL", "https://tools.example.org")
    assert "tools.example.org" in configuration("127.0.0.1", 8501)["server.allowedHosts"]
