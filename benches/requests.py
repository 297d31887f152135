"""Requests to a WSGI application without a server, and the processor time that they take."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from io import BytesIO
from typing import Any

REPEATED = 30
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(application: Any, address: str, **headers: str) -> Answer:
    """The answer of an application to a GET of this address."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http", "wsgi.version": (1, 0), "wsgi.multithread": False,
        "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    said: list[Any] = []
    answer = application(environ, lambda status, pairs, fault=None: said.extend([status, pairs]))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return Answer(int(said[0][:3]), dict(said[1]), body)


def milliseconds(application: Any, address: str, before: Any = None) -> float:
    """Processor milliseconds a request, the best of several rounds.

    `before` is called ahead of each request, and not counted.
    """
    best = float("inf")
    for _ in range(ROUNDS):
        spent = 0.0
        for _ in range(REPEATED):
            if before:
                before()
            start = time.process_time()
            ask(application, address)
            spent += time.process_time() - start
        best = min(best, spent)
    return 1000 * best / REPEATED
