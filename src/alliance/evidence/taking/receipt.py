"""The receipt: a reference, a copy of what was sent, and the link by which it is changed."""

from __future__ import annotations

import datetime as dt

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.directory.models import Alliance
from alliance.directory.networks.addresses import whole_address
from alliance.links.sign import issue
from alliance.mail.models import Message
from alliance.mail.post import post
from alliance.ui.days import written

from ..models import Submission
from .definition import NO, YES
from .rows import definition_of, sent_of

PURPOSE = "submission"
"""Of the link by which whoever gave a submission changes or withdraws it."""
AFTER_CLOSING = dt.timedelta(days=180)
STANDING = dt.timedelta(days=365)


def link_to(submission: Submission) -> str:
    """A new address at which its writer goes on with it, from any device. Earlier ones still hold."""
    return whole_address(f"/my-submission/{token_for(submission)}/")


def token_for(submission: Submission) -> str:
    """The secret of a new link."""
    now = timezone.now()
    closes = submission.call.closes_at
    lasts = max(closes - now, dt.timedelta()) + AFTER_CLOSING if closes else STANDING
    return issue(purpose=PURPOSE, expires_in=lasts, by=None, subject=submission)


def post_receipt(submission: Submission, *, is_first: bool) -> Message | None:
    """Put the receipt into the outbox, in the transaction that sends; nothing without an address."""
    if not submission.email:
        return None
    (message,) = post(message_of(submission, is_first=is_first), purpose="receipt", secret=True)
    return message


def message_of(submission: Submission, *, is_first: bool) -> EmailMessage:
    alliance = Alliance.objects.first()
    words = {
        "submission": submission,
        "alliance": alliance,
        "is_first": is_first,
        "link": link_to(submission),
        "lines": lines_of(submission),
        "enclosures": [row.name for row in submission.enclosures.filter(removed_at__isnull=True)],
    }
    return EmailMessage(
        subject=f"{submission.reference}: {'we have your idea' if is_first else 'we have your change'}",
        body=render_to_string("evidence/receipt.txt", words),
        to=[submission.email],
        reply_to=[alliance.contact_email] if alliance and alliance.contact_email else None,
        headers={"Auto-Submitted": "auto-generated"},
    )


def lines_of(submission: Submission) -> list[tuple[str, str]]:
    """Each question that was answered with its answer, as a person reads it."""
    given = sent_of(submission)
    definition = definition_of(submission.call, with_retired=True)
    return [
        (question.label, as_read(given.answers[question.key]))
        for question in definition.questions
        if question.key in given.answers
    ]


def as_read(text: str) -> str:
    """An answer in words: “Yes”, “No”, a day as 13 November 2020, or as it was written."""
    return str({YES: "Yes", NO: "No"}.get(text) or written(text))
