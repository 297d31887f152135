"""Each site is asked by one worker at a time, and left alone for as long as it wants to be."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from ..models import Link, LinkHost
from .patience import pause_of_site
from .verdict import Answer

HELD_FOR = dt.timedelta(minutes=15)
"""Longer than a batch of one site can take (`check.OF_A_SITE`); a lost worker's site is free then."""


def claim_next() -> LinkHost | None:
    """Take the site whose link has been due for longest; None if no link is due."""
    for _ in range(10):  # another worker may be quicker each time
        link = Link.objects.due().select_related("host").order_by("next_look_at").first()
        if link is None:
            return None
        if claim(link.host):
            return link.host
    return None


def claim(host: LinkHost) -> bool:
    """Take a site, unless another worker has it or it wants to be left alone."""
    now = timezone.now()
    host.held_until = now + HELD_FOR
    free = Q(held_until__isnull=True) | Q(held_until__lte=now)
    open_now = Q(not_before__isnull=True) | Q(not_before__lte=now)
    return bool(
        LinkHost.objects.filter(free, open_now, pk=host.pk).update(held_until=host.held_until)
    )


def let_go(host: LinkHost) -> None:
    """Give a site back, if it is still this worker's."""
    LinkHost.objects.filter(pk=host.pk, held_until=host.held_until).update(held_until=None)


def remember(host: LinkHost, answer: Answer, now: dt.datetime) -> None:
    """That the site answered, and whether it is to be left alone for a while."""
    if answer.status is not None:
        host.answered_at = now
    pause = pause_of_site(answer, now)
    host.not_before = now + pause if pause else None
    host.save(update_fields=["answered_at", "not_before"])


def is_left_alone(host: LinkHost) -> bool:
    return host.not_before is not None and host.not_before > timezone.now()


def answered_last(but: LinkHost) -> LinkHost | None:
    """Another site, the one that answered last."""
    others = LinkHost.objects.filter(answered_at__isnull=False).exclude(pk=but.pk)
    return others.order_by("-answered_at").first()
