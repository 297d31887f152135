"""Choosing signed in: no mail has to prove whose address it is, for the account does."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from alliance.audit.trail import record, snapshot
from alliance.directory.models import User

from ..models import ConsentBy, Standing, Subscriber
from ..returning.suppress import is_suppressed
from .changes import activate, choose
from .leave import leave
from .links import withdraw_links
from .wishes import Wishes

STOPPED_THERE = "Their account has another address now, which was sent nothing before."
MOVED = "Their account has another address now, which has a subscription of its own."


def subscriber_of(user: User) -> Subscriber | None:
    """What an account's owner is subscribed as: as the person they are, or by their address.

    Changes nothing; whoever is found by address alone is linked when they choose.
    """
    found: Subscriber | None = None
    if user.person_id is not None:
        found = Subscriber.objects.filter(person=user.person_id).first()
    if found is None:
        found = Subscriber.objects.known_as(user.email).first()
    return found


@transaction.atomic
def choose_signed_in(*, user: User, wishes: Wishes) -> Subscriber:
    """Subscribe the owner of an account, or change what they are sent.

    Raises:
        IsStopped: nothing is sent to the address until the programme lifts that.
    """
    subscriber = subscriber_of(user) or _new(user)
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    _link(subscriber, user, by=user)
    if subscriber.standing == Standing.ACTIVE:
        choose(subscriber=subscriber, wishes=wishes, by=user, tell_owner=False)
    else:
        subscriber.name = subscriber.name or user.name
        activate(subscriber, wishes=wishes, how=ConsentBy.ACCOUNT, by=user)
    subscriber.refresh_from_db()
    return subscriber


def _new(user: User) -> Subscriber:
    try:
        with transaction.atomic():
            made = Subscriber.objects.create(address=user.email, name=user.name)
            record(by=user, verb="asked to subscribe", thing=made, after=snapshot(made))
            return made
    except IntegrityError:  # the same form came twice at once
        return Subscriber.objects.known_as(user.email).get()


def _link(subscriber: Subscriber, user: User, *, by: User) -> None:
    """Their roles say from now on what is asked of them."""
    if user.person_id is None or subscriber.person_id is not None:
        return
    before = snapshot(subscriber, ["person"])
    subscriber.person_id = user.person_id
    subscriber.save(update_fields=["person"])
    after = snapshot(subscriber, ["person"])
    record(by=by, verb="linked with its account", thing=subscriber, before=before, after=after)


@transaction.atomic
def follow(*, user: User, before: str, by: User) -> None:
    """An account has an address for the first time, or another one: its subscription goes with it.

    Where the new address has a subscription of its own that was confirmed, or ended, that one holds,
    and the other ends: nobody is sent two copies, and nobody who left is brought back.

    Args:
        before: the address until now; empty if the account is new.
        by: who changed it.
    """
    old = _of_account(user, before)
    own = Subscriber.objects.known_as(user.email).select_for_update().first()
    if own is not None and old is not None and own.pk != old.pk:
        if own.standing == Standing.WAITING:
            record(by=by, verb="removed, as nobody had confirmed it,", thing=own)
            own.delete()
            own = None
        else:
            Subscriber.objects.filter(pk=old.pk).update(person=None)
            leave(subscriber=old, how=MOVED, by=by)
            old = None
    if own is not None and own.person_id is None:
        _link(own, user, by=by)
    elif old is not None and before and old.address.casefold() == before.strip().casefold():
        old.address = user.email
        old.save(update_fields=["address"])
        record(by=by, verb="moved to another address", thing=old)
        withdraw_links(subscriber=old, by=by, reason="The address is another.")
        if is_suppressed(user.email):
            leave(subscriber=old, how=STOPPED_THERE, by=by)


def _of_account(user: User, before: str) -> Subscriber | None:
    """The subscription that follows an account: its person's, or that of the address it had."""
    rows = Subscriber.objects.select_for_update()
    found: Subscriber | None = None
    if user.person_id is not None:
        found = rows.filter(person=user.person_id).first()
    if found is None and before:
        found = rows.known_as(before).filter(person=None).first()
    return found
