"""Security headers on every response.

The pages load nothing from elsewhere, so the policy names only this host. Streamlit's page has one inline script
and our frame of it one more; their hashes are computed from the pages as they are sent, so that an upgrade cannot
silently widen the policy. All other scripts are files of this host.
"""

import base64
import hashlib
import re
from functools import cache
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from catalog.web.shell import shell, streamlit_page

_INLINE_SCRIPT: Final = re.compile(r"<script>([^<]*)</script>")


def inline_script_hashes(page: str) -> tuple[str, ...]:
    """Return the CSP hashes of the inline scripts of an HTML page."""
    digests = (hashlib.sha256(match.encode("utf-8")).digest() for match in _INLINE_SCRIPT.findall(page))
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


@cache
def content_security_policy() -> str:
    """Return the policy for every page: this host only, no plug-ins, no frames around it."""
    hashes = dict.fromkeys((*inline_script_hashes(streamlit_page()), *inline_script_hashes(shell())))
    scripts = " ".join(("'self'", *hashes))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",  # Streamlit sets its styles at run time
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


@cache
def security_headers() -> tuple[tuple[str, str], ...]:
    """Return the headers that every response carries."""
    return (
        ("Content-Security-Policy", content_security_policy()),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    )


class SecurityHeaders:
    """ASGI middleware that adds the headers to every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers when the response starts."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in security_headers():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, with_headers)
