"""The clock's part in publishing."""

from __future__ import annotations

from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from .publishing import publish_due


@job(title="Publish what is scheduled")
def publish_scheduled(progress: Progress) -> str:
    """Publish the bulletins whose time has come; safe to run twice: each goes out once."""
    out = publish_due(timezone.now())
    return (
        f"Published: {', '.join(f'Update {number}' for number in out)}." if out else "None is due."
    )
