"""Stand-in until part A1 is merged: hands over nothing."""

from __future__ import annotations

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress


@job(title="Send bulletins")
def send_copies(progress: Progress) -> str:
    return "Nothing was sent."
