"""Erasing a subscriber: nothing that says who they were is left, and nothing is sent to them again.

What stays is that somebody was, how many copies were sent, and a keyed hash of the address among
those that are sent nothing: without it the next list would bring them back.
"""

from __future__ import annotations

import re

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from alliance.audit.erase import erase_thing
from alliance.audit.trail import record, snapshot
from alliance.directory.models import ContactDetail, ContactKind, Person, User
from alliance.links.sign import revoke
from alliance.mail.change import withdraw
from alliance.mail.models import OPEN as MESSAGE_OPEN
from alliance.mail.models import Message

from ..models import (
    OPEN,
    Copy,
    CopyState,
    Frequency,
    Return,
    Standing,
    Subscriber,
    Suppression,
    Why,
)
from ..own_links import address_hashes
from ..returning.suppress import suppress
from .links import CHOICES, SUBSCRIBE

OUR_PURPOSES = ("subscription", "choices-link", "choices-changed")
"""Messages of the outbox that are about a subscription (`mails.py`)."""
ASKED = "They asked to be erased."
LEFT_LONG_AGO = "Erased some time after they left."
EMPTY = {"recipient": "", "name": "", "domain": "", "provider_id": "", "why": ""}


@transaction.atomic
def erase(*, subscriber: Subscriber, by: AbstractBaseUser | None, reason: str = "") -> None:
    """Destroy all that says who a subscriber was, by their wish. Again changes nothing."""
    empty(subscriber, why=Why.ERASED, by=by, reason=reason)


@transaction.atomic
def empty(
    subscriber: Subscriber, *, why: Why, by: AbstractBaseUser | None, reason: str = ""
) -> None:
    """As `erase`, for any cause.

    Args:
        why: what their address is kept among those that are sent nothing for, unless something
            firmer is known of it.
    """
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if subscriber.standing == Standing.ERASED:
        return
    address, before = subscriber.address, snapshot(subscriber)
    suppress(address=address, why=why, detail="", by=by)
    for stop in Suppression.objects.filter(address_hash__in=address_hashes(address)):
        erase_thing(stop, by=by, reason="Its owner was erased.")
        Suppression.objects.filter(pk=stop.pk).update(address="", detail="")
    copies = Copy.objects.filter(Q(subscriber=subscriber) | Q(recipient__iexact=address))
    empty_copies(
        Copy.objects.filter(pk__in=list(copies.values_list("pk", flat=True))),
        why=ASKED if why == Why.ERASED else LEFT_LONG_AGO,
        address=address,
    )
    _withdraw_messages(address)
    for purpose in (SUBSCRIBE, CHOICES):
        revoke(purpose=purpose, subject=subscriber)
    subscriber.consents.all().delete()
    subscriber.topics.clear()
    subscriber.address, subscriber.name, subscriber.audiences = "", "", []
    subscriber.person = subscriber.said_authority = None
    subscriber.frequency = Frequency.EACH
    subscriber.standing, subscriber.erased_at = Standing.ERASED, timezone.now()
    subscriber.links_version += 1
    subscriber.save()
    erase_thing(subscriber, by=by, reason=without(address, reason))
    record(
        by=by,
        verb="erased",
        thing=subscriber,
        before={"standing": before["standing"]},
        after={"standing": subscriber.standing},
    )


def without(address: str, words: str) -> str:
    """Words in which an address stands no more."""
    return re.sub(re.escape(address), "…", words, flags=re.IGNORECASE) if address else words


def empty_copies(copies: QuerySet[Copy], *, why: str, address: str = "") -> None:
    """What was sent stays counted; what waits is not sent, and one in hand is let go of."""
    returns = Return.objects.filter(copy__in=copies)
    if address:
        for one in returns.filter(name__icontains=address):
            Return.objects.filter(pk=one.pk).update(name=f"erased {one.pk}")
    returns.update(said="")
    copies.filter(state__in=OPEN).update(state=CopyState.PASSED_OVER, claim="", lease_until=None)
    copies.filter(state=CopyState.PASSED_OVER).update(**EMPTY | {"why": why})
    copies.exclude(state=CopyState.PASSED_OVER).update(**EMPTY)


def _withdraw_messages(address: str) -> None:
    """Mails about the subscription; others that are over and done with too, where nobody here has the
    address otherwise. What waits to be sent for another cause, an answer to an idea, is sent.
    """
    messages = Message.objects.filter(recipient__iexact=address)
    ours = Q(purpose__in=OUR_PURPOSES)
    if not _is_known_otherwise(address):
        ours |= ~Q(state__in=MESSAGE_OPEN)
    for message in messages.filter(ours):
        withdraw(message)


def _is_known_otherwise(address: str) -> bool:
    """Whether an account or somebody of the directory has the address."""
    return (
        User.objects.filter(email__iexact=address).exists()
        or ContactDetail.objects.filter(kind=ContactKind.EMAIL, value__iexact=address).exists()
    )


def erase_with_person(sender: type[Person], instance: Person, **rest: object) -> None:
    """Whoever is taken out of the directory for good is no subscriber any more (a signal)."""
    if subscriber := Subscriber.objects.filter(person=instance).first():
        erase(subscriber=subscriber, by=None, reason="Was taken out of the directory.")
