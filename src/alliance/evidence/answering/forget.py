"""Drafts do not stay for ever: thrown away by whoever began them, or by the clock.

Nobody but their writer ever saw one, so nothing of it is kept but that there was one.
"""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from alliance.audit.trail import record
from alliance.jobs.declare import job
from alliance.jobs.progress import Progress
from alliance.links.sign import revoke

from ..models import Submission, SubmissionState
from ..refusal import CannotBeDone
from ..taking.files import destroy_files
from ..taking.receipt import PURPOSE
from ..taking.sending import locked, may_change

AFTER_CLOSING = dt.timedelta(days=60)
"""Long enough for what comes late to be let in."""
STANDING = dt.timedelta(days=180)
"""After the last letter, where a call never closes."""


@transaction.atomic
def throw_away(submission: Submission, *, by: AbstractBaseUser | None) -> None:
    """Destroy a draft, its files and its links.

    Raises:
        CannotBeDone: it was sent: it is withdrawn, or erased by the programme.
    """
    submission = locked(submission)
    if submission.state != SubmissionState.DRAFT:
        raise CannotBeDone("It was sent, so it cannot be thrown away. Withdraw it instead.")
    record(by=by, verb="threw away", thing=submission)
    revoke(purpose=PURPOSE, subject=submission)
    destroy_files(list(submission.enclosures.all()))
    submission.delete()


@transaction.atomic
def leave_as_sent(submission: Submission) -> Submission:
    """Forget a change that was typed and not sent."""
    submission = locked(submission)
    if submission.state == SubmissionState.DRAFT:
        raise CannotBeDone("It was not sent yet: there is nothing to go back to.")
    if submission.typed is not None:
        if not may_change(submission):
            raise CannotBeDone("This can no longer be changed.")
        submission.typed = None
        submission.version += 1
        submission.save(update_fields=["typed", "version"])
    return submission


@job(title="Forget answers that were begun and never sent")
def forget_drafts(progress: Progress) -> str:
    """Every night; safe to run again."""
    drafts = changes = 0
    of_nobody = untouched(timezone.now()).filter(state=SubmissionState.DRAFT)
    for draft in of_nobody.exclude(form_reading__form__state="waiting"):  # theirs to settle
        throw_away(draft, by=None)
        drafts += 1
    half_typed = untouched(timezone.now()).exclude(state=SubmissionState.DRAFT)
    changes = half_typed.filter(typed__isnull=False).update(typed=None)
    return f"{drafts} drafts and {changes} changes that were never sent forgotten."


def untouched(now: dt.datetime) -> QuerySet[Submission]:
    """What nobody has typed in for as long as we keep it, counted from the end of its call."""
    ended = Coalesce(F("call__ended_at"), F("call__closes_at"))
    last = Submission.objects.annotate(
        last=Greatest(F("changed_at"), Coalesce(ended, F("changed_at")))
    )
    stands = Q(call__is_standing=True, call__ended_at__isnull=True)
    return last.filter(
        ~stands & Q(last__lt=now - AFTER_CLOSING) | stands & Q(changed_at__lt=now - STANDING)
    )
