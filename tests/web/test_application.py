from pathlib import Path
from typing import Any

from streamlit import net_util
from streamlit.web.server.app_discovery import discover_asgi_app

from catalog.web.application import build_application
from catalog.web.headers import (
    SecurityHeaders,
    content_security_policy,
    inline_script_hashes,
    security_headers,
)
from catalog.web.serving import configuration
from tests.awaiting import awaited

ROOT = Path(__file__).parents[2]


def call(app: Any, scope: dict[str, Any]) -> list[dict[str, Any]]:
    """Run an ASGI application once and return what it sent."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    awaited(lambda: app(scope, receive, send))
    return sent


async def plain(scope: Any, receive: Any, send: Any) -> None:
    """Answer with a header of its own that must not win."""
    await send({"type": "http.response.start", "status": 404, "headers": [(b"x-frame-options", b"ALLOWALL")]})
    await send({"type": "http.response.body", "body": b"gone"})


def test_every_response_carries_the_headers_errors_too() -> None:
    """The headers are on a 404 as on a page, and ours win over others."""
    start = call(SecurityHeaders(plain), {"type": "http"})[0]
    found = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    for name, value in security_headers():
        assert found[name.lower()] == value
    assert found["x-frame-options"] == "DENY"


def test_the_policy_allows_nothing_from_elsewhere() -> None:
    """The policy names no other host, no eval, and no inline script but hashed ones."""
    policy = dict(part.split(" ", 1) for part in content_security_policy().split("; "))
    assert policy["default-src"] == "'self'"
    assert "http" not in content_security_policy()
    assert "unsafe" not in policy["script-src"]
    assert policy["frame-ancestors"] == "'none'"


def test_the_hash_is_that_of_the_inline_script() -> None:
    """The hash is the SHA-256 of the script's text, in base64, as browsers compute it."""
    assert inline_script_hashes("<script>alert(1)</script><script src='x'></script>") == (
        "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
    )


def test_streamlit_run_finds_the_application() -> None:
    """`streamlit run app.py` recognises the application in the text of the file, and not a plain script."""
    assert discover_asgi_app(ROOT / "app.py").is_asgi_app


def test_no_outside_service_is_asked_for_an_address() -> None:
    """Streamlit's question for the machine's public address is answered without a request."""
    build_application()
    assert net_util.get_external_ip() == "0.0.0.0"


def test_the_configuration_is_the_hardened_file_with_address_and_port() -> None:
    """Starting by command uses the shipped file's values, whatever the folder it is started in."""
    options = configuration("127.0.0.1", 8700)
    assert (options["server.address"], options["server.port"]) == ("127.0.0.1", 8700)
    hardened = {
        "client.showErrorDetails": "none",
        "browser.gatherUsageStats": False,
        "server.enableXsrfProtection": True,
        "server.enableCORS": True,
        "server.fileWatcherType": "none",
        "server.enableStaticServing": False,
        "server.maxUploadSize": 5,
        "client.toolbarMode": "minimal",
    }
    assert {name: options[name] for name in hardened} == hardened
