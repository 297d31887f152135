"""A real server on this machine, under the names of sites that tests invent."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from socket import EAI_AGAIN, EAI_NONAME, gaierror
from typing import Any

from alliance.library.link_check.look import Asking
from alliance.links.fetch import Policy

LOOPBACK = (ip_network("127.0.0.0/8"),)
HUGE = 1_000_000_000


class Pages(BaseHTTPRequestHandler):
    """What a path begins with says how it is answered; `HEAD` may be answered otherwise."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer(f"head_{self._word()}", self._word())

    def do_GET(self) -> None:
        self._answer(self._word())

    def _word(self) -> str:
        return self.path.strip("/").split("/")[0].split("?")[0]

    def _answer(self, *names: str) -> None:
        asked: list[tuple[str, str, dict[str, str]]] = self.server.asked  # type: ignore[attr-defined]
        asked.append((self.command, self.path, dict(self.headers)))
        for name in names:
            if made := getattr(self, name, None):
                made()
                return
        self.say(int(self._word()) if self._word().isdecimal() else 200)

    def say(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def moved(self) -> None:
        """/moved/301/where/to, and on from there."""
        _, status, *rest = self.path.strip("/").split("/")
        self.say(int(status), Location="/" + "/".join(rest))

    def elsewhere(self) -> None:
        self.say(301, Location=self.path.removeprefix("/elsewhere/"))

    def round(self) -> None:
        self.say(302, Location="/square")

    def square(self) -> None:
        self.say(302, Location="/round")

    def biscuit(self) -> None:
        self.say(302, Location=self.path, Set_Cookie="seen=1")

    def busy(self) -> None:
        self.say(429, Retry_After="7200")

    def shut(self) -> None:
        self.say(503)

    def slow(self) -> None:
        time.sleep(5)

    def huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(HUGE))
        self.end_headers()
        try:
            for _ in range(HUGE // 100_000):
                self.wfile.write(bytes(100_000))
                self.server.sent += 100_000  # type: ignore[attr-defined]
        except OSError:
            pass

    def head_huge(self) -> None:
        self.say(405)

    def head_nohead(self) -> None:
        self.say(501)

    def head_shy(self) -> None:
        self.say(404)

    def head_hangsup(self) -> None:
        self.close_connection = True

    def same(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.say(304)
        else:
            self.say(200, ETag='"v1"', Last_Modified="Fri, 13 Nov 2020 12:00:00 GMT")

    def log_message(self, *args: Any) -> None: ...


class Site:
    """The server, what it was asked, and a way of asking that finds it under any name."""

    def __init__(self, server: Any) -> None:
        self.server = server
        self.port: int = server.server_port
        self.waited: list[float] = []
        self.cut_off = False

    def at(self, path: str, host: str = "pages.example") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def asked(self) -> list[tuple[str, str, dict[str, str]]]:
        asked: list[tuple[str, str, dict[str, str]]] = self.server.asked
        return asked

    @property
    def policy(self) -> Policy:
        return Policy(ports=frozenset({self.port, 443}), also=LOOPBACK, resolve=self._resolve)

    @property
    def asking(self) -> Asking:
        return Asking(policy=self.policy, wait=self.waited.append)

    def _resolve(self, host: str, port: int) -> Sequence[str]:
        if host.startswith("nobody"):
            raise gaierror(EAI_NONAME, "not known")
        if host.startswith("later"):
            raise gaierror(EAI_AGAIN, "try again")
        if self.cut_off:
            raise gaierror(EAI_NONAME, "not known")
        return ["10.1.2.3"] if host.startswith("inside") else ["127.0.0.1"]


@contextmanager
def served() -> Iterator[Any]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as made:
        made.daemon_threads = True
        made.asked, made.sent = [], 0  # type: ignore[attr-defined]
        threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
        yield made
        made.shutdown()
