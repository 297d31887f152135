"""What a panel and those who answered are written. Nothing of an answer is in a mail to the panel."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from alliance.directory.models import Alliance
from alliance.mail.models import Message
from alliance.mail.post import post

from ..models import Panellist


def write_to_panellist(
    panellist: Panellist, template: str, subject: str, **words: Any
) -> Message | None:
    """A mail to somebody of the panel, by their account's address; nothing if they have none."""
    user = getattr(panellist.person, "user", None)
    if user is None:
        return None
    call = panellist.panel.call
    words |= {"panellist": panellist, "call": call, "link": f"{site()}/panel/{call.slug}/"}
    (message,) = post(mail(user.email, subject, template, **words), purpose="panel")
    return message


def mail(to: str, subject: str, template: str, **words: Any) -> EmailMessage:
    """A plain letter of the alliance, to which one can reply."""
    alliance = Alliance.objects.first()
    return EmailMessage(
        subject=subject,
        body=render_to_string(f"evidence/panel/{template}", words | {"alliance": alliance}),
        to=[to],
        reply_to=[alliance.contact_email] if alliance and alliance.contact_email else None,
        headers={"Auto-Submitted": "auto-generated"},
    )


def site() -> str:
    return str(settings.WAGTAILADMIN_BASE_URL)
