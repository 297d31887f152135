"""Sending what happened: at least once, under one id, with growing pauses, and not for ever.

    waiting → being sent → taken
                         → waiting   after a pause; after the last one it is given up
            → not sent               its owner may not see it (any more)

One webhook is sent to by one step at a time, in the order in which things happened; what cannot be
reached keeps nobody else waiting.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.enqueue import enqueue
from alliance.jobs.progress import Progress
from alliance.links.fetch import Failed, Refused, fetch
from alliance.mail.seal import CannotBeOpened, unseal_words

from ..models import Delivery, DeliveryState, Happening, Webhook
from .payload import body_of, id_of
from .rights import may_know, policy_for
from .sign import headers_of
from .switching import switch_off

PAUSES = (
    dt.timedelta(minutes=1),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=30),
    dt.timedelta(hours=2),
    dt.timedelta(hours=8),
    dt.timedelta(days=1),
    dt.timedelta(days=1),
)
"""After each try that failed; two days and a half in all."""
TIMEOUT = 10.0
LEASE = dt.timedelta(minutes=2)
"""Longer than a try can take."""
AT_ONCE = 50
"""Of one webhook in one step; then others have their turn."""
GONE = 410
SEAL = "webhooks"
NOT_YOURS = "You may not see what this is about."
ANOTHER_KEY = (
    "The site’s secret key has been changed since, so its secret cannot be read. Make a new one, "
    "and switch it on again."
)


@job(title="Tell webhooks what happened")
def spread(progress: Progress, happening_id: int) -> str:
    """Write a delivery down for each webhook whose owner may know; doing it again changes nothing."""
    happening = Happening.objects.filter(pk=happening_id, spread_at__isnull=True).first()
    if happening is None:
        return "It was told already."
    hooks = [
        hook
        for hook in Webhook.objects.on().select_related("owner__person")
        if happening.event in hook.events and may_know(hook.owner, happening)
    ]
    with transaction.atomic():
        Delivery.objects.bulk_create(
            [Delivery(webhook=hook, happening=happening) for hook in hooks], ignore_conflicts=True
        )
        Happening.objects.filter(pk=happening.pk).update(spread_at=timezone.now())
        for hook in hooks:
            enqueue(deliver, hook.pk, unique=True)
    return f"{len(hooks)} webhooks are told."


@job(title="Send to a webhook")
def deliver(progress: Progress, webhook_id: int) -> str:
    """Send what is due to one webhook; two of these at once share the work and send nothing twice."""
    put_back_lost(webhook_id)
    count = 0
    for _ in range(AT_ONCE):
        delivery = claim(webhook_id)
        if delivery is None:
            return f"{count} sent."
        if not send(delivery):
            break
        count += 1
        progress.tell(count, words="Sending to a webhook")
    if Delivery.objects.due().filter(webhook=webhook_id).exists():
        enqueue(deliver, webhook_id, run_after=timezone.now() + PAUSES[0])
    return f"{count} sent; the rest waits."


def claim(webhook_id: int) -> Delivery | None:
    """Take the next delivery that is due: from “waiting” to “being sent”, for whoever is first."""
    rows = Delivery.objects.due().filter(webhook=webhook_id)
    if not rows.exists():
        return None
    with transaction.atomic():
        delivery = rows.select_for_update(skip_locked=True, of=("self",)).first()
        if delivery is None:
            return None
        now = timezone.now()
        # SQLite has no row locks: there the condition decides.
        taken = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING).update(
            state=DeliveryState.SENDING,
            attempts=F("attempts") + 1,
            lease_until=now + LEASE,
            tried_at=now,
        )
    if not taken:
        return None
    whole = Delivery.objects.select_related("webhook__owner__person", "happening__ask__authority")
    found: Delivery | None = whole.filter(pk=delivery.pk).first()  # its owner may take it away now
    return found


def send(delivery: Delivery) -> bool:
    """Try a delivery that was claimed, and write down what became of it; whether to go on."""
    hook = delivery.webhook
    if not may_know(hook.owner, delivery.happening):
        _settle(delivery, DeliveryState.WITHHELD, why=NOT_YOURS)
        return True
    try:
        secret = unseal_words(hook.secret, of=SEAL)
    except CannotBeOpened:
        _give_up(delivery, None, ANOTHER_KEY, off=ANOTHER_KEY)
        return False
    body = body_of(delivery)
    signed = headers_of(
        secret, message=id_of(delivery), timestamp=int(timezone.now().timestamp()), body=body
    )
    try:
        answer = fetch(
            hook.url,
            method="POST",
            content=body,
            headers={"content-type": "application/json", **signed},
            max_bytes=0,
            headers_only=True,
            timeout=TIMEOUT,
            policy=policy_for(hook.url),
        )
    except Refused as refusal:
        _give_up(delivery, None, str(refusal), off=str(refusal))
        return False
    except Failed as fault:
        _wait_or_give_up(delivery, None, str(fault))
        return False
    if answer.ok:
        _settle(delivery, DeliveryState.TAKEN, status=answer.status)
        Webhook.objects.filter(pk=hook.pk).update(reached_at=timezone.now())
        return True
    if answer.status == GONE:
        sentence = "Its address answered 410: it is gone for good."
        _give_up(delivery, answer.status, sentence, off=sentence)
        return False
    _wait_or_give_up(delivery, answer.status, f"Its address answered {answer.status}.")
    return answer.status < 500  # who is in trouble is not asked again at once


def _wait_or_give_up(delivery: Delivery, status: int | None, why: str) -> None:
    if delivery.attempts <= len(PAUSES):
        due_at = timezone.now() + PAUSES[delivery.attempts - 1]
        with transaction.atomic():
            if _settle(delivery, DeliveryState.WAITING, status=status, why=why, due_at=due_at):
                enqueue(deliver, delivery.webhook_id, run_after=due_at)
        return
    reached = Webhook.objects.filter(
        pk=delivery.webhook_id, reached_at__gte=timezone.now() - sum(PAUSES, dt.timedelta())
    )
    off = "" if reached.exists() else f"It could not be told anything for days. {why}"
    _give_up(delivery, status, why, off=off)


def _give_up(delivery: Delivery, status: int | None, why: str, *, off: str) -> None:
    """Nothing is tried again; where a reason is given, the whole webhook is switched off."""
    with transaction.atomic():
        if _settle(delivery, DeliveryState.GIVEN_UP, status=status, why=why) and off:
            switch_off(delivery.webhook, why=off, tell=True)


def _settle(
    delivery: Delivery,
    state: DeliveryState,
    *,
    status: int | None = None,
    why: str = "",
    **more: object,
) -> bool:
    """Let go of a delivery, if it is still this process's."""
    held = Delivery.objects.filter(
        pk=delivery.pk, state=DeliveryState.SENDING, attempts=delivery.attempts
    )
    return bool(held.update(state=state, status=status, why=why[:300], lease_until=None, **more))


def put_back_lost(webhook_id: int) -> int:
    """What a process was sending when it ended waits again: it may come twice, under one id."""
    lost = Delivery.objects.lost().filter(webhook=webhook_id)
    return lost.update(state=DeliveryState.WAITING, lease_until=None, due_at=timezone.now())


@job(title="Find what webhooks have not been told")
def sweep(progress: Progress) -> str:
    """Start again what was lost: a happening that was not spread, a delivery that nobody sends."""
    a_while_ago = timezone.now() - LEASE
    for pk in Happening.objects.filter(spread_at__isnull=True, at__lt=a_while_ago).values_list(
        "pk", flat=True
    ):
        enqueue(spread, pk, unique=True)
    mine = Delivery.objects.filter(webhook=OuterRef("pk"))
    waiting = Webhook.objects.on().filter(
        Exists(mine.filter(state=DeliveryState.WAITING, due_at__lt=a_while_ago))
        | Exists(mine.filter(state=DeliveryState.SENDING, lease_until__lt=timezone.now()))
    )
    hooks = list(waiting.values_list("pk", flat=True))
    for hook in hooks:
        enqueue(deliver, hook, unique=True)
    return f"{len(hooks)} webhooks are sent to again."
