"""Stand-in until the ledger's part is merged: stopping a mailing, letting it go on, giving it up."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import BEGUN, Copy, CopyState, Mailing, MailingState

FIELDS = ("state",)


class CannotBeSteered(ValueError):
    """It does not stand as it must for that; the sentence says how it stands."""


@transaction.atomic
def pause(*, mailing: Mailing, by: AbstractBaseUser) -> Mailing:
    return _move(mailing, (MailingState.SENDING,), MailingState.PAUSED, "paused", by)


@transaction.atomic
def resume(*, mailing: Mailing, by: AbstractBaseUser) -> Mailing:
    return _move(mailing, (MailingState.PAUSED,), MailingState.SENDING, "resumed", by)


@transaction.atomic
def cancel(*, mailing: Mailing, by: AbstractBaseUser) -> Mailing:
    before = (MailingState.PLANNED, *BEGUN)
    moved = _move(mailing, before, MailingState.CANCELLED, "cancelled", by)
    Copy.objects.filter(mailing=moved, state=CopyState.WAITING).update(state=CopyState.CANCELLED)
    return moved


@transaction.atomic
def try_again(*, mailing: Mailing, by: AbstractBaseUser) -> int:
    again = Copy.objects.filter(mailing=mailing, state__in=(CopyState.FAILED, CopyState.HELD))
    count = again.update(state=CopyState.WAITING, due_at=timezone.now(), why="")
    if count and mailing.state == MailingState.DONE:
        _move(mailing, (MailingState.DONE,), MailingState.SENDING, "tried again", by)
    return count


def _move(
    mailing: Mailing, start: Sequence[str], end: MailingState, verb: str, by: AbstractBaseUser
) -> Mailing:
    row = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if row.state not in start:
        raise CannotBeSteered(f"It cannot be {verb}: {row.get_state_display().lower()}.")
    before = snapshot(row, FIELDS)
    row.state = end
    row.ended_at = timezone.now() if end is MailingState.CANCELLED else None
    row.save()
    record(by=by, verb=verb, thing=row, before=before, after=snapshot(row, FIELDS))
    return row
