"""Naming somebody who acts for another, and ending it."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from .models import ActingFor, Capacity, Person, Role, RoleKind


@transaction.atomic
def name_acting(
    *,
    by: AbstractBaseUser | None,
    person: Person,
    principal: Person,
    capacity: Capacity,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
) -> ActingFor:
    """Name a person who acts for a director.

    Raises:
        ValidationError: the principal is no director in that time, the person holds no role in
            the same authority, or acts for them already; with a sentence for who entered it.
    """
    acting = ActingFor(
        person=person,
        principal=principal,
        capacity=capacity,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    acting.full_clean()
    check_roles(acting)
    acting.save()
    record(by=by, verb="named", thing=acting, after=snapshot(acting))
    return acting


@transaction.atomic
def end_acting(*, by: AbstractBaseUser | None, acting: ActingFor) -> ActingFor:
    """End it with yesterday, so that it gives no right any more; what never began goes back to a day.

    Ending what is over changes nothing.
    """
    acting = ActingFor.objects.select_for_update().get(pk=acting.pk)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    if acting.ends_on and acting.ends_on <= yesterday:
        return acting
    before = snapshot(acting)
    acting.starts_on = min(acting.starts_on, yesterday)
    acting.ends_on = yesterday
    acting.save()
    record(by=by, verb="ended", thing=acting, before=before, after=snapshot(acting))
    return acting


def check_roles(acting: ActingFor) -> None:
    """Rights come from the principal's post, and stay inside the authority; or `ValidationError`."""
    day = max(acting.starts_on, timezone.localdate())
    posts = Role.objects.current(day).filter(authority__isnull=False)
    leads = posts.filter(person=acting.principal, kind=RoleKind.DCS)
    authorities = set(leads.values_list("authority", flat=True))
    if not authorities:
        raise ValidationError(
            {"principal": f"{acting.principal} is not a director of children’s services then."}
        )
    of_person = set(posts.filter(person=acting.person).values_list("authority", flat=True))
    if acting.person.authority_id:
        of_person.add(acting.person.authority_id)
    if not authorities & of_person:
        raise ValidationError({"person": f"{acting.person} does not work for the same authority."})
