"""Moving the day on which a call closes: shown to readers as a change, never silently."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import Announcement, Call, CallState, Extension
from ..refusal import CannotBeDone
from .announcing import announce
from .asking import move_ask
from .following import follow
from .standing import Standing, standing
from .writing import locked, save


@transaction.atomic
def move_closing(
    *, by: AbstractBaseUser, call: Call, seen: int, closes_at: dt.datetime, why: str
) -> Call:
    """Let it close later, or sooner. One that has closed opens again. The action follows.

    Raises:
        CannotBeDone: there is nothing to move, no reason, or the day does not fit.
    """
    call = locked(call, seen)
    now = timezone.now()
    _refuse_unless_it_fits(call, closes_at, why.strip(), now)
    before, was = snapshot(call), call.closes_at
    assert was is not None  # noqa: S101 - a published call that does not stand has its days
    Extension.objects.create(
        call=call, was=was, became=closes_at, why=why.strip()[:300], by_id=by.pk, at=now
    )
    call.closes_at = closes_at
    save(call)
    verb = "extended" if closes_at > was else "brought forward"
    record(by=by, verb=verb, thing=call, before=before, after=snapshot(call), reason=why.strip())
    if standing(call, now) is not Standing.TO_COME:
        announce(call, Announcement.Occasion.EXTENSION)
        move_ask(call, by=by)
    follow(call, now=now, by=by)
    call.refresh_from_db()
    return call


def _refuse_unless_it_fits(call: Call, closes_at: dt.datetime, why: str, now: dt.datetime) -> None:
    if call.state != CallState.PUBLISHED:
        raise CannotBeDone("Only a published call is moved. Change the draft instead, or copy it.")
    if call.is_standing or call.opens_at is None:
        raise CannotBeDone("A standing call never closes: archive it when it has served.")
    if not why:
        raise CannotBeDone("Say why: readers see the change with its reason.")
    if closes_at == call.closes_at:
        raise CannotBeDone("That is when it closes already.")
    if closes_at <= now:
        raise CannotBeDone("That moment has passed. Give one that is still to come.")
    if closes_at <= call.opens_at:
        raise CannotBeDone("It would close before it opens.")
