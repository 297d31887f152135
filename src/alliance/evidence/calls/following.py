"""What the clock does with calls: opening, last call and closing, each as it really comes."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.actions.models import ActionState
from alliance.delivery import keep
from alliance.editions.current import changed
from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from ..models import Announcement, Call, CallState
from .announcing import announce
from .asking import CLOSED, ask, end_ask
from .deliverable import NAME
from .standing import Standing, standing, takes_answers
from .writing import locked

EVERY = dt.timedelta(minutes=5)
Occasion = Announcement.Occasion


@job(title="Open and close calls for evidence")
def follow_calls(progress: Progress) -> None:
    """All that are published; what was missed while nothing ran is made up for, once."""
    now = timezone.now()
    for call in Call.objects.filter(state=CallState.PUBLISHED):
        follow(call, now=now)


@transaction.atomic
def follow(call: Call, *, now: dt.datetime, by: AbstractBaseUser | None = None) -> None:
    """Do what its standing asks for. Doing it again changes nothing."""
    call = locked(call)
    stands = standing(call, now)
    if takes_answers(call, now):
        if announce(call, Occasion.OPENING):
            keep.follow(NAME, [call.pk])  # feeds tell of it from here on
        ask(call, by=by)
        if stands is Standing.LAST_CALL and not _was_always_last(call):
            announce(call, Occasion.LAST_CALL)
    elif stands is Standing.CLOSED:
        end_ask(call, by=by, state=ActionState.CLOSED, why=CLOSED)
        if call.closes_at and now - call.closes_at < 2 * EVERY:
            changed()  # pages that are kept for all readers said that it is open


def _was_always_last(call: Call) -> bool:
    """Open so shortly that its opening is its last call."""
    if call.closes_at is None or call.opens_at is None:
        return True
    return call.closes_at - dt.timedelta(days=call.last_call_days) <= call.opens_at
