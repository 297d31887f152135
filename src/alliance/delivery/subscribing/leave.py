"""Leaving: at once, by whichever way."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import Standing, Subscriber, Why
from ..returning.suppress import suppress

PROVIDER = "With the button of the mail provider."


@transaction.atomic
def leave(*, subscriber: Subscriber, how: str, by: AbstractBaseUser | None = None) -> bool:
    """Send them nothing more; whether they were still here."""
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if subscriber.standing in {Standing.LEFT, Standing.ERASED}:
        return False
    before = snapshot(subscriber)
    subscriber.standing, subscriber.left_at = Standing.LEFT, timezone.now()
    subscriber.save(update_fields=["standing", "left_at"])
    suppress(address=subscriber.address, why=Why.LEFT, detail=how, by=by)
    record(
        by=by, verb="left", thing=subscriber, before=before, after=snapshot(subscriber), reason=how
    )
    return True
