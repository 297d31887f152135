"""Leaving: at once, by whichever way, and remembered also when its owner is forgotten."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.links.sign import revoke

from ..models import Standing, Subscriber, Why
from ..returning.suppress import suppress
from .links import SUBSCRIBE
from .mails import post_left

ONE_CLICK = "With the button of their mail program."
HEADER = "With the link that their mail program shows."
CHOICES = "On the page of their choices."
ACCOUNT = "Signed in."
PROVIDER = "With the button of the mail provider."


@transaction.atomic
def leave(
    *,
    subscriber: Subscriber,
    how: str,
    by: AbstractBaseUser | None = None,
    tell_owner: bool = False,
) -> bool:
    """Send them nothing more; whether they were still here. What waits to be sent is not sent.

    Args:
        how: in a sentence, for the trail and for whoever asks why nothing comes.
        by: the account that did it; None is its owner by a link, or the mail provider.
        tell_owner: by mail, with a way back: it was done by a link that others may have.
    """
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if subscriber.standing in {Standing.LEFT, Standing.ERASED}:
        return False
    before = snapshot(subscriber)
    subscriber.standing, subscriber.left_at = Standing.LEFT, timezone.now()
    subscriber.save(update_fields=["standing", "left_at"])
    suppress(address=subscriber.address, why=Why.LEFT, detail=how, by=by)
    revoke(purpose=SUBSCRIBE, subject=subscriber)  # a confirmation of before does not undo this
    record(
        by=by,
        verb="left",
        thing=subscriber,
        before=before,
        after=snapshot(subscriber),
        reason=how,
    )
    if tell_owner:
        post_left(subscriber)
    return True
