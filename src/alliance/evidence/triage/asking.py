"""Asking whoever answered for what is lacking: a mail with their link, at most once a day."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.audit.trail import record
from alliance.directory.models import Alliance
from alliance.mail.post import post

from ..models import RECEIVED, RequestForMore, Submission
from ..refusal import CannotBeDone
from ..taking.faults import lacking
from ..taking.receipt import link_to
from ..taking.rows import definition_of, sent_of
from ..taking.sending import may_change

PURPOSE = "submission-lacks"


def why_not(submission: Submission) -> str:
    """Why they cannot be asked now, in a sentence; nothing if they can."""
    if submission.state not in RECEIVED or submission.erased_at:
        return "It was withdrawn or erased."
    if submission.requests_for_more.filter(at__date=timezone.localdate()).exists():
        return "They were asked today. Wait a day before you ask again."
    if not submission.email:
        return "They left no e-mail address: ring them, and enter what they say."
    if not may_change(submission):
        return "They can add nothing more: the call has closed, or it is decided. Ring or write to them."
    return ""


@transaction.atomic
def ask_for_more(submission: Submission, *, by: AbstractBaseUser) -> RequestForMore:
    """Mail them what is lacking, with the link by which they add it.

    Raises:
        CannotBeDone: nothing is lacking, or they cannot be asked (now).
    """
    rows = Submission.objects.select_for_update(of=("self",)).select_related("call")
    submission = rows.get(pk=submission.pk)
    if why := why_not(submission):
        raise CannotBeDone(why)
    lacks = [
        fault.sentence for fault in lacking(definition_of(submission.call), sent_of(submission))
    ]
    if not lacks:
        raise CannotBeDone(f"Nothing is lacking in {submission}.")
    (message,) = post(_letter(submission, lacks), purpose=PURPOSE, secret=True)
    row = RequestForMore.objects.create(
        submission=submission, asked_for=lacks, by_id=by.pk, message=message
    )
    record(by=by, verb="asked for what is lacking in", thing=submission)
    return row


def _letter(submission: Submission, lacks: list[str]) -> EmailMessage:
    alliance = Alliance.objects.first()
    words = {
        "submission": submission,
        "call": submission.call,
        "lacks": lacks,
        "link": link_to(submission),
        "call_link": settings.WAGTAILADMIN_BASE_URL + submission.call.get_absolute_url(),
        "alliance": alliance,
    }
    return EmailMessage(
        subject=f"{submission.reference}: could you add a little?",
        body=render_to_string("evidence/triage/more.txt", words),
        to=[submission.email],
        reply_to=[alliance.contact_email] if alliance and alliance.contact_email else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
