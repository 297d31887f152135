"""Mailings and copies in any state, for tests of the pages that show them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from alliance.delivery.models import (
    ENDED,
    Copy,
    CopyState,
    Frequency,
    Mailing,
    MailingKind,
    MailingState,
    Standing,
    Subscriber,
    Variant,
)
from alliance.directory.models import Authority

SENT = {CopyState.SENT, CopyState.BOUNCED}


def subscriber(mailbox: str = "ann", **said: Any) -> Subscriber:
    active = {"standing": Standing.ACTIVE, "confirmed_at": timezone.now()}
    return Subscriber.objects.create(
        **{"address": f"{mailbox}@example.org", "frequency": Frequency.EACH, **active, **said}
    )


def mailing(state: str = MailingState.SENDING, **said: Any) -> Mailing:
    number = Mailing.objects.count() + 1
    now = timezone.now()
    row: dict[str, Any] = {
        "key": f"bulletin/{number}",
        "kind": MailingKind.BULLETIN,
        "source_id": number,
        "state": state,
        "begins_at": now,
    }
    if state not in {MailingState.PLANNED, MailingState.CANCELLED}:
        row |= {"begun_at": now, "letter": {}, "subject": f"Update {400 + number}"}
    if state in ENDED:
        row["ended_at"] = now
    return Mailing.objects.create(**(row | said))


def variant(of: Mailing, key: str = "all", **said: Any) -> Variant:
    words = {"subject": of.subject, "html": "<p>Words.</p>", "text": "Words."}
    return Variant.objects.get_or_create(mailing=of, key=key, defaults=words | said)[0]


def copies(
    of: Mailing,
    state: str = CopyState.SENT,
    count: int = 1,
    *,
    at: Authority | None = None,
    domain: str = "example.org",
    sent: dt.datetime | None = None,
    **said: Any,
) -> list[Copy]:
    first = Copy.objects.count()
    row: dict[str, Any] = {"domain": domain, "authority": at, "state": state}
    if state in SENT:
        row["sent_at"] = sent or timezone.now()
    if state == CopyState.CLAIMED:
        row |= {"claim": "c", "lease_until": timezone.now()}
    words = variant(of)
    rows = [
        Copy(
            mailing=of,
            variant=words,
            **{
                "recipient": f"reader{first + n}@{domain}",
                "name": f"Reader {first + n}",
                **row,
                **said,
            },
        )
        for n in range(count)
    ]
    return Copy.objects.bulk_create(rows)
