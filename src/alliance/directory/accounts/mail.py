"""What somebody is told when the programme changed something about their account."""

from __future__ import annotations

from enum import Enum

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from alliance.directory.models import Alliance, User
from alliance.mail.post import post


class Said(Enum):
    """What was done: a subject, and what it means for them."""

    FACTOR_RESET = (
        "Your second factor was taken off",
        "took the second factor and the recovery codes off your account. Sign in with your "
        "password; if you need a second factor, you are then led to add a new one.",
    )
    SIGNED_OUT = (
        "You were signed out everywhere",
        "signed your account out everywhere. Sign in again where you need it.",
    )
    SHUT = ("Your account was shut", "shut your account. Nobody can sign in with it any more.")
    REOPENED = (
        "Your account is open again",
        "opened your account again. Sign in as you did before.",
    )
    ADDRESS_CHANGED = (
        "The e-mail address of your account was changed",
        "changed the e-mail address of your account. You sign in with {email} from now on.",
    )


def tell(user: User, said: Said, *, by: User, to: str = "") -> None:
    """Put the mail into the outbox, in the transaction of what it tells of."""
    subject, words = said.value
    alliance = Alliance.objects.first()
    body = render_to_string(
        "directory/accounts/told.txt",
        {
            "user": user,
            "by": by,
            "words": words.format(email=user.email),
            "alliance": alliance,
        },
    )
    post(
        EmailMessage(
            subject=subject,
            body=body,
            to=[to or user.email],
            reply_to=[alliance.contact_email] if alliance and alliance.contact_email else None,
        ),
        purpose="account",
    )
