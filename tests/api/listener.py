"""A program that listens on this machine, for tests of webhooks; it checks signatures by itself."""

from __future__ import annotations

import base64
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def is_genuine(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """As the specification of Standard Webhooks tells a receiver to check; shares no code with ours."""
    key = base64.b64decode(secret.split("_", 1)[1])
    content = b".".join(
        [headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body]
    )
    expected = base64.b64encode(hmac.digest(key, content, "sha256")).decode()
    given = [each.split(",", 1) for each in headers["webhook-signature"].split(" ")]
    return any(
        version == "v1" and hmac.compare_digest(expected, signature) for version, signature in given
    )


@dataclass
class Taken:
    """One request that came."""

    headers: dict[str, str]
    body: bytes


@dataclass
class Listener:
    """What it answers, one after the other (the last goes on), and all that came."""

    url: str = ""
    answers: list[int] = field(default_factory=lambda: [200])
    location: str = ""
    waits: threading.Event | None = None
    taken: list[Taken] = field(default_factory=list)

    def next_answer(self) -> int:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def listening() -> Iterator[Listener]:
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            listener.taken.append(Taken(headers, body))
            if listener.waits is not None:
                listener.waits.wait(20)
            self.send_response(listener.next_answer())
            if listener.location:
                self.send_header("Location", listener.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.url = f"http://127.0.0.1:{server.server_port}/alliance"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()
