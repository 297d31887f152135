"""How many may ask to be rung in an hour: from one place, at one number, in all."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

from alliance.ui.one_place import one_more_from_here, sent_from_here

from ..models import RingBack

HOUR = dt.timedelta(hours=1)
FROM_ONE_PLACE = 20
"""A whole authority may share one network address."""
AT_ONE_NUMBER = 10
"""And one switchboard."""
IN_ALL = 100


def too_many(request: HttpRequest, phone: str) -> bool:
    """Whether another one would be too many for now."""
    recent = RingBack.objects.filter(asked_at__gt=timezone.now() - HOUR)
    return (
        sent_from_here(request, "ring-backs") >= FROM_ONE_PLACE
        or recent.filter(phone=phone).count() >= AT_ONE_NUMBER
        or recent.count() >= IN_ALL
    )


def count(request: HttpRequest) -> None:
    """One more came from here."""
    one_more_from_here(request, "ring-backs")
