"""Leaving: nothing more is sent, and that is written down apart from the subscriber."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import Standing, Subscriber, Why
from ..returning.suppress import suppress


@transaction.atomic
def leave(*, subscriber: Subscriber, how: str, by: AbstractBaseUser | None = None) -> None:
    """Send them nothing more. Again changes nothing."""
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if subscriber.standing in {Standing.LEFT, Standing.ERASED}:
        return
    before = snapshot(subscriber)
    subscriber.standing, subscriber.left_at = Standing.LEFT, timezone.now()
    subscriber.save(update_fields=["standing", "left_at"])
    suppress(address=subscriber.address, why=Why.LEFT, detail=how, by=by)
    record(
        by=by,
        verb="left",
        thing=subscriber,
        before=before,
        after=snapshot(subscriber),
        reason=how,
    )
