"""One look at one source: held by one worker, asked outside a transaction, kept inside one."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from alliance.links.fetch import Policy

from ..models import Fetch, Source
from .ask import ask
from .keep import keep

HELD_FOR = dt.timedelta(minutes=4)
"""Longer than a look can take; a lost worker's source is free then."""


def claim(pk: int, *, only_due: bool = True) -> Source | None:
    """Take a source, unless another worker has it, it is switched off, or it is not its time."""
    now = timezone.now()
    free = Q(held_until__isnull=True) | Q(held_until__lte=now)
    wanted = Source.objects.filter(free, pk=pk, is_on=True)
    if only_due:
        wanted = wanted.filter(next_at__lte=now)
    if not wanted.update(held_until=now + HELD_FOR):
        return None
    found: Source = Source.objects.get(pk=pk)
    return found if found.held_until == now + HELD_FOR else None


def look(source: Source, *, policy: Policy | None = None) -> Fetch | None:
    """Ask a source that this worker has claimed, and keep what came."""
    at = timezone.now()
    answer = ask(source, policy=policy)
    return keep(source, answer, at=at, took=timezone.now() - at)
