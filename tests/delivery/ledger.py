"""Mailings with copies, as tests of sending need them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from alliance.delivery.models import (
    Copy,
    Mailing,
    MailingKind,
    MailingState,
    Standing,
    Subscriber,
    Variant,
)

HTML = '<p>Dear ⟦name⟧</p><p>To ⟦address⟧: <a href="⟦choices⟧">change it</a></p>'
TEXT = "Dear ⟦name⟧\n\nTo ⟦address⟧: ⟦choices⟧\n"


def subscribers(*addresses: str, **fields: Any) -> list[Subscriber]:
    """Active ones, each named by the first part of their address."""
    now = timezone.now()
    return Subscriber.objects.bulk_create(
        Subscriber(
            address=address,
            name=address.partition("@")[0].title(),
            **{"standing": Standing.ACTIVE, "confirmed_at": now} | fields,
        )
        for address in addresses
    )


def mailing(*addresses: str, **fields: Any) -> Mailing:
    """One that is being sent, with a copy that waits for each address."""
    now = timezone.now()
    number = Mailing.objects.count() + 1
    made = Mailing.objects.create(
        **{
            "key": f"bulletin/{number}",
            "kind": MailingKind.BULLETIN,
            "source_id": number,
            "subject": f"Update {number}",
            "letter": {},
            "state": MailingState.SENDING,
            "begun_at": now,
        }
        | fields
    )
    variant = Variant.objects.create(
        mailing=made, key="v", subject=f"Update {number}", html=HTML, text=TEXT
    )
    known = {one.address: one for one in Subscriber.objects.filter(address__in=addresses)}
    missing = subscribers(*(each for each in addresses if each not in known))
    known |= {one.address: one for one in missing}
    Copy.objects.bulk_create(
        Copy(
            mailing=made,
            variant=variant,
            subscriber=known[address],
            recipient=address,
            name=known[address].name,
            domain=address.rpartition("@")[2],
            due_at=now - dt.timedelta(seconds=1),
        )
        for address in addresses
    )
    return made


def many(count: int, domain: str = "example.org") -> list[str]:
    return [f"p{number}@{domain}" for number in range(count)]


def states(of: Mailing) -> dict[str, int]:
    """How many of its copies stand where."""
    found: dict[str, int] = {}
    for state in of.copies.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found
