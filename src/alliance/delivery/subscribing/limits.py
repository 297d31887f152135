"""How many mails the public forms set off: to one address, and from one place."""

from __future__ import annotations

import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils import timezone

from alliance.links.models import SignedLink
from alliance.ui.one_place import one_more_from_here, sent_from_here

from ..models import Subscriber

A_DAY = dt.timedelta(days=1)
MOST_A_DAY = 3
"""Of one kind to one address: a form that anybody may send is no way to fill a mailbox."""
FROM_ONE_PLACE = 30
"""Forms an hour: a whole authority may share one network address."""
WHAT = "subscribing"


def had_enough(subscriber: Subscriber, purpose: str) -> bool:
    """Whether no further link of this purpose is mailed to them today."""
    sent = SignedLink.objects.filter(
        purpose=purpose,
        content_type=ContentType.objects.get_for_model(Subscriber),
        object_id=str(subscriber.pk),
        created_at__gt=timezone.now() - A_DAY,
    )
    return sent.count() >= MOST_A_DAY


def too_many(request: HttpRequest) -> bool:
    return sent_from_here(request, WHAT) >= FROM_ONE_PLACE


def count(request: HttpRequest) -> None:
    """One more form came from here."""
    one_more_from_here(request, WHAT)
