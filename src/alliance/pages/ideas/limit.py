"""How many ideas may come in an hour: from one place, from one person, in all."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

from alliance.evidence.models import Submission
from alliance.ui.one_place import one_more_from_here, sent_from_here

HOUR = dt.timedelta(hours=1)
FROM_ONE_PLACE = 20
"""A whole authority may share one network address, and a workshop may send many."""
FROM_ONE_PERSON = 5
IN_ALL = 200


def too_many(request: HttpRequest, email: str) -> bool:
    """Whether another one would be too many for now."""
    recent = Submission.objects.filter(sent_at__gt=timezone.now() - HOUR)
    return (
        sent_from_here(request, "ideas") >= FROM_ONE_PLACE
        or recent.filter(email__iexact=email).count() >= FROM_ONE_PERSON
        or recent.count() >= IN_ALL
    )


def count(request: HttpRequest) -> None:
    """One more came from here."""
    one_more_from_here(request, "ideas")
