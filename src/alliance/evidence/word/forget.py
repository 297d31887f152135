"""Who sent a form, and what their mail said, is forgotten thirty days after it was settled."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from ..models import WordForm

KEPT_FOR = dt.timedelta(days=30)


@job(title="Forget who sent forms")
def forget_senders(progress: Progress) -> str:
    """Erase letters and names of files of forms that were taken or turned away."""
    old = WordForm.objects.filter(settled_at__lt=timezone.now() - KEPT_FOR, erased_at__isnull=True)
    count = old.update(letter=b"", name="", erased_at=timezone.now())
    return f"{count} were erased."
