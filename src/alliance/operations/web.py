"""The web server process: `python -m alliance.operations.web HOST PORT PROCESSES`."""

from __future__ import annotations

import sys
from typing import Any

from .processes import leave_with_parent

THREADS = 4
"""Requests worked on at once by one process. Each holds a database connection; more threads
than this only wait for each other."""

STOP_SECONDS = 3


def serve(host: str, port: int, processes: int) -> None:
    """Answer requests until told to stop."""
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    leave_with_parent()
    Server(
        "alliance.operations.web:make_application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=processes,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        # Without it a request that never ends keeps the server from stopping.
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
    ).serve()


def make_application() -> Any:
    """What each process of the server calls for a request."""
    leave_with_parent()
    from django.urls import get_resolver
    from granian.utils.proxies import wrap_wsgi_with_proxy_headers

    from alliance.config.settings.environment import ENVIRONMENT
    from alliance.config.wsgi import application

    _ = get_resolver().url_patterns  # read now, not when the first reader waits
    if ENVIRONMENT.secure:
        # The proxy in front says who asks; believed from this machine and the named ones only.
        return wrap_wsgi_with_proxy_headers(application, ["127.0.0.1", *ENVIRONMENT.proxies])
    return application


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
