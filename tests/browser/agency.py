"""An agency's sign-in service on loopback: OpenID Connect with discovery, code flow, PKCE and signed identity tokens.

It asks nothing: whoever comes is `person`. Everything else is checked as a real service does.
"""

import base64
import hashlib
import json
import secrets
import time
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "catalogue", "a secret between the two"


class Agency:
    """The service: `issuer` is its address, `person` who signs in next, `token_changes` what a token says wrongly."""

    def __init__(self, port: int, redirect_uri: str) -> None:
        """Make a key; nothing is served yet."""
        self.issuer = f"http://127.0.0.1:{port}"
        self.person = "4711"
        self.token_changes: dict[str, Any] = {}
        self._redirect_uri = redirect_uri
        self._key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self._codes: dict[str, dict[str, str]] = {}
        config = uvicorn.Config(self._application(), port=port, log_level="error", lifespan="off")
        self._server = uvicorn.Server(config)

    def start(self) -> None:
        """Serve in a thread."""
        self._thread = Thread(target=self._server.run, daemon=True)
        self._thread.start()
        end = time.monotonic() + 20
        while not self._server.started and time.monotonic() < end:
            time.sleep(0.05)
        assert self._server.started

    def stop(self) -> None:
        """Stop serving."""
        self._server.should_exit = True
        self._thread.join(10)

    def _application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._discovery),
                Route("/keys", self._keys),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
            ]
        )

    async def _discovery(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def _keys(self, _request: Request) -> Response:
        return JSONResponse({"keys": [self._key.as_dict(private=False)]})

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        known = asked.get("client_id") == CLIENT and asked.get("redirect_uri") == self._redirect_uri
        if not (
            known and asked.get("response_type") == "code" and asked.get("code_challenge_method") == "S256"
        ):
            return Response("unknown client", 400)
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        query = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{self._redirect_uri}?{query}", 302)

    async def _token(self, request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        asked = self._codes.pop(form.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        right_client = request.headers.get("authorization") == f"Basic {basic}"
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or not right_client or challenge != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse(
            {"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": self._identity(asked)}
        )

    def _identity(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": self.person,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "email": "root.admin@agency.example",
            "email_verified": True,
        }
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims | self.token_changes, self._key)


def secrets_file(agency: Agency, redirect_uri: str) -> str:
    """Return the text of Streamlit's secrets that make the agency's service the one to sign in at."""
    values = {
        "redirect_uri": redirect_uri,
        "cookie_secret": secrets.token_hex(32),
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": f"{agency.issuer}/.well-known/openid-configuration",
    }
    lines = (f"{name} = {json.dumps(value)}" for name, value in values.items())
    return "\n".join(("[auth]", *lines, ""))
