"""What replies say is forgotten: thirty days after it was settled what becomes of them."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from ..models import Reply

KEPT_FOR = dt.timedelta(days=30)


@job(title="Forget what replies said")
def forget_replies(progress: Progress) -> str:
    """Erase words and sender of what was recorded or set aside; what waits is kept."""
    old = Reply.objects.filter(settled_at__lt=timezone.now() - KEPT_FOR, erased_at__isnull=True)
    count = old.update(content=b"", person=None, erased_at=timezone.now())
    return f"{count} were erased."
