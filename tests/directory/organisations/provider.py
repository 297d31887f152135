"""An OpenID Connect provider that really runs, on this machine: Authlib's, by other hands than ours.

It asks for a nonce and for PKCE, signs with a key of its own, and shows a form in which whoever
comes says who they are. A test may make it lie: `lies` changes what its ID tokens say.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import BaseWSGIServer, make_server

CLIENT_ID, CLIENT_SECRET = "alliance", "a secret of both"
KEY = RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256", "use": "sig"})
FORM = """<!doctype html><html lang="en"><title>Kent staff</title><h1>Kent staff</h1>
<form method="post"><label>Staff number <input name="sub"></label><button>Sign in</button>
<button name="refuse" value="yes">Not now</button></form></html>"""


@dataclass
class Staff:
    """Somebody of the organisation, and what it says of them."""

    sub: str
    claims: dict[str, Any]

    def get_user_id(self) -> str:
        return self.sub


@dataclass
class Client:
    """Our site, as the organisation knows it."""

    redirect_uris: set[str] = field(default_factory=set)
    client_id: str = CLIENT_ID

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str | None:
        return None

    def get_allowed_scope(self, scope: str) -> str:
        return " ".join(sorted({"openid", "email", "profile"} & set(scope.split())))

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        return secrets.compare_digest(client_secret, CLIENT_SECRET)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in {"client_secret_basic", "client_secret_post"}

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"

    id_token_signed_response_alg = "RS256"


@dataclass
class Code:
    """What an authorisation code stands for, until it is exchanged."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str | None
    code_challenge: str | None
    code_challenge_method: str | None
    sub: str
    at: float = field(default_factory=time.time)

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(self.at)

    def get_acr(self) -> str | None:
        return None

    def get_amr(self) -> list[str] | None:
        return ["pwd", "mfa"]


class Provider:
    """The organisation's sign-in, running."""

    def __init__(self, server: BaseWSGIServer, app: Flask) -> None:
        self.server = server
        self.issuer = f"http://127.0.0.1:{server.port}"
        self.staff: dict[str, Staff] = {}
        self.client = Client()
        self.codes: dict[str, Code] = {}
        self.tokens: dict[str, str] = {}
        self.nonces: set[str] = set()
        self.key = self.published = KEY
        self.lies: dict[str, Any] = {}
        self.only_in_userinfo: set[str] = set()
        self.metadata: dict[str, Any] = {}
        self.userinfo_lies: dict[str, Any] = {}
        self.asked: list[dict[str, str]] = []
        """What came with each request to sign somebody in."""
        self._serve(app)

    def knows(self, sub: str, email: str, **claims: Any) -> None:
        said = {"email": email, "email_verified": True, "name": "Somebody"} | claims
        self.staff[sub] = Staff(sub, said)

    def _serve(self, app: Flask) -> None:
        provider = self
        server = AuthorizationServer()

        class CodeGrant(AuthorizationCodeGrant):
            TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]

            def save_authorization_code(self, code: str, request: Any) -> None:
                said = request.payload.data
                provider.nonces.add(said.get("nonce", ""))
                provider.codes[code] = Code(
                    code=code,
                    redirect_uri=request.payload.redirect_uri,
                    scope=request.payload.scope,
                    nonce=said.get("nonce"),
                    code_challenge=said.get("code_challenge"),
                    code_challenge_method=said.get("code_challenge_method"),
                    sub=request.user.sub,
                )

            def query_authorization_code(self, code: str, client: Client) -> Code | None:
                return provider.codes.get(code)

            def delete_authorization_code(self, authorization_code: Code) -> None:
                del provider.codes[authorization_code.code]

            def authenticate_user(self, authorization_code: Code) -> Staff | None:
                return provider.staff.get(authorization_code.sub)

        class IdToken(OpenIDCode):
            def exists_nonce(self, nonce: str, request: Any) -> bool:
                return nonce in provider.nonces

            def resolve_client_private_key(self, client: Client) -> Any:
                return provider.key

            def get_client_claims(self, client: Client) -> dict[str, Any]:
                return {"iss": provider.issuer, "aud": [client.client_id]}

            def generate_user_info(self, user: Staff, scope: str) -> dict[str, Any]:
                said = {"sub": user.sub} | user.claims
                return {
                    name: value
                    for name, value in said.items()
                    if name not in provider.only_in_userinfo and value is not None
                }

            def get_encode_header(self, client: Client) -> dict[str, str]:
                return {"alg": "RS256", "kid": "one"}

            def encode_id_token(self, token: dict[str, Any], request: Any) -> str:
                honest: str = super().encode_id_token(token, request)
                if not provider.lies:
                    return honest
                claims = jwt.decode(honest, provider.key).claims | provider.lies
                said = {name: value for name, value in claims.items() if value is not None}
                return jwt.encode(self.get_encode_header(request.client), said, provider.key)

        server.init_app(
            app,
            query_client=lambda client_id: provider.client if client_id == CLIENT_ID else None,
            save_token=lambda token, request: provider.tokens.update(
                {token["access_token"]: request.user.sub}
            ),
        )
        server.register_grant(CodeGrant, [IdToken(require_nonce=True), CodeChallenge()])

        @app.get("/.well-known/openid-configuration")
        def description() -> Any:
            return jsonify(
                {
                    "issuer": provider.issuer,
                    "authorization_endpoint": f"{provider.issuer}/authorize",
                    "token_endpoint": f"{provider.issuer}/token",
                    "userinfo_endpoint": f"{provider.issuer}/userinfo",
                    "jwks_uri": f"{provider.issuer}/keys",
                    "response_types_supported": ["code"],
                    "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
                | provider.metadata
            )

        @app.get("/keys")
        def keys() -> Any:
            return jsonify({"keys": [provider.published.as_dict(private=False)]})

        @app.route("/authorize", methods=["GET", "POST"])
        def authorize() -> Any:
            provider.asked.append(dict(request.args))
            somebody = provider.staff.get(request.form.get("sub", ""))
            grant = server.get_consent_grant(end_user=somebody)
            if request.method == "GET":
                return FORM
            if request.form.get("refuse"):
                somebody = None
            return server.create_authorization_response(grant=grant, grant_user=somebody)

        @app.post("/token")
        def token() -> Any:
            return server.create_token_response()

        @app.get("/userinfo")
        def userinfo() -> Any:
            bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
            somebody = provider.staff[provider.tokens[bearer]]
            return jsonify({"sub": somebody.sub} | somebody.claims | provider.userinfo_lies)


@contextmanager
def running() -> Iterator[Provider]:
    """A provider on a port of this machine, stopped at the end."""
    app = Flask(__name__)
    app.config["OAUTH2_TOKEN_EXPIRES_IN"] = {"authorization_code": 300}
    server = make_server("127.0.0.1", 0, app, threaded=True)
    provider = Provider(server, app)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
