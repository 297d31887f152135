"""What the programme may do with a mailing on its way."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.jobs.enqueue import enqueue

from ..models import Copy, CopyState, Mailing, MailingState
from .ending import drop_waiting
from .work import send_copies

AGAIN_FROM = (CopyState.FAILED, CopyState.HELD)
"""Where a copy stands that somebody may have tried again."""


class CannotBeSteered(Exception):
    """It does not stand where that can be done; the sentence says where it stands."""


@transaction.atomic
def pause(*, mailing: Mailing, by: AbstractBaseUser | None, reason: str = "") -> Mailing:
    """Send no more of it until it is resumed; what is in a worker's hand still goes."""
    mailing = _held(mailing, (MailingState.SENDING,), "paused")
    return _now(mailing, MailingState.PAUSED, by=by, verb="paused", reason=reason)


@transaction.atomic
def resume(*, mailing: Mailing, by: AbstractBaseUser | None) -> Mailing:
    """Go on with a mailing that was paused."""
    mailing = _held(mailing, (MailingState.PAUSED,), "resumed")
    _now(mailing, MailingState.SENDING, by=by, verb="resumed")
    enqueue(send_copies, unique=True)
    return mailing


@transaction.atomic
def cancel(*, mailing: Mailing, by: AbstractBaseUser | None, reason: str = "") -> Mailing:
    """Send no more of it, ever. What was sent stays sent; what is in a hand ends by itself."""
    mailing = _held(
        mailing,
        (
            MailingState.PLANNED,
            MailingState.WRITING,
            MailingState.SENDING,
            MailingState.PAUSED,
        ),
        "cancelled",
    )
    mailing.ended_at = timezone.now()
    _now(mailing, MailingState.CANCELLED, by=by, verb="cancelled", reason=reason)
    drop_waiting(mailing)
    mailing.refresh_from_db(fields=["totals"])
    return mailing


@transaction.atomic
def try_again(*, mailing: Mailing, by: AbstractBaseUser | None) -> int:
    """Put the copies that failed or were held back among those that wait; how many."""
    mailing = _held(
        mailing, (MailingState.SENDING, MailingState.PAUSED, MailingState.DONE), "tried again"
    )
    count = (
        Copy.objects.filter(mailing=mailing, state__in=AGAIN_FROM)
        .exclude(recipient="")
        .update(state=CopyState.WAITING, why="", attempts=0, due_at=timezone.now())
    )
    if not count:
        raise CannotBeSteered("No copy of it failed or is held, so there is nothing to try again.")
    state = mailing.state
    if state == MailingState.DONE:
        mailing.ended_at, state = None, MailingState.SENDING
    copies = "1 copy" if count == 1 else f"{count} copies"
    _now(mailing, MailingState(state), by=by, verb="tried again", reason=copies)
    enqueue(send_copies, unique=True)
    return count


def _held(mailing: Mailing, states: Collection[MailingState], done: str) -> Mailing:
    """The mailing as it stands, and nobody changes it meanwhile."""
    mailing = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if mailing.state not in states:
        stands = mailing.get_state_display()
        raise CannotBeSteered(
            f"It is not to be {done}: {stands[0].lower()}{stands[1:]}. Look at it again."
        )
    return mailing


def _now(
    mailing: Mailing,
    state: MailingState,
    *,
    by: AbstractBaseUser | None,
    verb: str,
    reason: str = "",
) -> Mailing:
    before = snapshot(Mailing.objects.get(pk=mailing.pk))
    mailing.state, mailing.why = state, reason if state == MailingState.PAUSED else ""
    mailing.save(update_fields=["state", "why", "ended_at"])
    record(by=by, verb=verb, thing=mailing, before=before, after=snapshot(mailing), reason=reason)
    return mailing
