"""How many ideas may come in an hour, so that a machine cannot fill the list.

Nobody outside is asked, and where an idea came from is not stored: only a keyed digest of the
network address is counted, in this process's memory, and forgotten after an hour.
"""

from __future__ import annotations

import datetime as dt

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from alliance.pages.models import Idea

HOUR = dt.timedelta(hours=1)
FROM_ONE_PLACE = 20
"""A whole authority may share one network address, and a workshop may send many."""
FROM_ONE_PERSON = 5
IN_ALL = 200


def too_many(request: HttpRequest, email: str) -> bool:
    """Whether another one would be too many for now."""
    recent = Idea.objects.filter(sent_at__gt=timezone.now() - HOUR)
    return (
        cache.get(_place(request), 0) >= FROM_ONE_PLACE
        or recent.filter(email__iexact=email).count() >= FROM_ONE_PERSON
        or recent.count() >= IN_ALL
    )


def count(request: HttpRequest) -> None:
    """One more came from here."""
    key = _place(request)
    cache.add(key, 0, timeout=HOUR.total_seconds())
    try:
        cache.incr(key)
    except ValueError:  # it ran out between the two
        cache.set(key, 1, timeout=HOUR.total_seconds())


def _place(request: HttpRequest) -> str:
    digest = salted_hmac("alliance.pages.ideas", request.META.get("REMOTE_ADDR", ""))
    return f"ideas-from-{digest.hexdigest()}"
