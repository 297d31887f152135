"""A mailing is planned, begins at its time with its words frozen, and is written out in copies.

mailing = plan(kind=MailingKind.BULLETIN, source_id=bulletin.pk, begins_at=then, by=user)
begin(mailing)              # by `clock.carry_mailings`, when its time has come
write_copies(mailing)       # `write.py`: then the ledger goes to work (`work.py`)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..composing.compose import compose
from ..models import (
    Frequency,
    Mailing,
    MailingKind,
    MailingRules,
    MailingState,
    Subscriber,
)

TAKERS: Mapping[MailingKind, Sequence[Frequency]] = {
    MailingKind.BULLETIN: (Frequency.EACH, Frequency.ASKED),
    MailingKind.WEEKLY: (Frequency.WEEKLY,),
    MailingKind.MONTHLY: (Frequency.MONTHLY,),
    MailingKind.CALENDAR: (Frequency.CALENDAR,),
}
"""Who gets which, by what they chose; of those who want only what is asked, whoever is asked."""
NOTHING_NEW = "Nothing was new: the next one reaches back to where this one began."
NOT_PUBLISHED = "What it was to send is not published, so nothing was sent."
AUDITED = ("kind", "key", "state", "begins_at")

Window = tuple[dt.datetime, dt.datetime]


def takers(kind: MailingKind) -> int:
    """How many get a mailing of this kind as things stand; not those who wait to be asked."""
    wanted = [frequency for frequency in TAKERS[kind] if frequency != Frequency.ASKED]
    return Subscriber.objects.active().filter(frequency__in=wanted).count()


def takers_if_asked() -> int:
    """How many get a bulletin only where it asks something of them."""
    return Subscriber.objects.active().filter(frequency=Frequency.ASKED).count()


def usual_beginning(now: dt.datetime | None = None) -> dt.datetime:
    """When what is planned now begins: after the minutes in which it can still be stopped."""
    wait = dt.timedelta(minutes=MailingRules.get().wait_minutes)
    return (now or timezone.now()) + wait


def mailing_of(kind: MailingKind, source_id: int) -> Mailing | None:
    """The mailing of a bulletin, if it was ever planned."""
    return Mailing.objects.filter(key=f"{kind}/{source_id}").first()


@transaction.atomic
def plan(
    *,
    kind: str,
    begins_at: dt.datetime,
    by: AbstractBaseUser | None,
    source_id: int | None = None,
    window: Window | None = None,
    on: dt.date | None = None,
) -> Mailing:
    """Have something sent at its time. Twice it is once: the same bulletin, the same day's digest.

    One that was cancelled before it began is taken up again, for nobody got it.

    Args:
        source_id: of a bulletin.
        window: of a digest: what became public after the first moment and up to the second…
        on: …and the day that it is known by; without it, that of the window's end.
    """
    kind = MailingKind(kind)
    if kind is MailingKind.BULLETIN:
        key = f"{kind}/{source_id}"
    else:
        assert window is not None  # noqa: S101 - a digest has one; the database holds to it too
        key = f"{kind}/{(on or timezone.localdate(window[1])).isoformat()}"
    known = Mailing.objects.select_for_update().filter(key=key).first()
    if known is not None:
        return _taken_up(known, begins_at=begins_at, by=by)
    mailing = Mailing(
        key=key,
        kind=kind,
        source_id=source_id,
        window_from=window[0] if window else None,
        window_until=window[1] if window else None,
        begins_at=begins_at,
        created_by_id=by.pk if by else None,
    )
    try:
        with transaction.atomic():
            mailing.save(force_insert=True)
    except IntegrityError:
        # Somebody else planned it in this moment: under this key, or for the same window.
        return _planned_meanwhile(mailing)
    record(by=by, verb="planned", thing=mailing, after=snapshot(mailing, AUDITED))
    return mailing


def _planned_meanwhile(mailing: Mailing) -> Mailing:
    same = Mailing.objects.filter(key=mailing.key).first()
    if same is None and mailing.window_from:
        beginning = Mailing.objects.filter(kind=mailing.kind, window_from=mailing.window_from)
        same = beginning.exclude(state=MailingState.CANCELLED).first()
    if same is None:
        raise LookupError("It could not be planned. Try again.")
    return same


def _taken_up(mailing: Mailing, *, begins_at: dt.datetime, by: AbstractBaseUser | None) -> Mailing:
    is_of_a_bulletin = mailing.kind == MailingKind.BULLETIN
    was_stopped = mailing.state == MailingState.CANCELLED and mailing.begun_at is None
    if not (is_of_a_bulletin and was_stopped):
        return mailing
    before = snapshot(mailing, AUDITED)
    mailing.state, mailing.why, mailing.ended_at = MailingState.PLANNED, "", None
    mailing.begins_at, mailing.totals = begins_at, {}
    mailing.created_by_id = by.pk if by else None
    mailing.save()
    after = snapshot(mailing, AUDITED)
    record(by=by, verb="planned again", thing=mailing, before=before, after=after)
    return mailing


def begin(mailing: Mailing) -> Mailing:
    """Freeze what it says, if its time has come; pressed twice, or by two, it is once.

    What has nothing to say is cancelled, and says why.
    """
    now = timezone.now()
    due = Mailing.objects.filter(
        pk=mailing.pk, state=MailingState.PLANNED, begins_at__lte=now, begun_at__isnull=True
    )
    current = due.first()
    if current is None:
        return Mailing.objects.get(pk=mailing.pk)
    letter = compose(current)
    if letter is None:
        is_bulletin = current.kind == MailingKind.BULLETIN
        changed = {
            "state": MailingState.CANCELLED,
            "ended_at": now,
            "why": NOT_PUBLISHED if is_bulletin else NOTHING_NEW,
        }
    else:
        changed = {
            "state": MailingState.WRITING,
            "begun_at": now,
            "subject": letter.subject[:250],
            "letter": letter.as_json(),
        }
    with transaction.atomic():
        before = snapshot(current, AUDITED)
        # The condition is asked again: it may have been stopped while it was composed.
        if due.update(**changed):
            current.refresh_from_db()
            verb = "began to send" if letter else "had nothing to send in"
            after = snapshot(current, AUDITED)
            record(by=None, verb=verb, thing=current, before=before, after=after)
    return Mailing.objects.get(pk=mailing.pk)
