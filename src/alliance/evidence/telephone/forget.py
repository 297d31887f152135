"""Ring-backs are forgotten: ninety days after what came of them was written down."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from ..models import RingBack
from ..refusal import CannotBeDone
from .changes import erase

KEPT_FOR = dt.timedelta(days=90)
WHY = f"settled {KEPT_FOR.days} days ago"


@job(title="Forget who was rung")
def forget_ring_backs(progress: Progress) -> str:
    """Erase names, numbers and notes of settled ring-backs; each in a transaction of its own."""
    old = RingBack.objects.filter(settled_at__lt=timezone.now() - KEPT_FOR, erased_at__isnull=True)
    count = 0
    for row in list(old):
        try:
            erase(row, by=None, reason=WHY)
        except CannotBeDone:  # somebody did so meanwhile
            continue
        count += 1
    return f"{count} were erased."
