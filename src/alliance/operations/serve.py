"""`alliance serve`: the site of a real alliance, behind a proxy that speaks TLS."""

from __future__ import annotations

import os
import sys

from alliance.refusals import Refusal

from . import schema
from .installation import SETTINGS, refuse_taken_port
from .processes import Crew

PATIENCE = 20.0
"""Seconds for the worker to bring what it does to an end; another takes up what is left."""


def run(*, host: str, port: int, workers: int, with_worker: bool) -> int:
    """Serve until told to stop. `workers` web processes, and one for background work."""
    from alliance.config.settings.environment import ENVIRONMENT

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if workers > 1 and not ENVIRONMENT.database_url:
        raise Refusal(
            "Several web processes need PostgreSQL: SQLite lets one write at a time. Leave "
            "--workers out, or see “PostgreSQL” in docs/operating.md."
        )
    refuse_taken_port(host, port, command="alliance serve")
    if not schema.is_current():
        raise Refusal(
            "The database is not laid out as this release expects, or cannot be reached. "
            "Run “alliance upgrade”, or “alliance doctor” to see what is wrong."
        )
    with Crew(patience=PATIENCE) as crew:
        crew.start("alliance.operations.web", host, str(port), str(workers))
        if with_worker:
            crew.start("alliance.operations.worker", is_helper=True)
        print(f"Listening on {host}, port {port}. Stop with Ctrl-C.", file=sys.stderr)
        return crew.wait()
    return 0
