"""Who chairs a network, for a term; and who stands in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import IN_THE_CHAIR, Network, Nomination, Person, Role, RoleKind
from .nominate import DAY
from .refusal import CannotBeDone


def members_of(network: Network) -> QuerySet[Person]:
    """Who may be put into the chair: those who sit in the network today."""
    seats = Nomination.objects.current().filter(network=network)
    people: QuerySet[Person] = Person.objects.filter(pk__in=seats.values("person"))
    return people.select_related("authority")


@transaction.atomic
def appoint(
    *,
    by: AbstractBaseUser | None,
    network: Network,
    person: Person,
    kind: str,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> Role:
    """Put a member into the chair; whoever was there is ended the day before, and stays on record.

    Raises:
        CannotBeDone: they are there already, or somebody is to follow whom this would overlap.
        ValidationError: the term is not right, or they are not a member.
    """
    if kind not in IN_THE_CHAIR:
        raise ValueError(f"{kind} is no role in the chair.")
    network = Network.objects.select_for_update().get(pk=network.pk)
    starts_on = starts_on or timezone.localdate()
    if not members_of(network).filter(pk=person.pk).exists():
        raise ValidationError({"person": f"{person} is not a member of {network.in_a_sentence}."})
    role = Role(
        person=person,
        kind=kind,
        title=f"{RoleKind(kind).label.partition(' of ')[0]}, {network}"[:200],
        authority=person.authority,
        network=network,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    held = Role.objects.filter(network=network, kind=kind).exclude(ends_on__lt=starts_on)
    _make_room(held.select_for_update(), role, starts_on, by=by)
    role.full_clean()
    role.save()
    record(by=by, verb="appointed", thing=role, after=snapshot(role), acting_for=network.name)
    return role


def _make_room(
    held: Iterable[Role], new: Role, starts_on: dt.date, *, by: AbstractBaseUser | None
) -> None:
    for each in held:
        if each.person_id == new.person_id and not each.ends_on:
            raise CannotBeDone(f"{new.person} is that already.")
        begins = each.starts_on or dt.date.min
        if new.ends_on and begins > new.ends_on:
            continue
        if begins >= starts_on:
            raise CannotBeDone(
                f"{each.person} begins on {begins:%-d %B %Y}. Choose a later first day, or a last "
                "day before that; an editor can take a role away altogether."
            )
        before = snapshot(each)
        each.ends_on = starts_on - DAY
        each.save()
        record(by=by, verb="replaced", thing=each, before=before, after=snapshot(each))
