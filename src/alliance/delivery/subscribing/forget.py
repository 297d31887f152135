"""What is kept of subscribers goes by the clock (decision 63).

Names and addresses go first, what was sent to how many last; each number has its reason here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from ..lists.waiting import WAITS, drop
from ..models import (
    ENDED,
    HELD,
    Copy,
    Mailing,
    Return,
    Standing,
    Subscriber,
    SubscriberList,
    Suppression,
    Why,
)
from .erase import ASKED, EMPTY, empty, empty_copies

UNCONFIRMED = dt.timedelta(days=14)
"""Twice as long as the link to confirm works; somebody else may have typed the address."""
LEFT = dt.timedelta(days=30)
"""Long enough to come back by mistake’s correction, or to ask why mail stopped."""
RECIPIENTS = dt.timedelta(days=90)
"""A quarter, in which “did it reach me?” is asked and late bounces come."""
COPIES = dt.timedelta(days=396)
"""Thirteen months: a year’s figures can be set beside those of the year before."""
RETURNS = dt.timedelta(days=90)
"""What servers say names people; the kind and the code stay."""
STOPPED_LEFT = dt.timedelta(days=30)
"""As long as a subscriber who left."""
STOPPED = dt.timedelta(days=90)
"""Of somebody who is no subscriber: in which an address that bounces may be mended."""
AT_ONCE = 2000
"""Rows in one change: nobody else waits long."""


@job(title="Forget subscribers and recipients")
def forget_subscribers(progress: Progress) -> str:
    """Each of the rules, every night; safe to run again."""
    now = timezone.now()
    done = {
        "unconfirmed removed": _remove_unconfirmed(now),
        "of those who left erased": _erase_left(now),
        "late copies emptied": _empty_late_copies(),
        "recipients emptied": _empty_copies(now),
        "copies removed": _remove_copies(now),
        "bounces emptied": _empty_returns(now),
        "lists dropped": _drop_lists(now),
        "stopped addresses emptied": _empty_suppressions(now),
    }
    return ", ".join(f"{count} {what}" for what, count in done.items()) + "."


def _remove_unconfirmed(now: dt.datetime) -> int:
    """They asked once and never confirmed; perhaps it was not they who asked."""
    waiting = Subscriber.objects.filter(standing=Standing.WAITING, created_at__lt=now - UNCONFIRMED)
    count = 0
    for subscriber in waiting.iterator():
        count += _remove_one(subscriber.pk)
    return count


@transaction.atomic
def _remove_one(pk: int) -> int:
    """Unless they confirm in this very moment."""
    still = Subscriber.objects.select_for_update().filter(pk=pk, standing=Standing.WAITING)
    return 1 if still.delete()[0] else 0


def _erase_left(now: dt.datetime) -> int:
    left = Subscriber.objects.filter(standing=Standing.LEFT, left_at__lt=now - LEFT)
    count = 0
    for subscriber in left.iterator():
        empty(subscriber, why=Why.LEFT, by=None, reason="Left a month ago.")
        count += 1
    return count


def _empty_copies(now: dt.datetime) -> int:
    """Of each mailing that ended so long ago: first its totals for good, then who got it."""
    said = ~Q(recipient="") | ~Q(name="") | ~Q(domain="") | ~Q(provider_id="") | ~Q(why="")
    over = Mailing.objects.filter(
        Exists(Copy.objects.filter(said, mailing=OuterRef("pk"))),
        state__in=ENDED,
        ended_at__lt=now - RECIPIENTS,
    )
    count = 0
    for mailing in over:
        freeze_totals(mailing)
        for some in _batches(Copy.objects.filter(said, mailing=mailing)):
            count += some.update(**EMPTY)
    return count


def _empty_late_copies() -> int:
    """Of those who were erased in the very moment in which a mailing was being written to them."""
    late = Copy.objects.filter(subscriber__standing=Standing.ERASED).exclude(recipient="")
    found = list(late.values_list("pk", flat=True))
    for start in range(0, len(found), 500):
        empty_copies(Copy.objects.filter(pk__in=found[start : start + 500]), why=ASKED)
    return len(found)


def freeze_totals(mailing: Mailing) -> None:
    """Copies by state as they stand, for the time when there are none: late bounces are in it."""
    states = Copy.objects.filter(mailing=mailing).order_by().values_list("state")
    if counted := dict(states.annotate(count=Count("pk"))):
        mailing.totals = {**mailing.totals, **counted}
        mailing.save(update_fields=["totals"])


def _remove_copies(now: dt.datetime) -> int:
    old = Mailing.objects.filter(state__in=ENDED, ended_at__lt=now - COPIES)
    count = 0
    for mailing in old.filter(copies__isnull=False).distinct():
        for some in _batches(Copy.objects.filter(mailing=mailing)):
            Return.objects.filter(copy__in=some).delete()
            count += some.delete()[0]
    return count


def _empty_returns(now: dt.datetime) -> int:
    count = 0
    for some in _batches(Return.objects.filter(at__lt=now - RETURNS).exclude(said="")):
        count += some.update(said="")
    return count


def _drop_lists(now: dt.datetime) -> int:
    """Also one that could not be saved to its end in all that time."""
    old = SubscriberList.objects.filter(state__in=HELD, at__lt=now - WAITS)
    count = 0
    for waiting in old:
        drop(
            waiting=waiting,
            by=None,
            reason="Nobody saved it within a week.",
            even_half_saved=True,
        )
        count += 1
    return count


def _empty_suppressions(now: dt.datetime) -> int:
    """The hash goes on stopping mail; the address is of no more use once its owner is gone."""
    wished = Q(why__in=[Why.LEFT, Why.ERASED], since__lt=now - STOPPED_LEFT)
    others = ~Q(why__in=[Why.LEFT, Why.ERASED]) & Q(since__lt=now - STOPPED)
    kept = Subscriber.objects.filter(address__iexact=OuterRef("address")).exclude(address="")
    old = Suppression.objects.exclude(address="").filter(wished | others, ~Exists(kept))
    count = 0
    for some in _batches(old):
        count += some.update(address="", detail="")
    return count


def _batches(rows: models.QuerySet[Any]) -> Iterator[models.QuerySet[Any]]:
    """Rows that a change takes out of the query, some at a time, until there are none."""
    while some := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        yield rows.model._default_manager.filter(pk__in=some)
