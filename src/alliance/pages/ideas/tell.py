"""Telling an idea from a page: a submission to the standing call that remembers the page."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from alliance.evidence.models import Submission
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.replying.standing import the_standing_call
from alliance.evidence.taking.given import Given
from alliance.evidence.taking.rows import definition_of
from alliance.evidence.taking.sending import begin, send
from alliance.pages.models import ToldFrom, Workstream


@transaction.atomic
def tell(
    page: Workstream,
    *,
    by: AbstractBaseUser | None,
    name: str,
    email: str,
    organisation: str,
    text: str,
    warned_of: Collection[str] = (),
) -> Submission:
    """Send what somebody proposed from a page; `by` is their account, if they were signed in.

    Args:
        warned_of: kinds of personal data that were warned of, and sent all the same.

    Raises:
        NotSent: with the faults that the call finds in it; nothing is kept.
        CannotBeDone: the standing call asks no question that takes a text.
    """
    call = the_standing_call()
    short = definition_of(call).short
    if short is None:
        raise CannotBeDone("Ideas cannot be taken here now. Please write to the programme.")
    given = Given(
        name=name,
        email=email,
        organisation=organisation,
        answers={short.key: text.replace("\r\n", "\n")},
    )
    submission = begin(call, given=given, by=by)
    ToldFrom.objects.create(submission=submission, page_id=page.pk)
    return send(submission, given, by=by, warned_of=warned_of)
