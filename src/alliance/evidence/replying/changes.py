"""What is done so that every proposer gets a reply, each with its event in the trail."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from alliance.audit.trail import record
from alliance.mail import change as outbox
from alliance.mail.models import STUCK

from ..models import InHand, Reply, Submission, SubmissionState
from ..refusal import CannotBeDone
from .letter import post_reply


@transaction.atomic
def reply(
    submission: Submission,
    *,
    by: AbstractBaseUser,
    text: str,
    by_telephone: bool = False,
    seen: int | None = None,
) -> Reply:
    """Write a reply to whoever gave an idea, or write down what they were told by telephone.

    The mail is a row of this transaction: sent once, or not at all.

    Args:
        seen: how many replies there were when it was written; None asks nobody.

    Raises:
        CannotBeDone: somebody replied meanwhile, or there is nobody to reply to.
    """
    submission = _locked(submission)
    if submission.erased_at:
        raise CannotBeDone("This idea was erased: nobody is left to reply to.")
    if submission.state == SubmissionState.DRAFT:
        raise CannotBeDone("This was not sent yet: there is nothing to reply to.")
    if seen is not None and submission.replies.count() != seen:
        raise CannotBeDone(
            "A reply was sent meanwhile; yours was not. Read that one first: what you wrote is still "
            "here, and can be sent as a second one."
        )
    if not by_telephone and not submission.email:
        raise CannotBeDone("They left no e-mail address. Ring them, and write down what you said.")
    row = Reply(submission=submission, text=text, by_id=by.pk, by_telephone=by_telephone)
    row.message = None if by_telephone else post_reply(row)
    row.save()
    InHand.objects.filter(submission=submission).delete()
    record(
        by=by,
        verb="told the reply to" if by_telephone else "replied to",
        thing=submission,
    )
    return row


@transaction.atomic
def take_in_hand(submission: Submission, *, by: AbstractBaseUser) -> InHand:
    """Say that somebody is looking into it."""
    submission = _locked(submission)
    held = InHand.objects.filter(submission=submission).select_related("by").first()
    if held is not None:
        raise CannotBeDone(f"It is in hand already: {held.by or 'somebody'} looks into it.")
    if submission.erased_at or submission.replies.exists():
        raise CannotBeDone("It was replied to or erased: nothing waits here.")
    row = InHand.objects.create(submission=submission, by_id=by.pk)
    record(by=by, verb="took in hand", thing=submission)
    return row


@transaction.atomic
def send_again(row: Reply, *, by: AbstractBaseUser) -> Reply:
    """Send a reply that was held or could not be sent, or of which nobody knows whether it was."""
    row = Reply.objects.select_for_update(of=("self",)).select_related("submission").get(pk=row.pk)
    message = row.message
    if row.erased_at or message is None or message.state not in STUCK:
        raise CannotBeDone("The reply is not to be sent again.")
    if message.may_be_sent_again:
        outbox.send_again(message, by=by)
    else:  # what the first said was erased there: it is written anew
        row.message = post_reply(row)
        row.save(update_fields=["message"])
    record(by=by, verb="sent the reply again to", thing=row.submission)
    return row


def _locked(submission: Submission) -> Submission:
    """As it is now, held until the end of the transaction (SQLite has one writer anyway)."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related("call")
    return rows.get(pk=submission.pk)
