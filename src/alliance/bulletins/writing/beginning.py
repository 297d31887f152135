"""Beginning the bulletin of a week: its number and day proposed, both to be changed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from alliance.audit.trail import record
from alliance.directory.models import User

from ..models import OPEN, Bulletin, DraftIssue
from .refusal import CannotBeDone

FRIDAY = 4


def next_issue() -> DraftIssue | None:
    """The bulletin that is being written: the first of those not out yet."""
    return DraftIssue.objects.filter(state__in=OPEN).order_by("date", "number").first()


@transaction.atomic
def begin_issue(*, by: User | None) -> DraftIssue:
    """The bulletin that is being written, or a new one. Pressed twice it is begun once."""
    if there := next_issue():
        return there
    number = next_number()
    issue, made = DraftIssue.objects.get_or_create(
        number=number, defaults={"date": next_day(timezone.localdate()), "created_by": by}
    )
    if made:
        record(by=by, verb="began", thing=issue)
    return issue


def next_number() -> int:
    """One more than the last; never computed from the day."""
    highest = [
        rows.aggregate(last=Max("number"))["last"] or 0
        for rows in (Bulletin.objects.all(), DraftIssue.objects.all())
    ]
    return max(highest) + 1


def next_day(today: dt.date) -> dt.date:
    """The day of the week on which the last came out, next after it and not before today."""
    last = Bulletin.objects.filter(live=True).order_by("-number").values_list("date", flat=True)
    before = last.first()
    weekday = before.weekday() if before else FRIDAY
    earliest = max(today, before + dt.timedelta(days=1)) if before else today
    return earliest + dt.timedelta(days=(weekday - earliest.weekday()) % 7)


@transaction.atomic
def set_head(
    *, by: User | None, issue: DraftIssue, number: int, date: dt.date, introduction: str
) -> DraftIssue:
    """Number, day and introduction.

    Raises:
        CannotBeDone: the number is taken, or the draft cannot be written in now.
    """
    from .changing import touched

    issue = touched(issue)
    if number != issue.number:
        if issue.bulletin_id:
            raise CannotBeDone("It is published: its number and address stay for ever.")
        if (
            Bulletin.objects.filter(number=number).exists()
            or DraftIssue.objects.filter(number=number).exclude(pk=issue.pk).exists()
        ):
            raise CannotBeDone(f"There is an Update {number} already. Choose another number.")
    issue.number, issue.date, issue.introduction = number, date, introduction
    issue.save()
    return issue
