"""Mail providers on this machine, that answer as the published descriptions of their APIs say."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import Any

import jwt

from alliance.links.fetch import Policy

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
BROKEN = -1
"""Instead of a status: the connection ends without an answer."""


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Provider:
    """What was asked, and what is answered from now on."""

    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    answers: list[tuple[int, Any]] = field(default_factory=list)
    """Given one after the other, before the usual one."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def policy(self) -> Policy:
        """Lets the fetcher come here."""
        return Policy(ports=frozenset({self.port}), also=(ip_network("127.0.0.0/8"),))

    def usual(self, asked: Asked) -> tuple[int, Any]:
        raise NotImplementedError


class Postmark(Provider):
    """postmarkapp.com/developer/api/email-api."""

    def usual(self, asked: Asked) -> tuple[int, Any]:
        if asked.headers.get("x-postmark-server-token") != "token":
            return 401, {"ErrorCode": 10, "Message": "Bad or missing Server API token."}
        said = asked.json
        return 200, {
            "To": said["To"],
            "SubmittedAt": "2026-11-30T09:00:00Z",
            "MessageID": "0a129aee-e1cd-480d-b08d-4f48548ff48d",
            "ErrorCode": 0,
            "Message": "OK",
        }


class Notify(Provider):
    """docs.notifications.service.gov.uk/rest-api.html, with what it checks of who asks."""

    template: dict[str, Any] = {
        "id": TEMPLATE,
        "name": "Bulletin",
        "type": "email",
        "version": 3,
        "subject": "((subject))",
        "body": "((body))",
    }

    def usual(self, asked: Asked) -> tuple[int, Any]:
        if said := _not_let_in(asked):
            return 403, {"status_code": 403, "errors": [{"error": "AuthError", "message": said}]}
        if asked.method == "GET":
            if asked.path == f"/v2/template/{TEMPLATE}":
                return 200, self.template
            return 404, error("NoResultFound", "No result found")
        said = asked.json
        if "@" not in said.get("email_address", ""):
            return 400, error("ValidationError", "email_address is not a valid email address")
        if set(said["personalisation"]) != {"subject", "body"}:
            return 400, error("BadRequestError", "Missing personalisation")
        if not said.get("one_click_unsubscribe_url", "https://").startswith("https://"):
            return 400, error(
                "ValidationError", "one_click_unsubscribe_url is not a valid https url"
            )
        return 201, {
            "id": "740e5834-3a29-46b4-9a6f-16142fde533a",
            "reference": said["reference"],
            "content": {**said["personalisation"], "from_email": "alliance@notify.example"},
            "uri": "https://api.notifications.service.gov.uk/v2/notifications/740e5834",
            "template": {"id": TEMPLATE, "version": 3, "uri": "https://…"},
        }


def error(kind: str, message: str) -> dict[str, Any]:
    return {"status_code": 400, "errors": [{"error": kind, "message": message}]}


def _not_let_in(asked: Asked) -> str:
    scheme, _, token = asked.headers.get("authorization", "").partition(" ")
    if scheme != "Bearer":
        return "Unauthorized: authentication bearer scheme must be used"
    try:
        claims = jwt.decode(
            token, SECRET, algorithms=["HS256"], options={"require": ["iss", "iat"]}
        )
    except jwt.InvalidTokenError:
        return "Invalid token: API key not found"
    return "" if claims["iss"] == SERVICE else "Invalid token: service not found"


@contextmanager
def listening(provider: Provider) -> Iterator[Provider]:
    """The provider, answering on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            asked = Asked(
                self.command,
                self.path,
                {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(length),
            )
            provider.asked.append(asked)
            status, body = provider.answers.pop(0) if provider.answers else provider.usual(asked)
            if status == BROKEN:
                self.close_connection = True
                return
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = _answer  # noqa: N815

        def log_message(self, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
