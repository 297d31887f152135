"""The mail by which somebody is invited."""

from __future__ import annotations

from urllib.parse import urljoin

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from alliance.directory.models import Alliance, Invitation
from alliance.mail.models import Message
from alliance.mail.post import post


def post_invitation(
    invitation: Invitation, *, token: str, by: AbstractBaseUser, site: str
) -> Message:
    """Put the mail with the link into the outbox; the link is nowhere else."""
    alliance = Alliance.objects.first()
    words = {
        "invitation": invitation,
        "alliance": alliance,
        "by": by,
        "link": urljoin(site, reverse("accept_invitation", args=[token])),
    }
    name = alliance.name if alliance else "Alliance"
    message = EmailMessage(
        subject=f"You are invited to {' '.join(name.split())}",
        body=render_to_string("directory/invitations/invitation.txt", words),
        to=[invitation.email],
        reply_to=[alliance.contact_email] if alliance and alliance.contact_email else None,
    )
    (posted,) = post(message, purpose="invitation", secret=True)
    return posted
