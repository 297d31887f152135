"""Asking to subscribe, and for the link to one's choices: forms that anybody sends for any address.

What they answer is the same whoever's address it is; what happens is told to its owner, by mail.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Authority

from ..models import Standing, Subscriber
from .changes import put
from .limits import had_enough
from .links import CHOICES, SUBSCRIBE
from .mails import post_already, post_choices, post_confirmation
from .stopped import firm_stop_of
from .wishes import Wishes, wishes_of


@transaction.atomic
def ask(
    *,
    address: str,
    name: str = "",
    authority: Authority | None = None,
    wishes: Wishes,
    by: AbstractBaseUser | None,
) -> None:
    """Somebody wants this address subscribed: its owner is asked by mail, and decides.

    Nothing changes for an address that is subscribed or has left. Where mail comes back or was
    stopped, nothing is sent: the programme lifts that first.

    Args:
        by: the account of whoever asks, if they are signed in.
    """
    if firm_stop_of(address):
        return
    subscriber = held(address)
    if subscriber is None:
        subscriber = _new(address=address, by=by)
    if subscriber.standing == Standing.ACTIVE:
        if not had_enough(subscriber, CHOICES):
            post_already(subscriber)
        return
    if had_enough(subscriber, SUBSCRIBE):
        return
    if subscriber.standing == Standing.WAITING:
        # nobody has agreed to anything yet: what was said last holds
        subscriber.name, subscriber.said_authority = name, authority
        put(wishes, on=subscriber)
        subscriber.save()
    post_confirmation(subscriber, wishes, by=by)


@transaction.atomic
def ask_for_link(*, address: str, by: AbstractBaseUser | None = None) -> None:
    """Mail the owner of an address the link to their choices, if they are a subscriber."""
    subscriber = held(address)
    if subscriber is None or firm_stop_of(address):
        return
    if subscriber.standing == Standing.WAITING:
        if not had_enough(subscriber, SUBSCRIBE):
            post_confirmation(subscriber, wishes_of(subscriber), by=by)
    elif not had_enough(subscriber, CHOICES):
        post_choices(subscriber, by=by)


def held(address: str) -> Subscriber | None:
    """Whoever is known by an address, locked until the end of the transaction."""
    rows = Subscriber.objects.known_as(address).select_for_update()
    found: Subscriber | None = rows.first()
    return found


def _new(*, address: str, by: AbstractBaseUser | None) -> Subscriber:
    try:
        with transaction.atomic():
            made = Subscriber.objects.create(address=address.strip().lower())
            record(by=by, verb="asked to subscribe", thing=made, after=snapshot(made))
            return made
    except IntegrityError:  # the same form came twice at once
        return Subscriber.objects.known_as(address).select_for_update().get()
