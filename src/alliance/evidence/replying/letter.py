"""The mail by which somebody is replied to: the reply, and under it what they had told."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from alliance.directory.models import Alliance
from alliance.mail.models import Message
from alliance.mail.post import post

from ..models import Reply
from ..taking.receipt import lines_of
from .told_from import places_of

PURPOSE = "idea-reply"


def post_reply(reply: Reply) -> Message:
    """Put the reply into the outbox, in the transaction of what asks for it."""
    (message,) = post(message_of(reply), purpose=PURPOSE)
    return message


def message_of(reply: Reply) -> EmailMessage:
    """What the proposer gets. Its subject has the reference, by which they find their receipt."""
    alliance = Alliance.objects.first()
    submission = reply.submission
    place = places_of([submission.pk]).get(submission.pk)
    about = f"your idea for “{place.title}”" if place and not place.is_gone else "your idea"
    words = {
        "reply": reply,
        "submission": submission,
        "lines": lines_of(submission),
        "place": place,
        "alliance": alliance,
    }
    return EmailMessage(
        subject=" ".join(f"{submission.reference}: {about}".split()),
        body=render_to_string("evidence/replying/reply.txt", words),
        to=[submission.email],
        reply_to=[alliance.contact_email] if alliance and alliance.contact_email else None,
        headers={"Auto-Submitted": "no"},
    )
