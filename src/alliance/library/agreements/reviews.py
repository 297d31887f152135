"""Reviews of an agreement: one that is done plans the next."""

from __future__ import annotations

import calendar
import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from alliance.audit.trail import record, snapshot
from alliance.library.models import AgreementReview


@transaction.atomic
def plan_next(*, by: AbstractBaseUser | None, review: AgreementReview) -> AgreementReview | None:
    """After a review is done, plan the next, if the agreement is reviewed and none is planned yet.

    It falls due as many months later as the agreement says, counted from the day that this one was
    due by, so that a late review does not move the year; never before it was done.
    """
    agreement = review.agreement
    if review.done_on is None or not agreement.review_months:
        return None
    if agreement.reviews.filter(done_on__isnull=True).exists():
        return None
    due = review.due_on
    while due <= max(review.due_on, review.done_on):
        due = months_later(due, agreement.review_months)
    if agreement.is_over(due):
        return None
    following, made = AgreementReview.objects.get_or_create(agreement=agreement, due_on=due)
    if made:
        record(by=by, verb="planned", thing=following, after=snapshot(following))
    return following


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
