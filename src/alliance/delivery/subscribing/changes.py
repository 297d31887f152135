"""What is done to a subscription, each with its event in the trail."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Authority, User

from ..models import Consent, ConsentBy, Standing, Subscriber
from .mails import post_changed
from .stopped import lift_by_own_wish
from .wishes import Wishes, wishes_of
from .words import agreed_to


@dataclass(frozen=True, slots=True)
class About:
    """What somebody says of themselves; it opens nothing."""

    name: str
    authority: Authority | None


@transaction.atomic
def activate(
    subscriber: Subscriber, *, wishes: Wishes, how: ConsentBy, by: AbstractBaseUser | None
) -> None:
    """From now on they are sent mail, and what they agreed to is kept. Called with the row locked.

    Raises:
        IsStopped: nothing is sent to the address until the programme lifts that.
    """
    lift_by_own_wish(subscriber.address, by=by)
    before, now = snapshot(subscriber), timezone.now()
    verb = "came back" if subscriber.standing == Standing.LEFT else "subscribed"
    if subscriber.standing != Standing.ACTIVE:
        subscriber.standing, subscriber.confirmed_at, subscriber.left_at = (
            Standing.ACTIVE,
            now,
            None,
        )
    put(wishes, on=subscriber)
    if subscriber.person_id is None:
        subscriber.person_id = _person_with_account(subscriber.address)
    subscriber.save()
    Consent.objects.create(
        subscriber=subscriber,
        by=how,
        at=now,
        words=agreed_to(wishes),
        recorded_by_id=by.pk if by else None,
    )
    record(by=by, verb=verb, thing=subscriber, before=before, after=snapshot(subscriber))


@transaction.atomic
def come_back(
    *,
    subscriber: Subscriber,
    wishes: Wishes,
    by: AbstractBaseUser | None = None,
    how: ConsentBy = ConsentBy.FORM,
) -> Subscriber:
    """Whoever left wants mail again. Does nothing to whom mail is sent already.

    Raises:
        IsStopped: nothing is sent to the address until the programme lifts that.
    """
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if subscriber.standing in {Standing.LEFT, Standing.WAITING}:
        activate(subscriber, wishes=wishes, how=how, by=by)
    return subscriber


@transaction.atomic
def choose(
    *,
    subscriber: Subscriber,
    wishes: Wishes,
    about: About | None = None,
    by: AbstractBaseUser | None,
    tell_owner: bool = True,
) -> bool:
    """Change what somebody is sent, or what they say of themselves; whether anything changed.

    Args:
        about: left as it is if not given.
        tell_owner: by mail, with a way back: whoever changed it came by a link.
    """
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    before, was = snapshot(subscriber), wishes_of(subscriber)
    if about is not None:
        subscriber.name, subscriber.said_authority = about.name, about.authority
    put(wishes, on=subscriber)
    after = snapshot(subscriber)
    is_now = wishes_of(subscriber)
    if before == after and was == is_now:
        return False
    subscriber.save()
    record(by=by, verb="chose what is sent to", thing=subscriber, before=before, after=after)
    if tell_owner and was != is_now:
        post_changed(subscriber, is_now)
    return True


def put(wishes: Wishes, *, on: Subscriber) -> None:
    """Write wishes on a row, which its caller saves; topics that are gone meanwhile are left out."""
    on.frequency = wishes.frequency.value
    on.audiences = sorted(each.value for each in wishes.audiences)
    on.topics.set(on.topics.model.objects.filter(pk__in=wishes.topics))


def _person_with_account(address: str) -> int | None:
    """Whose account has an address that was just shown to be theirs, if nobody's copy names them."""
    user = User.objects.filter(email__iexact=address, is_active=True).first()
    if user is None or user.person_id is None:
        return None
    taken = Subscriber.objects.filter(person=user.person_id).exists()
    return None if taken else user.person_id
