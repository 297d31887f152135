"""The mails about a subscription: to confirm it, to reach one's choices, to tell what was changed."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from alliance.directory.models import Alliance
from alliance.directory.networks.addresses import whole_address
from alliance.mail.models import Message
from alliance.mail.post import post

from ..models import Subscriber
from .links import LASTS, choices_link, confirming_link
from .wishes import Wishes
from .words import AGREED, in_words


def post_confirmation(
    subscriber: Subscriber, wishes: Wishes, *, by: AbstractBaseUser | None
) -> Message:
    """Ask the owner of an address whether it was they who asked."""
    return _post(
        subscriber,
        "Confirm that you want our bulletins",
        "confirm.txt",
        purpose="subscription",
        agreed=AGREED,
        link=confirming_link(subscriber, wishes, by=by),
        chosen=in_words(wishes),
    )


def post_already(subscriber: Subscriber) -> Message:
    """Somebody subscribed an address that gets our mail already."""
    return _post(
        subscriber,
        "You are subscribed already",
        "already.txt",
        purpose="subscription",
        link=choices_link(subscriber, by=None),
    )


def post_choices(subscriber: Subscriber, *, by: AbstractBaseUser | None = None) -> Message:
    """The link to their choices, on request."""
    return _post(
        subscriber,
        "Your link: what we send you",
        "choices.txt",
        purpose="choices-link",
        link=choices_link(subscriber, by=by),
    )


def post_changed(subscriber: Subscriber, wishes: Wishes) -> Message:
    """Tell the owner what was changed, with a way back if it was not they."""
    return _post(
        subscriber,
        "What we send you was changed",
        "changed.txt",
        purpose="choices-changed",
        link=choices_link(subscriber, by=None),
        chosen=in_words(wishes),
    )


def post_left(subscriber: Subscriber) -> Message:
    """Tell the owner that they have left by the link of a copy, which others may have."""
    return _post(
        subscriber,
        "You have left our mailing list",
        "left.txt",
        purpose="choices-changed",
        link=choices_link(subscriber, by=None),
    )


def _post(
    subscriber: Subscriber, subject: str, template: str, *, purpose: str, **words: object
) -> Message:
    alliance = Alliance.objects.first()
    office = alliance.contact_email if alliance else ""
    short = alliance.short_name if alliance else ""
    body = render_to_string(
        f"delivery/subscribing/mails/{template}",
        {
            "subscriber": subscriber,
            "alliance": alliance,
            "office": office,
            "subscribe": whole_address("/subscribe/"),
            "days": LASTS.days,
            "privacy": whole_address("/privacy/"),
            **words,
        },
    )
    message = EmailMessage(
        subject=" ".join((f"{short}: {subject}" if short else subject).split()),
        body=body,
        to=[subscriber.address],
        reply_to=[office] if office else None,
    )
    (sent,) = post(message, purpose=purpose, secret=True)
    return sent
