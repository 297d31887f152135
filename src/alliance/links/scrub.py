"""Addresses that carry a secret, and secrets by their look: kept out of logs, caches and other
sites' records."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_prefixes: list[str] = []
_pattern = re.compile(r"(?!)")
_secret = re.compile(r"\b(alliance_|whsec_)[A-Za-z0-9+/=_-]{16,}")
"""What programs show us, and what we sign with: known by how they begin, wherever they stand."""


def bears_token(prefix: str) -> None:
    """Say that what follows this path, as `/answer/`, is a secret up to the next slash.

    Called by the app that serves the address, in `AppConfig.ready`.
    """
    global _pattern
    if not re.fullmatch(r"/(?:[^/]+/)+", prefix):
        raise ValueError(f"“{prefix}” is no path of folders, as /answer/ is.")
    if prefix not in _prefixes:
        _prefixes.append(prefix)
    longest_first = sorted(_prefixes, key=len, reverse=True)
    _pattern = re.compile(f"({'|'.join(map(re.escape, longest_first))})[^/\\s?#\"'<>]+")


def scrub(text: str) -> str:
    """The text with the secret of each such address, and each token, replaced by “…”."""
    return _secret.sub(r"\1…", _pattern.sub(r"\1…", text))


class ScrubbingFormatter(logging.Formatter):
    """Scrubs the whole line, so also what a traceback quotes."""

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))


class TokenPagesMiddleware:
    """Answers at such addresses are stored nowhere and not told to anybody.

    The referrer policy is `strict-origin`: the path, which holds the secret, is never sent.
    `no-referrer` would be no safer, and makes browsers post forms with `Origin: null`, which
    Django's protection against forged requests rightly refuses.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _pattern.match(request.path):
            response.headers["Referrer-Policy"] = "strict-origin"
            response.headers["Cache-Control"] = "no-store"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
