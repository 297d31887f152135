"""Pages and bulletins that go up or come down at a time set by their editor."""

from __future__ import annotations

from django.core.management import call_command

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress


@job(title="Publish what is due")
def publish_what_is_due(progress: Progress) -> None:
    """What Wagtail's own command does; run twice, the second finds nothing."""
    call_command("publish_scheduled", verbosity=0)
