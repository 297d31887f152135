"""What its owner does to a webhook."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from alliance.directory.models import SecurityEventKind, User
from alliance.directory.security.noting import note
from alliance.directory.viewer import viewer_of
from alliance.jobs.enqueue import enqueue
from alliance.links.addresses import Refused
from alliance.mail.seal import seal_words

from ..models import Delivery, DeliveryState, Webhook
from .deliver import SEAL, deliver
from .rights import check_url, may_have_webhooks
from .sign import new_secret
from .switching import switch_off

MOST = 10
"""Of one person."""
MAKES_ANEW_FOR = dt.timedelta(minutes=10)
BY_OWNER = "You switched it off."


class CannotBeDone(Exception):
    """A change that cannot be made; the sentence says why and what to do."""


@transaction.atomic
def add(
    *,
    by: User,
    url: str,
    events: Sequence[str],
    form: uuid.UUID,
    request: HttpRequest | None = None,
) -> tuple[Webhook, str]:
    """A webhook, and the secret that is to be shown now and never again.

    A form that is sent twice adds one, as with tokens.

    Raises:
        CannotBeDone: they may have none, or have enough.
        Refused: it may not lead there.
    """
    if not may_have_webhooks(viewer_of(by)):
        raise CannotBeDone("Webhooks are for the programme and for who answers for an authority.")
    check_url(url)
    User.objects.select_for_update().get(pk=by.pk)  # two at once, one after the other
    webhook, secret = Webhook.objects.filter(owner=by, made_with=form).first(), new_secret()
    if webhook and timezone.now() - webhook.created_at > MAKES_ANEW_FOR:
        raise CannotBeDone("This form has added its webhook already. Open the page again.")
    if webhook is None:
        if Webhook.objects.filter(owner=by).count() >= MOST:
            raise CannotBeDone(f"You have {MOST} webhooks. Take one away that nobody needs.")
        webhook = Webhook(owner=by, made_with=form)
    webhook.url, webhook.events = url, list(events)
    webhook.secret = seal_words(secret, of=SEAL)
    webhook.save()
    note(
        SecurityEventKind.WEBHOOK_ADDED,
        account=by,
        request=request,
        detail=f"{webhook}: {', '.join(events)}.",
    )
    return webhook, secret


@transaction.atomic
def take_away(*, by: User, webhook: Webhook, request: HttpRequest | None = None) -> None:
    """It goes, with all that is known of what it was told."""
    label = str(webhook)
    webhook.delete()
    note(SecurityEventKind.WEBHOOK_TAKEN, account=by, request=request, detail=f"{label}.")


@transaction.atomic
def switch_on(*, by: User, webhook: Webhook) -> None:
    """What waits is sent now.

    Raises:
        CannotBeDone: they may have none any more.
    """
    if not may_have_webhooks(viewer_of(by)):
        raise CannotBeDone("Webhooks are for the programme and for who answers for an authority.")
    Webhook.objects.filter(pk=webhook.pk).update(off_at=None, off_why="")
    enqueue(deliver, webhook.pk, unique=True)


def switch_off_by_owner(webhook: Webhook) -> None:
    switch_off(webhook, why=BY_OWNER)


@transaction.atomic
def renew_secret(webhook: Webhook) -> str:
    """Another secret from now on, to be shown now and never again."""
    secret = new_secret()
    Webhook.objects.filter(pk=webhook.pk).update(secret=seal_words(secret, of=SEAL))
    return secret


@transaction.atomic
def send_test(webhook: Webhook) -> Delivery:
    """Tell it of nothing, to see whether it listens.

    Raises:
        CannotBeDone: it is off.
    """
    _check_on(webhook)
    delivery = Delivery.objects.create(webhook=webhook)
    enqueue(deliver, webhook.pk, unique=True)
    return delivery


@transaction.atomic
def send_again(delivery: Delivery) -> None:
    """Try it anew, under the same id; what waits or is being sent is left to itself.

    Raises:
        CannotBeDone: its webhook is off, or it is on its way.
    """
    _check_on(delivery.webhook)
    put_back = Delivery.objects.filter(pk=delivery.pk).exclude(state=DeliveryState.SENDING)
    if not put_back.update(
        state=DeliveryState.WAITING, attempts=0, due_at=timezone.now(), why="", status=None
    ):
        raise CannotBeDone("It is being sent just now. Look again in a moment.")
    enqueue(deliver, delivery.webhook_id, unique=True)


def _check_on(webhook: Webhook) -> None:
    if not webhook.is_on:
        raise CannotBeDone("This webhook is switched off. Switch it on first.")


__all__ = [
    "CannotBeDone",
    "Refused",
    "add",
    "renew_secret",
    "send_again",
    "send_test",
    "switch_off_by_owner",
    "switch_on",
    "take_away",
]
