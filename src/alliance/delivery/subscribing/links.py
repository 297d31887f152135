"""The links of a subscriber: whose they are, and how much each permits (decision 61).

* One that was *mailed on request* shows that whoever has it reads that mailbox: it permits all.
* One that stands in a *copy* goes wherever the copy is forwarded to: whoever changes something by it
  types the address that the copy came to, and neither name nor record is shown.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from alliance.audit.trail import record, snapshot
from alliance.directory.networks.addresses import whole_address
from alliance.links.sign import Refusal, issue, open_link, revoke, use

from .. import own_links
from ..models import Standing, Subscriber
from ..own_links import Purpose, Unopened
from .wishes import Wishes

SUBSCRIBE = "subscribe"
CHOICES = "choices"
LASTS = dt.timedelta(days=7)
"""Links that are mailed on request: as long as somebody may be away, and no longer."""


class Way(Enum):
    """How somebody came to the choices of a subscriber."""

    COPY = "by the link of a mail"
    MAILED = "by a link sent to them"


class NoLink(Exception):
    """A link that opens nothing: `sentence` says why, `status` what the page answers."""

    def __init__(self, why: Refusal | Unopened) -> None:
        super().__init__(why.sentence)
        self.sentence = why.sentence
        self.status = 404 if why in {Refusal.UNKNOWN, Unopened.UNKNOWN} else 410


@dataclass(frozen=True, slots=True)
class Came:
    subscriber: Subscriber
    way: Way

    @property
    def is_theirs(self) -> bool:
        """Whether the link itself shows that its owner has it."""
        return self.way is Way.MAILED


def came_by(token: str) -> Came:
    """Whose choices a link leads to. Changes nothing, so a mail scanner may open it.

    Raises:
        NoLink: it is none, has expired or was withdrawn, or its owner is erased.
    """
    opened = own_links.open_token(token, Purpose.CHOICES)
    if isinstance(opened, own_links.Opened):
        return Came(_kept(opened.subscriber), Way.COPY)
    if opened is not Unopened.UNKNOWN:
        raise NoLink(opened)
    return Came(_of(token, CHOICES), Way.MAILED)


def to_confirm(token: str) -> Subscriber:
    """Whose subscription a link confirms. Changes nothing.

    Raises:
        NoLink: as `came_by`.
    """
    return _of(token, SUBSCRIBE)


def press_to_confirm(token: str) -> bool:
    """Use a link by which a subscription is confirmed; whether this is its first press.

    Called with its subscriber locked, so that of two presses at once one is the first.

    Raises:
        NoLink: as `came_by`.
    """
    link = open_link(token, SUBSCRIBE)
    pressed = use(token, SUBSCRIBE)
    if isinstance(link, Refusal):
        raise NoLink(link)
    if isinstance(pressed, Refusal):
        raise NoLink(pressed)
    return link.used_at is None


def to_leave(token: str) -> Subscriber:
    """Who leaves by the link of a message's header. Changes nothing.

    Raises:
        NoLink: as `came_by`.
    """
    opened = own_links.open_token(token, Purpose.LEAVE)
    if isinstance(opened, Unopened):
        raise NoLink(opened)
    return _kept(opened.subscriber)


def _of(token: str, purpose: str) -> Subscriber:
    link = open_link(token, purpose)
    if isinstance(link, Refusal):
        raise NoLink(link)
    subscriber = Subscriber.objects.filter(pk=link.object_id).first()
    if subscriber is None:
        raise NoLink(Refusal.REVOKED)
    return _kept(subscriber)


def _kept(subscriber: Subscriber) -> Subscriber:
    if subscriber.standing == Standing.ERASED:
        raise NoLink(Refusal.REVOKED)
    return subscriber


def confirming_link(subscriber: Subscriber, wishes: Wishes, *, by: AbstractBaseUser | None) -> str:
    """The address by which a subscription is confirmed, with what is wished. To be mailed at once."""
    token = _token(subscriber, SUBSCRIBE, by)
    at = reverse("confirm_subscription", args=[token])
    return whole_address(f"{at}?wishes={wishes.code}")


def choices_link(subscriber: Subscriber, *, by: AbstractBaseUser | None) -> str:
    """The address of somebody's choices, permitting all. To be mailed to them at once."""
    token = _token(subscriber, CHOICES, by)
    return whole_address(reverse("choices", args=[token]))


def _token(subscriber: Subscriber, purpose: str, by: AbstractBaseUser | None) -> str:
    return issue(
        purpose=purpose,
        expires_in=LASTS,
        by=by,
        subject=subscriber,
        person_id=subscriber.person_id,
    )


@transaction.atomic
def withdraw_links(
    *, subscriber: Subscriber, by: AbstractBaseUser | None, reason: str = ""
) -> None:
    """No link that was ever sent to them opens anything any more; the next mail has new ones."""
    before = snapshot(subscriber, ["links_version"])
    Subscriber.objects.filter(pk=subscriber.pk).update(links_version=F("links_version") + 1)
    subscriber.refresh_from_db(fields=["links_version"])
    for purpose in (SUBSCRIBE, CHOICES):
        revoke(purpose=purpose, subject=subscriber)
    record(
        by=by,
        verb="withdrew the links of",
        thing=subscriber,
        before=before,
        after=snapshot(subscriber, ["links_version"]),
        reason=reason,
    )
