"""Starts the pages: checks the port, hands Streamlit the hardened configuration, says where to look."""

import os
import socket
import sys
import tomllib
import webbrowser
from collections.abc import Callable
from threading import Thread
from time import sleep
from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from catalog.domain.errors import Unavailable
from catalog.settings import Settings, streamlit_config

_WAIT_S: Final = 0.1
_ATTEMPTS: Final = 300
_EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104  # compared with; the command line says where to listen
_LAST_PORT: Final = 65_535


def require_free_port(address: str, port: int) -> None:
    """Make sure that the server can listen there.

    Raises:
        Unavailable: the port is taken, or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise Unavailable(
                f"Port {port} on {address} cannot be used ({error.strerror}). Another program may be using it; "
                f"choose another one, for example: catalog serve --port {_other(port)}"
            ) from error


def _other(port: int) -> int:
    return port + 1 if port < _LAST_PORT else 8501


def configuration(address: str, port: int) -> dict[str, Any]:
    """Return Streamlit's options by dotted name: the shipped file, with this address and port."""
    shipped = tomllib.loads(streamlit_config().read_text(encoding="utf-8"))
    options = _dotted("", shipped)
    host = "localhost" if address in ("127.0.0.1", "::1") else address
    return options | {
        "server.address": address,
        "server.port": port,
        "server.headless": True,
        "browser.serverAddress": host,
        "server.allowedHosts": allowed_hosts(address, Settings().public_url),
        "logger.hideWelcomeMessage": True,  # the ready line is ours
    }


def allowed_hosts(address: str, public_url: str) -> list[str]:
    """Return the host names under which the pages may be asked for; none listed means any.

    A name of somebody else that is made to point at this machine (DNS rebinding) is refused. When the server listens
    on every address and no public one is set, its names cannot be known.
    """
    public = urlsplit(public_url).hostname
    if address in _EVERYWHERE and not public:
        return []
    return [name for name in ("localhost", "127.0.0.1", "::1", address, public) if name]


def _dotted(prefix: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        return {prefix: value}
    found: dict[str, Any] = {}
    for key, inner in value.items():
        found |= _dotted(f"{prefix}.{key}" if prefix else key, inner)
    return found


def serve(address: str, port: int, *, browser: bool, say: Callable[[str], None]) -> None:
    """Serve the pages until the process is stopped; `say` prints a line when they can be opened.

    Raises:
        Unavailable: the port is taken.
    """
    require_free_port(address, port)
    shown = f"[{address}]" if ":" in address else address
    Thread(target=_announce, args=(f"http://{shown}:{port}", browser, say), daemon=True).start()
    from catalog.web.application import build_application  # noqa: PLC0415  # Streamlit takes a second to import

    # Streamlit resolves its launcher from argv, and the console script is not a page.
    sys.argv = ["-c"]
    build_application().run(config=configuration(address, port))


def _announce(url: str, browser: bool, say: Callable[[str], None]) -> None:
    for _ in range(_ATTEMPTS):
        try:
            with urlopen(f"{url}/_stcore/health", timeout=1):  # noqa: S310  # our own http address
                break
        except (URLError, OSError):
            sleep(_WAIT_S)
    else:
        return
    say(f"The catalogue is ready at {url}  (stop it with Ctrl+C)")
    if browser and _has_screen():
        webbrowser.open(url)


def _has_screen() -> bool:
    """Tell whether a browser has somewhere to open; without a screen Python might start one in the terminal."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
