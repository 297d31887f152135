"""A person's right to erasure: what they gave to a call is destroyed wherever it went.

Above the parts, each of which says what of it is theirs to destroy.
"""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.erase import erase_thing
from alliance.mail import change as outbox

from .after.kept import remove_all_of
from .models import Submission, SubmissionWay
from .panel.forget import forget
from .refusal import CannotBeDone
from .taking.files import destroy_files
from .taking.sending import locked
from .telephone.emptying import empty
from .word.emptying import forget_form_of


@transaction.atomic
def erase(submission: Submission, *, by: AbstractBaseUser | None, reason: str) -> Submission:
    """Destroy what was written and by whom. That there was one, when, and what became of it stays."""
    submission = locked(submission)
    if submission.erased_at:
        raise CannotBeDone(f"{submission} has been erased already.")
    if getattr(submission, "case", None) is not None:
        raise CannotBeDone(f"A page of the showcase is made of {submission}: withdraw that first.")
    for name in ("title", "name", "email", "phone", "role", "organisation", "supplier"):
        setattr(submission, name, "")
    submission.typed = submission.by = submission.told_on = None
    if submission.way == SubmissionWay.TELEPHONE:
        submission.told_on = timezone.localdate(submission.begun_at)
    submission.has_supplier, submission.theme_words, submission.warned_of = None, [], []
    submission.withdrawn_why = ""
    receipt, submission.receipt = submission.receipt, None
    submission.erased_at = timezone.now()
    submission.save()
    submission.answers.all().delete()
    submission.wordings.all().delete()
    destroy_files(list(submission.enclosures.all()))
    for reply in submission.replies.select_related("message"):
        if reply.message:
            outbox.withdraw(reply.message)
        reply.text, reply.message, reply.erased_at = "", None, submission.erased_at
        reply.save()
    for ring_back in submission.ring_backs.filter(erased_at__isnull=True):
        empty(ring_back)
        erase_thing(ring_back, by=by, reason=reason)
    forget_form_of(submission)
    if receipt:
        outbox.withdraw(receipt)
    forget(submission)
    for request in submission.requests_for_more.select_related("message"):
        if request.message:
            outbox.withdraw(request.message)
    remove_all_of(submission.call)
    erase_thing(submission, by=by, reason=reason)
    return submission
