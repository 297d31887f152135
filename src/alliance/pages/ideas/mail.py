"""The mail by which an idea is answered."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from alliance.directory.models import Alliance
from alliance.mail.models import Message
from alliance.mail.post import post
from alliance.pages.models import Idea

PURPOSE = "idea-reply"


def post_reply(idea: Idea) -> Message:
    """Put the reply into the outbox, in the transaction of what asks for it."""
    (message,) = post(message_of(idea), purpose=PURPOSE)
    return message


def message_of(idea: Idea) -> EmailMessage:
    """What the proposer gets: the reply, and under it what they had written."""
    alliance = Alliance.objects.first()
    title = idea.page.title if idea.page else ""
    words = {"idea": idea, "alliance": alliance, "title": title}
    about = f"Your idea for “{title}”" if title else "Your idea"
    return EmailMessage(
        subject=" ".join(about.split()),
        body=render_to_string("pages/ideas/reply.txt", words),
        to=[idea.email],
        reply_to=[alliance.contact_email] if alliance and alliance.contact_email else None,
        headers={"Auto-Submitted": "no"},
    )
