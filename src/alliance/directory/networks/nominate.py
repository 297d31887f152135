"""Naming who represents an authority in a network, and ending it."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import (
    Authority,
    ContactDetail,
    ContactKind,
    Network,
    Nomination,
    Person,
    Seat,
    Visibility,
)
from .refusal import CannotBeDone
from .rights import Nominator

DAY = dt.timedelta(days=1)
UNSEEN: int = -1
"""Said instead of an id by who did not look at who is in the seat."""


def in_seat(network: Network, authority: Authority, seat: str) -> list[Nomination]:
    """Who is in a seat, and who is still to come to it, soonest first."""
    rows = Nomination.objects.not_over().filter(network=network, authority=authority, seat=seat)
    return list(rows.order_by("starts_on", "pk"))


@transaction.atomic
def nominate(
    *,
    by: AbstractBaseUser | None,
    right: Nominator,
    network: Network,
    authority: Authority,
    person: Person,
    seat: str = Seat.REPRESENTATIVE,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    said_by: str = "",
    instead_of: int | None = UNSEEN,
) -> Nomination:
    """Name somebody. Whoever is in the seat then is ended the day before, and stays on record.

    Args:
        right: in what right it is done.
        said_by: who of the authority told the lead or the programme.
        instead_of: id of whoever was last in the seat when it was looked at, None if nobody was.

    Raises:
        CannotBeDone: the seat has changed meanwhile, or they are in it already.
        ValidationError: the term or `said_by` is not right; with a sentence for who entered it.
    """
    # One at a time for a network: whoever comes second sees what the first did.
    network = Network.objects.select_for_update().get(pk=network.pk)
    starts_on = starts_on or timezone.localdate()
    there = in_seat(network, authority, seat)
    _check(there, person, starts_on, instead_of)
    for each in there:
        _give_way(each, starts_on, ends_on, by=by)
    nomination = Nomination(
        network=network,
        authority=authority,
        person=person,
        seat=seat,
        starts_on=starts_on,
        ends_on=ends_on,
        nominated_by_id=by.pk if by else None,
        standing=right.standing,
        principal_id=right.principal,
        said_by=said_by.strip(),
    )
    nomination.full_clean()
    nomination.save()
    record(
        by=by,
        verb="nominated",
        thing=nomination,
        after=snapshot(nomination),
        acting_for=authority.name,
    )
    return nomination


def last_of(there: list[Nomination]) -> int | None:
    """What a form remembers of a seat, so that it notices when somebody else has changed it."""
    return there[-1].pk if there else None


def _check(
    there: list[Nomination], person: Person, starts_on: dt.date, instead_of: int | None
) -> None:
    if instead_of != UNSEEN and last_of(there) != instead_of:
        raise CannotBeDone(
            "Somebody else has changed this seat while you were at it. Look at who is in it now, "
            "and send again if it is still to be changed."
        )
    for each in there:
        if each.person_id == person.pk and each.ends_on is None and each.starts_on <= starts_on:
            raise CannotBeDone(f"{person} is in this seat already.")


def _give_way(
    there: Nomination, starts_on: dt.date, ends_on: dt.date | None, *, by: AbstractBaseUser | None
) -> None:
    """End a term before the new one begins; one that would begin later, or today, is taken back."""
    if there.ends_on and there.ends_on < starts_on:
        return
    if ends_on and there.starts_on > ends_on:
        return
    _end(there, starts_on - DAY, by=by, verb="replaced")


def _end(there: Nomination, last_day: dt.date, *, by: AbstractBaseUser | None, verb: str) -> None:
    before = snapshot(there)
    if last_day < there.starts_on:
        there.taken_back_at = timezone.now()
    else:
        there.ends_on = last_day
    there.save()
    record(by=by, verb=verb, thing=there, before=before, after=snapshot(there))


@transaction.atomic
def end_nomination(
    *, by: AbstractBaseUser | None, nomination: Nomination, last_day: dt.date
) -> Nomination:
    """Give a term its last day, or take it back if it would begin later.

    Ending what ends sooner changes nothing.
    """
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    is_over = nomination.ends_on is not None and nomination.ends_on <= last_day
    if not is_over and nomination.taken_back_at is None:
        _end(nomination, last_day, by=by, verb="ended")
    return nomination


@transaction.atomic
def take_down_person(
    *,
    by: AbstractBaseUser | None,
    authority: Authority,
    name: str,
    email: str,
    agrees_to_be_shown: bool,
) -> Person:
    """Somebody whom the directory does not know yet; nobody but the programme sees the address."""
    shown = Visibility.MEMBERS if agrees_to_be_shown else Visibility.PRIVATE
    person: Person = Person.objects.create(
        name=name,
        authority=authority,
        visibility=shown,
        confirmed_at=timezone.now() if agrees_to_be_shown else None,
        confirmed_by_id=by.pk if by and agrees_to_be_shown else None,
    )
    record(by=by, verb="entered", thing=person, after=snapshot(person))
    detail = ContactDetail.objects.create(person=person, kind=ContactKind.EMAIL, value=email)
    record(by=by, verb="entered", thing=detail, after=snapshot(detail))
    return person
