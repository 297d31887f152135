"""Messages are forgotten: first what they say, then that they were."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from .models import Message

CONTENT_KEPT_FOR = dt.timedelta(days=30)
MESSAGE_KEPT_FOR = dt.timedelta(days=180)


@job(title="Forget old messages")
def forget_messages(progress: Progress) -> str:
    """Erase what was said thirty days ago, remove what was sent half a year ago."""
    now = timezone.now()
    settled = Message.objects.settled()
    erased = settled.filter(created_at__lt=now - CONTENT_KEPT_FOR, erased_at__isnull=True).update(
        content=b"", erased_at=now
    )
    removed, _ = settled.filter(created_at__lt=now - MESSAGE_KEPT_FOR).delete()
    return f"{erased} were erased, {removed} removed."
