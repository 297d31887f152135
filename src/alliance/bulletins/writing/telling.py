"""Telling an editor by mail what a draft waits for: who is asked, and who must know that it stopped."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from alliance.directory.models import Alliance, User
from alliance.directory.networks.addresses import whole_address
from alliance.mail.post import post

from ..models import DraftIssue


def tell(user: User | None, issue: DraftIssue, *, subject: str, words: str) -> None:
    """Write it into the outbox, as part of the change that it tells of; nobody is no fault.

    Args:
        words: what happened and why, as sentences.
    """
    if user is None or not user.is_active:
        return
    alliance = Alliance.objects.first()
    office = alliance.contact_email if alliance else ""
    post(
        EmailMessage(
            subject=f"{issue} {subject}",
            body=render_to_string(
                "bulletins/writing/told.txt",
                {
                    "user": user,
                    "words": words,
                    "page": whole_address(f"{issue.get_absolute_url()}publish/"),
                    "alliance": alliance,
                },
            ),
            to=[user.email],
            reply_to=[office] if office and office != user.email else None,
        ),
        purpose="bulletin-draft",
    )
