"""Subscribers for tests, said in as few words as they need."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from alliance.delivery.models import (
    Consent,
    ConsentBy,
    Copy,
    CopyState,
    Mailing,
    MailingKind,
    MailingState,
    Standing,
    Subscriber,
    Variant,
)
from alliance.directory.models import Authority, Person, Role, RoleKind, User
from tests.directory.networks.invented import account, alliance, authority, person

__all__ = ["account", "alliance", "authority", "person"]


def subscriber(
    address: str = "ann.lee@example.org",
    *,
    by: str | None = ConsentBy.FORM,
    standing: str = Standing.ACTIVE,
    **fields: Any,
) -> Subscriber:
    """Somebody who is sent mail, with a consent of this kind, or with none."""
    now = timezone.now()
    times: dict[str, Any] = {
        Standing.ACTIVE: {"confirmed_at": now},
        Standing.LEFT: {"confirmed_at": now, "left_at": now},
    }.get(standing, {})
    one = Subscriber.objects.create(address=address, standing=standing, **{**times, **fields})
    if by:
        Consent.objects.create(subscriber=one, by=by, words="Send me your bulletins.")
    return one


def office() -> User:
    """Somebody of the programme."""
    return account(person("Pru Gramme"), RoleKind.PROGRAMME_MANAGER)


def mailing(number: int = 429, *, ended: dt.datetime | None = None) -> Mailing:
    """A bulletin that is being sent, or was."""
    return Mailing.objects.create(
        key=f"bulletin/{number}",
        kind=MailingKind.BULLETIN,
        source_id=number,
        subject=f"Update {number}",
        letter={},
        state=MailingState.DONE if ended else MailingState.SENDING,
        begun_at=ended or timezone.now(),
        ended_at=ended,
    )


def copy(of: Mailing, to: Subscriber, state: str = CopyState.SENT, **fields: Any) -> Copy:
    variant, _ = Variant.objects.get_or_create(
        mailing=of, key="all", defaults={"subject": of.subject, "html": "<p>", "text": "-"}
    )
    sent = state in {CopyState.SENT, CopyState.BOUNCED}
    claimed = state == CopyState.CLAIMED
    return Copy.objects.create(
        mailing=of,
        variant=variant,
        subscriber=to,
        **{
            "recipient": to.address,
            "name": to.name,
            "domain": to.address.partition("@")[2],
            "state": state,
            "sent_at": timezone.now() if sent else None,
            "claim": "worker-1" if claimed else "",
            "lease_until": timezone.now() if claimed else None,
            **fields,
        },
    )


def holds(one: Person, kind: RoleKind, where: Authority | None = None, **term: Any) -> Role:
    return Role.objects.create(person=one, kind=kind, authority=where, **term)
