"""Copies that were sent, for whatever may come back of them."""

from __future__ import annotations

import datetime as dt
from itertools import count

from django.utils import timezone

from alliance.delivery.models import (
    Copy,
    CopyState,
    Mailing,
    MailingKind,
    MailingState,
    Standing,
    Subscriber,
    Variant,
)
from alliance.delivery.own_links import message_id

WHO = "nerys@kent.example.org"
_numbers = count(1)


def subscriber(address: str = WHO, **fields: object) -> Subscriber:
    values = {"standing": Standing.ACTIVE, "confirmed_at": timezone.now()} | fields
    return Subscriber.objects.create(address=address, **values)


def mailing(state: MailingState = MailingState.SENDING) -> Mailing:
    number = next(_numbers)
    return Mailing.objects.create(
        key=f"bulletin/{number}",
        kind=MailingKind.BULLETIN,
        source_id=number,
        subject=f"Update {number}",
        state=state,
        letter={},
        begun_at=timezone.now(),
    )


def sent(
    who: Subscriber | None = None,
    *,
    days_ago: float = 0,
    state: str = CopyState.SENT,
    **fields: object,
) -> Copy:
    """A copy of a mailing of its own."""
    who = who or Subscriber.objects.known_as(WHO).first() or subscriber()
    values: dict[str, object] = {
        "recipient": who.address,
        "domain": who.address.rpartition("@")[2],
        "state": state,
    }
    if state == CopyState.SENT:
        values["sent_at"] = timezone.now() - dt.timedelta(days=days_ago)
    if "mailing" not in fields:
        of = mailing()
        values["mailing"] = of
        values["variant"] = Variant.objects.create(mailing=of, key="all", subject=of.subject)
    return Copy.objects.create(subscriber=who, **(values | fields))


def name_of(copy: Copy) -> str:
    """The Message-ID that it was sent with."""
    return message_id(mailing_id=copy.mailing_id, copy_id=copy.pk, host="alliance.example.org")
