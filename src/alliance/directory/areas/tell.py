"""Telling people by mail what became of an asking: each thing once.

Mails name the area and where to read on; who asked, and why, is read on the site.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.mail.post import post

from ..models import AccessGrant, Alliance, User
from ..networks.addresses import whole_address
from .deciding import deciders


class Telling(models.TextChoices):
    """What is told, and how it begins."""

    ASKING = "asking", "Somebody asks to enter “{area}”"
    DECISION = "decision", "Your asking to enter “{area}”"
    ENDING = "ending", "Your access to “{area}” has ended"


def tell(grant: AccessGrant, what: Telling) -> None:
    """Put it into the outbox, once, in the transaction of the change that it tells of."""
    message = message_of(grant, what)
    if message is None:
        return
    mark = f"{what.value}_told_at"
    mine = AccessGrant.objects.filter(pk=grant.pk, **{f"{mark}__isnull": True})
    if mine.update(**{mark: timezone.now()}):
        post(message, purpose=f"access-{what.value}")


def message_of(grant: AccessGrant, telling: Telling) -> EmailMessage | None:
    """What is mailed, and to whom; None if nobody can be reached."""
    alliance = Alliance.objects.first()
    to = (
        _deciders_of(grant, alliance)
        if telling == Telling.ASKING
        else _addresses([grant.person_id])
    )
    if not to:
        return None
    body = render_to_string(
        f"directory/areas/{telling.value}.txt",
        {
            "grant": grant,
            "area": grant.area,
            "alliance": alliance,
            "address": whole_address(grant.get_absolute_url()),
        },
    )
    office = alliance.contact_email if alliance else ""
    return EmailMessage(
        subject=" ".join(telling.label.format(area=grant.area.name).split()),
        body=body,
        to=to,
        reply_to=[office] if office and office not in to else None,
        headers={"Auto-Submitted": "auto-generated"},
    )


def _deciders_of(grant: AccessGrant, alliance: Alliance | None) -> list[str]:
    who = deciders(grant)
    if who.is_programme:
        return [alliance.contact_email] if alliance and alliance.contact_email else []
    return _addresses(who.people)


def _addresses(people: Sequence[int]) -> list[str]:
    accounts = User.objects.filter(person__in=people, is_active=True)
    return list(accounts.order_by("pk").values_list("email", flat=True))
