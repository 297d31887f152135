"""What the clock starts: the mailings whose time has come, and the digests of week and month.

A digest is planned once for its day, also when its hour was missed. Its window is frozen then: it
begins where the last one that was sent ended, so nothing falls between two and nothing is in both.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db.models import Q
from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress
from alliance.jobs.schedule import daily, every

from ..composing.cutting import TooLong
from ..models import Mailing, MailingKind, MailingRules, MailingState
from .begin import Window, begin, plan, usual_beginning

log = logging.getLogger(__name__)

DATES_AT = dt.time(6, 30)
WEEKLY_AT = dt.time(7)
MONTHLY_AT = dt.time(7, 30)
"""British time; on Mondays, the monthly one on the first of the month: before the day's work."""
MONDAY = 0
MADE_UP_UNTIL = 7
"""Day of the month up to which a missed monthly digest is made up; then the next one has it all."""
SETTLED = dt.timedelta(minutes=15)
"""How long before its run a window ends: what is published just then has been committed by then."""
FIRST_WINDOW = {
    MailingKind.WEEKLY: dt.timedelta(days=7),
    MailingKind.MONTHLY: dt.timedelta(days=31),
    MailingKind.CALENDAR: dt.timedelta(days=7),
}
"""How far back the very first one reaches."""
STUCK = "Its copies could not be written; it is tried again every minute."
REACHES_BACK = dt.timedelta(days=100)
"""How far back any one reaches: what is older is no news, whatever kept digests from being sent."""


def register() -> None:
    """Have the clock start them."""
    every(dt.timedelta(minutes=1), carry_mailings)
    daily(DATES_AT, plan_dates, weekday=MONDAY)
    daily(WEEKLY_AT, plan_weekly, weekday=MONDAY)
    daily(MONTHLY_AT, plan_monthly)


@job(title="Begin mailings that are due", max_attempts=1)
def carry_mailings(progress: Progress) -> str:
    """Begin what is due, and go on writing what was cut off. Safe to run twice, and by two."""
    from . import write  # renders: nothing of that is loaded before something is to be sent

    count, faults = 0, []
    for mailing in _to_carry():
        try:
            mailing = begin(mailing)
            if mailing.state == MailingState.WRITING:
                write.write_copies(mailing, progress)
                count += 1
        except Exception as fault:
            # One that cannot be written must not keep the others. Of the fault only its kind is
            # logged: its words may quote what somebody typed.
            log.error("Mailing %s could not be carried on: %s", mailing.pk, type(fault).__name__)
            why = str(fault) if isinstance(fault, TooLong) else STUCK
            Mailing.objects.filter(pk=mailing.pk).update(why=why)
            faults.append(fault)
    if faults:
        raise faults[0]
    return f"{count} {'mailing was' if count == 1 else 'mailings were'} carried on."


def _to_carry() -> list[Mailing]:
    due = Q(state=MailingState.PLANNED, begins_at__lte=timezone.now())
    return list(
        Mailing.objects.filter(due | Q(state=MailingState.WRITING)).order_by("begins_at", "pk")
    )


@job(title="Plan the mail of dates")
def plan_dates(progress: Progress) -> str:
    """The dates of the week; every Monday."""
    return _planned(MailingKind.CALENDAR, _monday(timezone.localdate()))


@job(title="Plan the weekly digest")
def plan_weekly(progress: Progress) -> str:
    """The digest of the week; every Monday."""
    return _planned(MailingKind.WEEKLY, _monday(timezone.localdate()))


@job(title="Plan the monthly digest")
def plan_monthly(progress: Progress) -> str:
    """The digest of the month; asked every day, planned on its first or as soon as can be after."""
    today = timezone.localdate()
    if today.day > MADE_UP_UNTIL:
        return "It is not the first of the month."
    return _planned(MailingKind.MONTHLY, today.replace(day=1))


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _planned(kind: MailingKind, day: dt.date) -> str:
    if not MailingRules.get().digests:
        return "The alliance sends no digests."
    now = timezone.now()
    if Mailing.objects.filter(key=f"{kind}/{day.isoformat()}").exists():
        return "It is planned already."
    plan(kind=kind, window=window(kind, now), on=day, begins_at=usual_beginning(now), by=None)
    return "It is planned."


def window(kind: MailingKind, now: dt.datetime) -> Window:
    """After what the last one told, up to a little while ago.

    One that was cancelled before it began told nobody anything (nor did one in which nothing was
    new): what it would have said is in the next.
    """
    until = now - SETTLED
    sent = Mailing.objects.filter(kind=kind).exclude(
        state=MailingState.CANCELLED, begun_at__isnull=True
    )
    last = sent.order_by("-window_until").values_list("window_until", flat=True).first()
    after = last if last else until - FIRST_WINDOW[kind]
    return max(after, until - REACHES_BACK), until
