"""What is over and kept for a while only: deliveries, keys of programs, ended tokens."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from .models import Delivery, Happening, Repeat
from .tokens import changes as tokens

DELIVERIES_FOR = dt.timedelta(days=30)
KEYS_FOR = dt.timedelta(days=7)
TOKENS_FOR = dt.timedelta(days=90)


@job(title="Forget what programs were told and said")
def forget(progress: Progress) -> str:
    """Deliveries after thirty days, keys after seven, tokens ninety days after their end."""
    now = timezone.now()
    told, _ = Happening.objects.filter(at__lt=now - DELIVERIES_FOR).delete()
    tests, _ = Delivery.objects.filter(created_at__lt=now - DELIVERIES_FOR).delete()
    Repeat.objects.filter(created_at__lt=now - KEYS_FOR).delete()
    tokens.forget(now - TOKENS_FOR)
    return f"{told + tests} rows were forgotten."
