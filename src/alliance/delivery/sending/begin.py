"""Stand-in until the part that begins mailings is merged: planning one, and how many would get it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import Frequency, Mailing, MailingKind, MailingRules, Subscriber

TAKERS: Mapping[MailingKind, Sequence[Frequency]] = {
    MailingKind.BULLETIN: (Frequency.EACH, Frequency.ASKED),
    MailingKind.WEEKLY: (Frequency.WEEKLY,),
    MailingKind.MONTHLY: (Frequency.MONTHLY,),
    MailingKind.CALENDAR: (Frequency.CALENDAR,),
}
AUDITED = ("kind", "key", "state", "begins_at")


def takers(kind: MailingKind) -> int:
    """How many get a mailing of this kind as things stand; not those who wait to be asked."""
    wanted = [frequency for frequency in TAKERS[kind] if frequency != Frequency.ASKED]
    return Subscriber.objects.active().filter(frequency__in=wanted).count()


def takers_if_asked() -> int:
    """How many get a bulletin only where it asks something of them."""
    return Subscriber.objects.active().filter(frequency=Frequency.ASKED).count()


def usual_beginning(now: dt.datetime | None = None) -> dt.datetime:
    """When what is planned now begins: after the minutes in which it can still be stopped."""
    wait = dt.timedelta(minutes=MailingRules.get().wait_minutes)
    return (now or timezone.now()) + wait


@transaction.atomic
def plan(
    *,
    kind: str,
    begins_at: dt.datetime,
    by: AbstractBaseUser | None,
    source_id: int | None = None,
) -> Mailing:
    """Have something sent at its time; twice it is once."""
    mailing, is_new = Mailing.objects.get_or_create(
        key=f"{kind}/{source_id}",
        defaults={
            "kind": kind,
            "source_id": source_id,
            "begins_at": begins_at,
            "created_by_id": by.pk if by else None,
        },
    )
    if is_new:
        record(by=by, verb="planned", thing=mailing, after=snapshot(mailing, AUDITED))
    return mailing
