"""The site shut for a while: every address answers with one page that says so.

It is shut as long as the data folder holds a file named `maintenance`, which `alliance upgrade`
makes and takes away, and anybody who looks after the machine may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

FLAG = "maintenance"
RETRY_AFTER = 120
"""Seconds after which a browser or a crawler may ask again."""


@contextmanager
def shut(data: Path) -> Iterator[None]:
    """Shut the site for as long as the work inside takes, however it ends."""
    flag = data / FLAG
    flag.touch()
    try:
        yield
    finally:
        flag.unlink(missing_ok=True)


class MaintenanceMiddleware:
    """Needs no database: that is what may be in pieces. Styles and scripts come all the same."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.flag = settings.DATA / FLAG

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self.flag.exists():
            return self.get_response(request)
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        response["Cache-Control"] = "no-store"
        return response
