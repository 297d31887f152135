"""Telling people by mail what became of an asking: each thing once.

Mails name the area and where to read on; who asked, and why, is read on the site.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.enqueue import enqueue
from alliance.jobs.progress import Progress

from ..models import AccessGrant, AccessState, Alliance, User
from .deciding import deciders


class Telling(models.TextChoices):
    """What is told, and how it begins."""

    ASKING = "asking", "Somebody asks to enter “{area}”"
    DECISION = "decision", "Your asking to enter “{area}”"
    ENDING = "ending", "Your access to “{area}” has ended"


STILL_TRUE = {
    Telling.ASKING: {AccessState.ASKED},
    Telling.DECISION: {AccessState.GRANTED, AccessState.REFUSED},
    Telling.ENDING: {AccessState.ENDED},
}
"""In which states a thing is still to be told, when its turn comes."""


def tell(grant: AccessGrant, what: Telling) -> None:
    """Have it told, if the change that it tells of is committed. The one way out of here."""
    enqueue(send_telling, grant.pk, what.value)


@job(title="Tell somebody about access to an area")
def send_telling(progress: Progress, grant_id: int, what: str) -> str:
    """Send one mail, unless it was sent before; marked before it is sent, so that two send once."""
    telling = Telling(what)
    grant = AccessGrant.objects.select_related("area", "authority", "person").get(pk=grant_id)
    if grant.state not in STILL_TRUE[telling]:
        return "It is no longer so, and need not be told."
    message = message_of(grant, telling)
    if message is None:
        return "Nobody who could be told has an account."
    mark = f"{telling.value}_told_at"
    mine = AccessGrant.objects.filter(pk=grant.pk, **{f"{mark}__isnull": True})
    if not mine.update(**{mark: timezone.now()}):
        return "It was told before."
    try:
        message.send()
    except OSError:
        # It did not go out: the next attempt of this job may.
        AccessGrant.objects.filter(pk=grant.pk).update(**{mark: None})
        raise
    return "It was told."


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
        {"grant": grant, "area": grant.area, "alliance": alliance, "address": _address(grant)},
    )
    office = alliance.contact_email if alliance else ""
    return EmailMessage(
        subject=telling.label.format(area=grant.area.name),
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


def _address(grant: AccessGrant) -> str:
    host = settings.ALLOWED_HOSTS[0]
    scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return f"{scheme}://{host}{grant.get_absolute_url()}"
