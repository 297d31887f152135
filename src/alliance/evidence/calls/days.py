"""The days of a call as people say them: a last day that counts whole, or a time on it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from alliance.actions.when import By

DAY = dt.timedelta(days=1)


def opening_on(day: dt.date, at: dt.time | None = None) -> dt.datetime:
    """The first moment of a day, or a time on it."""
    return timezone.make_aware(dt.datetime.combine(day, at or dt.time()))


def closing_on(day: dt.date, at: dt.time | None = None) -> dt.datetime:
    """The first moment that is too late, where this is the last day, or a time on it the end."""
    return opening_on(day, at) if at else opening_on(day + DAY)


def last_of(closes_at: dt.datetime) -> By:
    """The last day, with its time where it does not count whole."""
    local = timezone.localtime(closes_at)
    if local.time() == dt.time():
        return By(local.date() - DAY)
    return By(local.date(), local.time())


def first_of(opens_at: dt.datetime) -> By:
    """The first day, with its time where it does not count whole."""
    local = timezone.localtime(opens_at)
    return By(local.date(), None if local.time() == dt.time() else local.time())


def days_left(closes_at: dt.datetime, now: dt.datetime) -> int:
    """How many days there are still to answer on, today included; 0 once it has closed."""
    if now >= closes_at:
        return 0
    return (last_of(closes_at).on - timezone.localdate(now)).days + 1
