"""The mail with the link by which somebody goes on, on another device."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from alliance.directory.models import Alliance
from alliance.mail.models import Message
from alliance.mail.post import post

from ..models import Submission
from ..taking.receipt import link_to

PURPOSE = "submission-link"


@transaction.atomic
def post_link(submission: Submission, *, email: str) -> Message:
    """Put a new link to a submission into the outbox, for the address that its writer typed."""
    alliance = Alliance.objects.first()
    words = {"submission": submission, "alliance": alliance, "link": link_to(submission)}
    message = EmailMessage(
        subject=" ".join(f"Your link: {submission.call.title}".split()),
        body=render_to_string("evidence/answering/link.txt", words),
        to=[email],
        reply_to=[alliance.contact_email] if alliance and alliance.contact_email else None,
    )
    (sent,) = post(message, purpose=PURPOSE, secret=True)
    return sent
