"""A real server on this machine, under the names of publishers that tests invent."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import Any

from alliance.links.fetch import Policy

LOOPBACK = (ip_network("127.0.0.0/8"),)


def feed(*items: str, title: str = "News") -> bytes:
    return f"<rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>".encode()


def item(name: str, words: str = "Words.", day: str = "Fri, 27 Nov 2026 09:00:00 GMT") -> str:
    return (
        f"<item><guid isPermaLink='false'>{name}</guid><title>{name}</title><pubDate>{day}</pubDate>"
        f"<link>http://news.example/{name}</link><description>{words}</description></item>"
    )


class Publishers(BaseHTTPRequestHandler):
    """Answers a path as the test that set it wants."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        answers: dict[str, Callable[[Publishers], None]] = self.server.answers  # type: ignore[attr-defined]
        answers.get(self.path, lambda handler: handler.say(404))(self)

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *args: Any) -> None: ...


class Site:
    """The server, what it answers and what it was asked."""

    def __init__(self, server: Any) -> None:
        self.server = server
        self.port: int = server.server_port

    def at(self, path: str, host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def gives(self, path: str, body: bytes, *, status: int = 200, **headers: str) -> None:
        self.server.answers[path] = lambda handler: handler.say(status, body, **headers)

    def gives_once_named(self, path: str, body: bytes, etag: str) -> None:
        """With an ETag; who comes back with it learns that nothing changed."""

        def answer(handler: Publishers) -> None:
            if handler.headers.get("If-None-Match") == etag:
                handler.say(304, ETag=etag)
            else:
                handler.say(200, body, ETag=etag, Content_Type="application/rss+xml")

        self.server.answers[path] = answer

    def sends_on(self, path: str, to: str, status: int = 302) -> None:
        self.server.answers[path] = lambda handler: handler.say(status, Location=to)

    def hangs(self, path: str, seconds: float) -> None:
        def answer(handler: Publishers) -> None:
            time.sleep(seconds)
            handler.say(200, feed(item("late")))

        self.server.answers[path] = answer

    def bombs(self, path: str) -> None:
        """A packet of a few kilobytes that unpacks to more than is read."""
        self.gives(path, gzip.compress(b"<rss>" + b" " * 20_000_000), Content_Encoding="gzip")

    @property
    def asked(self) -> list[tuple[str, dict[str, str]]]:
        asked: list[tuple[str, dict[str, str]]] = self.server.asked
        return asked

    @property
    def policy(self) -> Policy:
        return Policy(ports=frozenset({self.port}), also=LOOPBACK, resolve=self._resolve)

    def _resolve(self, host: str, port: int) -> Sequence[str]:
        return ["10.1.2.3"] if host.startswith("inside") else ["127.0.0.1"]


@contextmanager
def served() -> Iterator[Site]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Publishers) as made:
        made.daemon_threads = True
        made.asked, made.answers = [], {}  # type: ignore[attr-defined]
        threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
        yield Site(made)
        made.shutdown()
